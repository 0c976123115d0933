/// A calendar day, counted from 1970-01-01.
package struct Day: Hashable, Comparable, Sendable {
  /// Days since 1970-01-01; negative before.
  package var number: Int32

  @inlinable package init(_ number: Int32) { self.number = number }

  /// What a column of days holds where the day is unknown.
  package static let unknownNumber = Int32.min

  /// The day with this number, or nil where a column says that the day is unknown.
  @inlinable package init?(known number: Int32) {
    if number == Int32.min { return nil }
    self.number = number
  }

  /// A day of the Gregorian calendar; nil when there is no such day or the year is not 1 to 9999.
  package init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= Day.length(ofMonth: month, year: year)
    else { return nil }
    number = Day.number(year: year, month: month, day: day)
  }

  /// Days since 1970-01-01 of a day that is known to exist.
  @inlinable
  package static func number(year: Int, month: Int, day: Int) -> Int32 {
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let shifted = (month + 9) % 12
    let dayOfYear = (153 * shifted + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return Int32(era * 146_097 + dayOfEra - 719_468)
  }

  /// Year, month and day of the month.
  package var civil: (year: Int, month: Int, day: Int) {
    let z = Int(number) + 719_468
    let era = (z >= 0 ? z : z - 146_096) / 146_097
    let dayOfEra = z - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shifted + 2) / 5 + 1
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, day)
  }

  @inlinable
  package static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  package static func < (a: Day, b: Day) -> Bool { a.number < b.number }
  package static func + (day: Day, days: Int) -> Day { Day(day.number + Int32(days)) }
  package static func - (day: Day, days: Int) -> Day { Day(day.number - Int32(days)) }
  package static func - (a: Day, b: Day) -> Int { Int(a.number) - Int(b.number) }

  /// 0 for Monday to 6 for Sunday.
  package var weekday: Int { ((Int(number) + 3) % 7 + 7) % 7 }

  /// The Monday on or before this day.
  package var monday: Day { self - weekday }

  /// The first day of this day's month.
  package var firstOfMonth: Day { self - (civil.day - 1) }

  /// The last day of this day's month.
  package var lastOfMonth: Day {
    let (year, month, day) = civil
    return self + (Day.length(ofMonth: month, year: year) - day)
  }
}

extension Day: CustomStringConvertible {
  /// `2026-11-16`.
  package var description: String {
    let (year, month, day) = civil
    func two(_ n: Int) -> String { n < 10 ? "0\(n)" : "\(n)" }
    let padded = String(repeating: "0", count: max(0, 4 - "\(year)".count)) + "\(year)"
    return "\(padded)-\(two(month))-\(two(day))"
  }

  /// The day that `YYYY-MM-DD` names; nil for any other text.
  package init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard bytes.count == 10, bytes[4] == 0x2D, bytes[7] == 0x2D else { return nil }
    func number(_ range: Range<Int>) -> Int? {
      var value = 0
      for byte in bytes[range] {
        guard byte >= 0x30, byte <= 0x39 else { return nil }
        value = value * 10 + Int(byte) - 0x30
      }
      return value
    }
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10) else {
      return nil
    }
    self.init(year: year, month: month, day: day)
  }
}
