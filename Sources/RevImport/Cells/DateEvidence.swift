/// What the cells of one column say about the order of day and month.
struct DateEvidence: Equatable, Sendable {
  var blank = 0
  /// Cells that leave nothing open, equal day and month included.
  var settled = 0
  /// Cells that are a date only with the day first, or only with the month first.
  var dayFirst = 0
  var monthFirst = 0
  var yearFirst = 0
  /// Cells that could be either.
  var open = 0
  var unreadable = 0
  /// The first cell of each telling kind, for the report.
  var example: String?
  var firstOpen: String?
  /// The latest day among settled cells, and among the open ones under both orders.
  var latest = Int32.min
  var latestDayFirst = Int32.min
  var latestMonthFirst = Int32.min
  /// The latest of the cells that were only glanced at, packed; `settle` makes a day of it.
  private var latestKey: Int32 = 0

  static func + (a: DateEvidence, b: DateEvidence) -> DateEvidence {
    var sum = a
    sum.blank += b.blank
    sum.settled += b.settled
    sum.dayFirst += b.dayFirst
    sum.monthFirst += b.monthFirst
    sum.yearFirst += b.yearFirst
    sum.open += b.open
    sum.unreadable += b.unreadable
    sum.example = a.example ?? b.example
    sum.firstOpen = a.firstOpen ?? b.firstOpen
    sum.latest = max(a.latest, b.latest)
    sum.latestDayFirst = max(a.latestDayFirst, b.latestDayFirst)
    sum.latestMonthFirst = max(a.latestMonthFirst, b.latestMonthFirst)
    return sum
  }

  /// Looks at one trimmed cell.
  @inline(__always)
  mutating func look(_ text: Span<UInt8>, _ start: Int, _ end: Int) {
    if start >= end {
      blank &+= 1
      return
    }
    let key = ForeignTime.isoKey(text, start, end)
    if key != 0 {
      settled &+= 1
      if key > latestKey { latestKey = key }
      return
    }
    lookCloser(text, start, end)
  }

  /// Ends the looking.
  mutating func settle() {
    if latestKey != 0 { latest = max(latest, ForeignTime.day(ofKey: latestKey)) }
    latestKey = 0
  }

  private mutating func lookCloser(_ text: Span<UInt8>, _ start: Int, _ end: Int) {
    if NumberCell.isMissing(text, start, end) {
      blank += 1
      return
    }
    guard let time = ForeignTime.read(text, start, end) else {
      unreadable += 1
      return
    }
    switch time.form {
    case .settled:
      settled += 1
      latest = max(latest, time.day)
    case .shortYearFirst:
      yearFirst += 1
      if example == nil { example = CellText.shown(text, start, end) }
    case .open:
      let (day, month) = (time.day(.dayFirst), time.day(.monthFirst))
      if let day, month == nil {
        dayFirst += 1
        latestDayFirst = max(latestDayFirst, day)
        if example == nil { example = CellText.shown(text, start, end) }
      } else if let month, day == nil {
        monthFirst += 1
        latestMonthFirst = max(latestMonthFirst, month)
        if example == nil { example = CellText.shown(text, start, end) }
      } else if let day, let month {
        latestDayFirst = max(latestDayFirst, day)
        latestMonthFirst = max(latestMonthFirst, month)
        if day == month {
          settled += 1
        } else {
          open += 1
          if firstOpen == nil { firstOpen = CellText.shown(text, start, end) }
        }
      }
    }
  }

  /// The order that the cells prove; nil when they prove none or contradict each other.
  var proven: DateOrder? {
    let kinds = [
      (dayFirst, DateOrder.dayFirst), (monthFirst, .monthFirst), (yearFirst, .yearFirst),
    ]
    let seen = kinds.filter { $0.0 > 0 }
    return seen.count == 1 ? seen[0].1 : nil
  }

  /// Whether some cells are only readable with the day first and others only with the month first.
  var isContradictory: Bool { [dayFirst, monthFirst, yearFirst].filter { $0 > 0 }.count > 1 }

  /// Whether somebody has to say what the order is.
  var isOpen: Bool { proven == nil && (open > 0 || isContradictory) }

  /// The latest day of the column under an order.
  func latest(_ order: DateOrder?) -> Int32 {
    switch order {
    case .dayFirst: max(latest, latestDayFirst)
    case .monthFirst: max(latest, latestMonthFirst)
    default: latest
    }
  }
}
