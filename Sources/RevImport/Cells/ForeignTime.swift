import RevBase

/// A date, with or without a time of day, in any of the forms that exports use.
struct ForeignTime: Equatable {
  /// The three numbers of a date in the order in which they are written, when that order is open.
  struct Parts: Equatable {
    var first: Int
    var second: Int
    var third: Int
  }

  /// How the day is written.
  enum Form: UInt8, Equatable {
    /// Year, month, day; a month by name; a serial number: nothing to decide.
    case settled
    /// Two small numbers and a year, in either order.
    case open
    /// Three numbers of two digits of which the first can only be a year.
    case shortYearFirst
  }

  var form: Form
  /// The day, when `form` is settled.
  var day: Int32
  var parts: Parts
  /// Seconds since midnight; −1 when there is no time.
  var seconds: Int32
  var microseconds: Int32
  /// Minutes east of UTC; nil when there is no offset.
  var offset: Int32?

  /// The number of the day under an order; nil when there is no such day.
  func day(_ order: DateOrder) -> Int32? {
    switch form {
    case .settled: return day
    case .shortYearFirst:
      return Day(
        year: Self.year(parts.first), month: parts.second, day: parts.third)?.number
    case .open:
      switch order {
      case .dayFirst:
        return Day(year: Self.year(parts.third), month: parts.second, day: parts.first)?.number
      case .monthFirst:
        return Day(year: Self.year(parts.third), month: parts.first, day: parts.second)?.number
      case .yearFirst:
        return Day(year: Self.year(parts.first), month: parts.second, day: parts.third)?.number
      }
    }
  }

  /// Two digits are a year from 1970 to 2069.
  private static func year(_ number: Int) -> Int {
    number >= 100 ? number : number < 70 ? 2000 + number : 1900 + number
  }

