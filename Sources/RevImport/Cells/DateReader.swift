import RevBase

/// Reads dates that are not `YYYY-MM-DD`: numbers in any order, months by name, serial numbers.
///
/// It works on a copy of the cell, which is short: longer cells are no dates.
struct DateReader {
  private static let longest = 48

  private var text = InlineArray<48, UInt8>(repeating: 0)
  private var place = 0
  private let end: Int

  /// Nil when the cell is too long for a date.
  init?(_ source: Span<UInt8>, _ start: Int, _ end: Int) {
    guard end - start <= Self.longest else { return nil }
    self.end = end - start
    for index in start..<end { text[index - start] = source[index] }
  }

  /// Serial days of spreadsheets from 1954 to 2119; 1899-12-30 is day 0.
  private static let serials = 20_000...80_000
  private static let serialZero: Int32 = -25_569

  mutating func read() -> ForeignTime? {
    let start = place
    guard place < end else { return nil }
    if text[place] &- 0x30 > 9 { return named() }
    guard let first = number(upTo: 14) else { return nil }
    let width = place - start
    if place == end || text[place] == 0x2E && width == 5 {
      if let serial = serial(first, width: width) { return serial }
    }
    if width == 13 || width == 10, place == end { return epoch(first, milliseconds: width == 13) }
    if width == 8, place == end {
      return Day(year: first / 10_000, month: first / 100 % 100, day: first % 100)
        .map { ForeignTime(settled: $0.number) }
    }
    guard width <= 4, place < end else { return nil }
    let separator = text[place]
    guard [0x2F, 0x2D, 0x2E, 0x20].contains(separator) else { return nil }
    skip(separator)
    guard place < end else { return nil }
    if text[place] &- 0x30 > 9 { return dayThenName(first, separator) }
    let secondStart = place
    guard let second = number(upTo: 2), place - secondStart <= 2, place < end,
      text[place] == separator
    else { return nil }
    skip(separator)
    let thirdStart = place
    guard let third = number(upTo: 4) else { return nil }
    let thirdWidth = place - thirdStart
    return ordered(first, width, second, third, thirdWidth)
  }

  private mutating func ordered(
    _ first: Int, _ width: Int, _ second: Int, _ third: Int, _ thirdWidth: Int
  ) -> ForeignTime? {
    var result: ForeignTime
    if width == 4 {
      guard thirdWidth <= 2, let day = Day(year: first, month: second, day: third) else {
        return nil
      }
      result = ForeignTime(settled: day.number)
    } else {
      guard width <= 2, thirdWidth == 2 || thirdWidth == 4 else { return nil }
      let parts = ForeignTime.Parts(first: first, second: second, third: third)
      let isYear = thirdWidth == 2 && (first > 31 || first == 0)
      result = ForeignTime(form: isYear ? .shortYearFirst : .open, parts: parts)
      guard
        result.day(.dayFirst) != nil || result.day(.monthFirst) != nil
          || isYear && result.day(.yearFirst) != nil
      else { return nil }
    }
    return result.readClock(text.span, place, end) ? result : nil
  }

  /// `23 Feb 2026`, `23-Feb-26`, `23. Februar 2026`.
  private mutating func dayThenName(_ day: Int, _ separator: UInt8) -> ForeignTime? {
    while place < end, text[place] == 0x20 { place += 1 }
    guard let month = month() else { return nil }
    while place < end, [0x20, 0x2D, 0x2F, 0x2E, 0x2C].contains(text[place]) { place += 1 }
    return finished(day: day, month: month)
  }

  /// `Feb 23, 2026`.
  private mutating func named() -> ForeignTime? {
    guard var month = month() else { return nil }
    while place < end, [0x20, 0x2D, 0x2E, 0x2C].contains(text[place]) { place += 1 }
    if month < 0 {
      // A weekday stood first.
      guard let next = self.month(), next > 0 else { return nil }
      month = next
      while place < end, [0x20, 0x2D, 0x2E].contains(text[place]) { place += 1 }
    }
    guard let day = number(upTo: 2) else { return nil }
    while place < end, [0x20, 0x2D, 0x2C].contains(text[place]) { place += 1 }
    return finished(day: day, month: month)
  }

