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

  /// The day that `YYYY-MM-DD` at the start of a cell names, for the many cells that are just that.
  @inline(__always)
  static func isoDay(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Int32? {
    guard end &- start >= 10, text[start &+ 4] == 0x2D, text[start &+ 7] == 0x2D else {
      return nil
    }
    var values = 0
    var bad: UInt8 = 0
    func pair(_ place: Int) -> Int {
      let (a, b) = (text[place] &- 0x30, text[place &+ 1] &- 0x30)
      bad |= (a > 9 ? 1 : 0) | (b > 9 ? 1 : 0)
      return Int(a) &* 10 &+ Int(b)
    }
    values = pair(start) &* 100 &+ pair(start &+ 2)
    let (month, day) = (pair(start &+ 5), pair(start &+ 8))
    guard bad == 0, values >= 1, month >= 1, month <= 12, day >= 1,
      day <= 28 || day <= Day.length(ofMonth: month, year: values)
    else { return nil }
    return Day.number(year: values, month: month, day: day)
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
    var numbers = [0, 0, 0]
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