  /// Year, month and day of `YYYY-MM-DD` at the start of a cell, packed so that later days are
  /// larger; 0 for any other text and for days that do not exist.
  @inline(__always)
  static func isoKey(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Int32 {
    guard end &- start >= 10, text[start &+ 4] == 0x2D, text[start &+ 7] == 0x2D else { return 0 }
    var bad = false
    func pair(_ place: Int) -> Int32 {
      let (a, b) = (text[place] &- 0x30, text[place &+ 1] &- 0x30)
      bad = bad || a > 9 || b > 9
      return Int32(a) &* 10 &+ Int32(b)
    }
    let year = pair(start) &* 100 &+ pair(start &+ 2)
    let (month, day) = (pair(start &+ 5), pair(start &+ 8))
    guard !bad, year >= 1, month >= 1, month <= 12, day >= 1,
      day <= 28 || Int(day) <= Day.length(ofMonth: Int(month), year: Int(year))
    else { return 0 }
    return year &<< 9 | month &<< 5 | day
  }

  /// The day that a packed one stands for.
  static func day(ofKey key: Int32) -> Int32 {
    Day.number(year: Int(key) >> 9, month: Int(key) >> 5 & 15, day: Int(key) & 31)
  }

  /// Whether a cell begins with `YYYY-MM-DD`.
  @inline(__always)
  static func isISODay(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    isoKey(text, start, end) != 0
  }

  /// Whether a cell is `2026-11-16T09:30:00Z`, or the same with a fraction of zeros or `+0000`: what
  /// the snapshot has for it can be copied.
  static func isWholeSecondUTC(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    guard end &- start >= 20, text[start &+ 10] == 0x54, text[start &+ 13] == 0x3A,
      text[start &+ 16] == 0x3A, isISODay(text, start, end)
    else { return false }
    func isPair(_ place: Int, below limit: UInt8) -> Bool {
      let (a, b) = (text[place] &- 0x30, text[place &+ 1] &- 0x30)
      return a <= 9 && b <= 9 && a &* 10 &+ b < limit
    }
    guard isPair(start &+ 11, below: 24), isPair(start &+ 14, below: 60),
      isPair(start &+ 17, below: 60)
    else { return false }
    var place = start &+ 19
    if text[place] == 0x2E {
      let first = place &+ 1
      place = first
      while place < end, text[place] == 0x30 { place &+= 1 }
      if place == first { return false }
    }
    switch end &- place {
    case 1: return text[place] == 0x5A
    case 5:
      for digit in 1...4 where text[place &+ digit] != 0x30 { return false }
      return text[place] == 0x2B
    default: return false
    }
  }

  /// The day that `YYYY-MM-DD` at the start of a cell names, for the many cells that are just that.
  @inline(__always)
  static func isoDay(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Int32? {
    let key = isoKey(text, start, end)
    return key == 0 ? nil : day(ofKey: key)
  }

  /// Reads a cell; nil when it is no date.
  ///
  /// - Precondition: the cell is trimmed and not empty.
  static func read(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> ForeignTime? {
    if let day = isoDay(text, start, end) {
      var time = ForeignTime(settled: day)
      return time.readClock(text, start + 10, end) ? time : nil
    }
    var reader = DateReader(text, start, end)
    return reader?.read()
  }

  init(settled day: Int32) {
    self.init(form: .settled, day: day)
  }

  init(form: Form, day: Int32 = 0, parts: Parts = Parts(first: 0, second: 0, third: 0)) {
    (self.form, self.day, self.parts) = (form, day, parts)
    (seconds, microseconds, offset) = (-1, 0, nil)
  }

  /// Reads what stands behind the date; false when it is no time of day.
  mutating func readClock(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    var place = start
    while place < end, text[place] == 0x20 || text[place] == 0x2C || text[place] == 0x54 {
      place += 1
    }
    if place == end { return true }
    var numbers = InlineArray<3, Int>(repeating: 0)
    var count = 0
    while count < 3 {
      var (value, digits) = (0, 0)
      while place < end, text[place] &- 0x30 <= 9, digits < 3 {
        value = value * 10 + Int(text[place] - 0x30)
        digits += 1
        place += 1
      }
      guard digits == 1 || digits == 2 else { return false }
      numbers[count] = value
      count += 1
      guard place < end, text[place] == 0x3A else { break }
      place += 1
    }
    guard count >= 2, numbers[0] < 24, numbers[1] < 60, numbers[2] < 60 else { return false }
    if place < end, count == 3, text[place] == 0x2E || text[place] == 0x2C {
      place += 1
      var weight: Int32 = 100_000
      let first = place
      while place < end, text[place] &- 0x30 <= 9 {
        microseconds += Int32(text[place] - 0x30) * weight
        weight /= 10
        place += 1
      }
      if place == first { return false }
    }
    return readTail(text, place, end, hour: numbers[0], numbers[1] * 60 + numbers[2])
  }

  /// Reads `AM` or `PM` and an offset.
  private mutating func readTail(
    _ text: Span<UInt8>, _ start: Int, _ end: Int, hour: Int, _ rest: Int
  ) -> Bool {
    var (place, hour) = (start, hour)
    while place < end, text[place] == 0x20 { place += 1 }
    if place + 1 < end, text[place + 1] | 0x20 == 0x6D {
      let letter = text[place] | 0x20
      guard letter == 0x61 || letter == 0x70, hour >= 1, hour <= 12 else { return false }
      hour = hour % 12 + (letter == 0x70 ? 12 : 0)
      place += 2
      while place < end, text[place] == 0x20 { place += 1 }
    }
    seconds = Int32(hour * 3600 + rest)
    if place == end { return true }
    if end - place == 1, text[place] | 0x20 == 0x7A {
      offset = 0
      return true
    }
    if end - place == 3, text[place] | 0x20 == 0x75 || text[place] | 0x20 == 0x67 {
      // UTC or GMT
      let last = text[place + 2] | 0x20
      offset = 0
      return last == 0x63 || last == 0x74
    }
    let sign = text[place]
    guard sign == 0x2B || sign == 0x2D else { return false }
    var digits: [Int] = []
    for index in (place + 1)..<end where text[index] != 0x3A {
      guard text[index] &- 0x30 <= 9, digits.count < 4 else { return false }
      digits.append(Int(text[index] - 0x30))
    }
    if digits.count == 2 { digits += [0, 0] }
    guard digits.count == 4 else { return false }
    let minutes = (digits[0] * 10 + digits[1]) * 60 + digits[2] * 10 + digits[3]
    guard minutes < 24 * 60 else { return false }
    offset = Int32(sign == 0x2D ? -minutes : minutes)
    return true
  }
}