  private mutating func finished(day: Int, month: Int) -> ForeignTime? {
    let start = place
    guard month > 0, let year = number(upTo: 4) else { return nil }
    let full: Int
    switch place - start {
    case 4: full = year
    case 2: full = year < 70 ? 2000 + year : 1900 + year
    default: return nil
    }
    guard let day = Day(year: full, month: month, day: day) else { return nil }
    var result = ForeignTime(settled: day.number)
    return result.readClock(text.span, place, end) ? result : nil
  }

  private mutating func skip(_ separator: UInt8) {
    place += 1
    if separator == 0x2E { while place < end, text[place] == 0x20 { place += 1 } }
  }

  private mutating func number(upTo digits: Int) -> Int? {
    var (value, count) = (0, 0)
    while place < end, text[place] &- 0x30 <= 9, count < digits {
      value = value * 10 + Int(text[place] - 0x30)
      count += 1
      place += 1
    }
    return count > 0 ? value : nil
  }

  private mutating func serial(_ whole: Int, width: Int) -> ForeignTime? {
    guard width == 5, Self.serials.contains(whole) else { return nil }
    var result = ForeignTime(settled: Int32(whole) + Self.serialZero)
    if place == end { return result }
    place += 1
    var (fraction, scale) = (0, 1)
    while place < end, text[place] &- 0x30 <= 9 {
      if scale < 1_000_000_000 {
        fraction = fraction * 10 + Int(text[place] - 0x30)
        scale *= 10
      }
      place += 1
    }
    guard place == end, scale > 1 else { return nil }
    result.seconds = Int32(min(86_399, (fraction * 86_400 + scale / 2) / scale))
    return result
  }

  private func epoch(_ number: Int, milliseconds: Bool) -> ForeignTime? {
    let seconds = milliseconds ? number / 1000 : number
    var result = ForeignTime(settled: Int32(seconds / 86_400))
    result.seconds = Int32(seconds % 86_400)
    if milliseconds { result.microseconds = Int32(number % 1000) * 1000 }
    result.offset = 0
    return result
  }

  /// A month by its name or its first three letters or more, in the languages of `MonthNames`;
  /// negative for a weekday.
  private mutating func month() -> Int? {
    let start = place
    while place < end, text[place] >= 0x80 || (text[place] | 0x20) &- 0x61 < 26 { place += 1 }
    guard place > start else { return nil }
    if place < end, text[place] == 0x2E { place += 1 }
    var word: [UInt8] = []
    for index in start..<place where text[index] != 0x2E { word.append(text[index]) }
    return MonthNames.number(of: String(decoding: word, as: UTF8.self))
  }
}

/// Names of months in English, German, French, Spanish, Portuguese, Italian and Dutch.
enum MonthNames {
  private static let beginnings: [[String]] = [
    ["jan", "janv", "ene", "gen"], ["feb", "fév", "fev"],
    ["mar", "mär", "mrz", "mrt", "maa"], ["apr", "avr", "abr"], ["may", "mai", "mag", "mei"],
    ["jun", "juin", "giu"], ["jul", "juil", "lug"], ["aug", "août", "aou", "ago"],
    ["sep", "set"], ["oct", "okt", "out", "ott"], ["nov"], ["dec", "dez", "déc", "dic"],
  ]
  private static let weekdays: Set<String> = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

  /// 1 to 12; −1 for an English weekday; nil for any other word.
  static func number(of word: String) -> Int? {
    let lower = word.lowercased()
    guard lower.count >= 3 else { return nil }
    for (index, names) in beginnings.enumerated()
    where names.contains(where: { lower.hasPrefix($0) }) { return index + 1 }
    return weekdays.contains(String(lower.prefix(3))) ? -1 : nil
  }
}
