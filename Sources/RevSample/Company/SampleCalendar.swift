internal import RevBase

/// The days of the sample with what the simulation asks of them, looked up instead of computed.
///
/// Days are `Day.number`, held as `Int`. Days outside the table are clamped to its ends.
struct SampleCalendar: Sendable {
  /// The first day of the recorded history: the start of a fiscal quarter.
  let start: Int
  let asOf: Int
  /// First days of the fiscal quarters from `start` to the one that holds `asOf`, and then the
  /// first day of the next.
  let quarterStarts: [Int]

  private let base: Int
  private var weekdays: [UInt8] = []
  private var quarters: [Int32] = []
  private var quarterEnds: [Int32] = []
  private var monthEnds: [Int32] = []
  private var months: [Int32] = []
  private var texts: [UInt8] = []

  init(asOf: Day, months count: Int, fiscal: FiscalCalendar) {
    let asOfNumber = Int(asOf.number)
    let (year, month, _) = asOf.civil
    let index = year * 12 + (month - 1) - count
    let back = Day.number(year: index / 12, month: index % 12 + 1, day: 1)
    let first = Int(fiscal.quarter(holding: Day(back)).start.number)
    start = first
    self.asOf = asOfNumber
    base = first - 1500
    let size = asOfNumber + 1500 - base

    var starts: [Int] = []
    weekdays.reserveCapacity(size)
    texts.reserveCapacity(size * 10)
    var quarter = fiscal.quarter(holding: Day(Int32(base)))
    var number = Int32(-1)
    for offset in 0..<size {
      let day = Day(Int32(base + offset))
      if day > quarter.end { quarter = fiscal.quarter(holding: day) }
      if day == quarter.start && base + offset >= first {
        number += 1
        if base + offset <= asOfNumber || starts.last.map({ $0 <= asOfNumber }) == true {
          starts.append(base + offset)
        }
      }
      weekdays.append(UInt8(day.weekday))
      quarters.append(max(-1, number))
      quarterEnds.append(quarter.end.number)
      monthEnds.append(day.lastOfMonth.number)
      let civil = day.civil
      months.append(Int32(civil.year * 12 + civil.month - 1))
      texts.append(contentsOf: day.description.utf8)
    }
    quarterStarts = starts
  }

  private func offset(_ day: Int) -> Int { min(max(day - base, 0), weekdays.count - 1) }

  /// 0 is Monday.
  func weekday(_ day: Int) -> Int { Int(weekdays[offset(day)]) }

  /// The index in `quarterStarts` of the quarter that holds the day; -1 before `start`.
  func quarter(_ day: Int) -> Int { Int(quarters[offset(day)]) }

  /// Quarters from the first to the one that holds `asOf`.
  var quarterCount: Int { quarterStarts.count - 1 }

  func quarterEnd(_ day: Int) -> Int { Int(quarterEnds[offset(day)]) }
  func monthEnd(_ day: Int) -> Int { Int(monthEnds[offset(day)]) }

  /// Year x 12 + month - 1.
  func month(_ day: Int) -> Int { Int(months[offset(day)]) }

  func firstDay(ofMonth month: Int) -> Int {
    Int(Day.number(year: month / 12, month: month % 12 + 1, day: 1))
  }

  /// The same day of the month so many months later, or the last day of a shorter month.
  func adding(months count: Int, to day: Int) -> Int {
    let first = firstDay(ofMonth: month(day))
    let target = firstDay(ofMonth: month(day) + count)
    return min(target + (day - first), monthEnd(target))
  }

  /// The day itself, or the Friday before a weekend.
  func workdayAtOrBefore(_ day: Int) -> Int { day - max(0, weekday(day) - 4) }

  /// The day itself, or the Monday after a weekend.
  func workdayAtOrAfter(_ day: Int) -> Int {
    let weekday = weekday(day)
    return weekday < 5 ? day : day + 7 - weekday
  }

  /// Weeks to the end of the quarter, 0 for its last seven days.
  func weeksLeft(_ day: Int) -> Int { (quarterEnd(day) - day) / 7 }

  /// The Monday-based week since `start`; days before it give negative numbers or 0.
  func week(_ day: Int) -> Int { (day - (start - weekday(start))) / 7 }

  /// How busy a day is: nearly nothing between Christmas and New Year, less in August.
  func bustle(_ day: Int) -> Double {
    let month = months[offset(day)] % 12
    let left = monthEnd(day) - day
    if month == 11 && left < 8 { return 0.25 }
    return month == 7 ? 0.85 : 1
  }

  /// Where the ten bytes of the day's text begin in `text(at:)`.
  func appendDay(_ day: Int, to table: TableFile) {
    let at = offset(day) * 10
    for index in at..<(at + 10) { table.put(texts[index]) }
  }
}

extension TableFile {
  /// A day cell.
  func day(_ day: Int, _ calendar: SampleCalendar) {
    calendar.appendDay(day, to: self)
    put(0x2C)
  }

  /// A day cell that is blank when there is none, or when it lies after the as-of day.
  func fact(_ day: Int?, _ calendar: SampleCalendar) {
    guard let day, day <= calendar.asOf else { return blank() }
    self.day(day, calendar)
  }

  /// A day cell that is blank when there is none.
  func planned(_ day: Int?, _ calendar: SampleCalendar) {
    guard let day else { return blank() }
    self.day(day, calendar)
  }

  /// A timestamp cell: local time, or UTC with a `Z`.
  func moment(_ day: Int, minute: Int, isUTC: Bool, _ calendar: SampleCalendar) {
    calendar.appendDay(day, to: self)
    put(0x54)
    digits(minute / 60, width: 2)
    put(0x3A)
    digits(minute % 60, width: 2)
    if isUTC { put(0x5A) }
    put(0x2C)
  }
}
