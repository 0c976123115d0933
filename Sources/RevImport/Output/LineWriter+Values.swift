import RevBase

extension LineWriter {
  /// `2026-11-16`.
  mutating func day(_ number: Int32) {
    let (year, month, day) = Day(number).civil
    digits(year, width: 4)
    put(0x2D)
    digits(month, width: 2)
    put(0x2D)
    digits(day, width: 2)
  }

  /// A moment as the snapshot has it: `2026-11-16T09:30:00-05:00`, or the day alone when there is
  /// no time of day or it is a midnight without an offset.
  mutating func moment(_ time: ForeignTime, day number: Int32) {
    day(number)
    if time.seconds < 0 || time.seconds == 0 && time.offset == nil && time.microseconds == 0 {
      return
    }
    let seconds = Int(time.seconds)
    put(0x54)
    digits(seconds / 3600, width: 2)
    put(0x3A)
    digits(seconds / 60 % 60, width: 2)
    put(0x3A)
    digits(seconds % 60, width: 2)
    if time.microseconds > 0 {
      put(0x2E)
      var (rest, width) = (Int(time.microseconds), 6)
      while rest % 10 == 0 {
        rest /= 10
        width -= 1
      }
      digits(rest, width: width)
    }
    guard let offset = time.offset else { return }
    if offset == 0 {
      put(0x5A)
    } else {
      put(offset < 0 ? 0x2D : 0x2B)
      digits(Int(abs(offset)) / 60, width: 2)
      put(0x3A)
      digits(Int(abs(offset)) % 60, width: 2)
    }
  }

  /// A number without grouping, with a point, with at least two decimals or none: `48000.50`.
  ///
  /// - Returns: false, having written nothing, when the signs are not where the style has them.
  mutating func decimal(_ cell: NumberCell, _ text: Span<UInt8>, style: NumberStyle) -> Bool {
    guard let sign = cell.decimalSign(style) else { return false }
    let wholeEnd = sign < 0 ? cell.end : sign
    let start = count
    reserve(cell.end - cell.start + 4)
    if cell.isNegative { put(0x2D) }
    let first = count
    var place = cell.start
    while place < wholeEnd {
      let byte = text[place]
      if NumberCell.isDigit(byte), byte != 0x30 || count > first { put(byte) }
      place &+= 1
    }
    if count == first { put(0x30) }
    if sign >= 0 {
      var end = cell.end
      while end > sign + 1, text[end &- 1] == 0x30 { end &-= 1 }
      if end > sign + 1 {
        put(0x2E)
        for index in (sign + 1)..<end {
          guard NumberCell.isDigit(text[index]) else {
            cut(to: start)
            return false
          }
          put(text[index])
        }
        if end == sign + 2 { put(0x30) }
      }
    }
    // Minus nothing is nothing.
    if cell.isNegative, count == first + 1, bytes[first] == 0x30 {
      cut(to: start)
      put(0x30)
    }
    return true
  }

  /// Hundredths of the decimal that has been written from `start` on; what exceeds 64 bits counts as
  /// nothing.
  func cents(from start: Int) -> Int {
    if count - start > 17 { return 0 }
    var (value, decimals, isNegative, hasPoint) = (0, 0, false, false)
    for place in start..<count {
      let byte = bytes[place]
      if byte == 0x2D {
        isNegative = true
      } else if byte == 0x2E {
        hasPoint = true
      } else if decimals < 2 {
        value = value &* 10 &+ Int(byte &- 0x30)
        if hasPoint { decimals += 1 }
      }
    }
    while decimals < 2 {
      value = value &* 10
      decimals += 1
    }
    return isNegative ? -value : value
  }

  /// A share in billionths as an exact decimal between 0 and 1: `0.35`.
  mutating func share(billionths: Int) {
    if billionths >= 1_000_000_000 {
      put(0x31)
      return
    }
    put(0x30)
    if billionths == 0 { return }
    put(0x2E)
    var (rest, width) = (billionths, 9)
    while rest % 10 == 0 {
      rest /= 10
      width -= 1
    }
    digits(rest, width: width)
  }
}

/// Reads a number exactly into billionths.
enum ExactNumber {
  /// Nil when the digits exceed 64 bits or the signs are not where the style has them.
  static func scaled(
    _ cell: NumberCell, _ text: Span<UInt8>, style: NumberStyle, places: Int
  ) -> Int? {
    guard let sign = cell.decimalSign(style) else { return nil }
    var (value, decimals) = (0, 0)
    for place in cell.start..<cell.end where NumberCell.isDigit(text[place]) {
      let isFraction = sign >= 0 && place > sign
      if isFraction {
        if decimals == places { continue }
        decimals += 1
      }
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      let (next, more) = product.addingReportingOverflow(Int(text[place] - 0x30))
      if overflow || more { return nil }
      value = next
    }
    while decimals < places {
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      if overflow { return nil }
      (value, decimals) = (product, decimals + 1)
    }
    return cell.isNegative ? -value : value
  }
}
