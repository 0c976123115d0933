import RevBase
import RevModel

/// Exact decimals as cells hold them: `-?digits[.digits]`.
struct DecimalCell {
  private let text: ByteView
  let isNegative: Bool
  /// Digits before the point begin and end.
  private let whole: (start: Int, end: Int)
  /// Digits behind the point begin and end, without zeros at the end.
  private let fraction: (start: Int, end: Int)

  private static let zero: UInt8 = 0x30

  /// Nil when the trimmed text is no decimal of this form.
  init?(_ text: ByteView) {
    self.text = text
    var index = 0
    let count = text.count
    isNegative = count > 0 && text[0] == 0x2D
    if isNegative { index = 1 }
    var start = index
    index = Self.digits(text, from: index)
    guard index > start else { return nil }
    while start < index, text[start] == Self.zero { start += 1 }
    whole = (start, index)
    guard index < count else {
      fraction = (index, index)
      return
    }
    guard text[index] == 0x2E else { return nil }
    let first = index + 1
    var end = Self.digits(text, from: first)
    guard end == count, end > first else { return nil }
    while end > first, text[end - 1] == Self.zero { end -= 1 }
    fraction = (first, end)
  }

  @inline(__always)
  private static func digits(_ text: ByteView, from start: Int) -> Int {
    var index = start
    while index < text.count, text[index] &- zero <= 9 { index += 1 }
    return index
  }

  private var hasPoint: Bool { whole.end < text.count }
  private var wholeCount: Int { whole.end - whole.start }
  private var fractionCount: Int { fraction.end - fraction.start }

  /// All digits as one number; only for at most 18 of them.
  private var mantissa: Int64 {
    var value: Int64 = 0
    for index in whole.start..<whole.end { value = value &* 10 &+ Int64(text[index] &- Self.zero) }
    for index in fraction.start..<fraction.end {
      value = value &* 10 &+ Int64(text[index] &- Self.zero)
    }
    return value
  }

  /// The value times a rate, rounded half to even to `places` decimals as a whole number of them;
  /// nil when its magnitude exceeds `limit`.
  func scaled(places: Int, rate: ExchangeRate, limit: Int64) -> Int64? {
    guard wholeCount + fractionCount <= 18, rate.scale <= 18 else {
      return long(places: places, rate: rate, limit: limit)
    }
    let product = Int128(mantissa) * Int128(rate.digits)
    let exponent = places - fractionCount - rate.scale
    let rounded: Int128
    if exponent >= 0 {
      let (value, overflow) = product.multipliedReportingOverflow(by: Self.power(exponent))
      guard !overflow else { return nil }
      rounded = value
    } else {
      rounded = Exact.roundHalfEven(product, over: Self.power(-exponent))
    }
    guard rounded <= Int128(limit) else { return nil }
    return isNegative ? -Int64(rounded) : Int64(rounded)
  }

  /// Ten to a power of at most 38.
  private static func power(_ exponent: Int) -> Int128 {
    var value: Int128 = 1
    for _ in 0..<exponent { value *= 10 }
    return value
  }

  /// The same for any number of digits: long multiplication, digit by digit.
  private func long(places: Int, rate: ExchangeRate, limit: Int64) -> Int64? {
    var digits: [UInt8] = []
    digits.reserveCapacity(wholeCount + fractionCount + 20)
    var carry: UInt128 = 0
    let factor = UInt128(rate.digits.magnitude)
    // Lowest digit first.
    for index in (fraction.start..<fraction.end).reversed() { step(text[index]) }
    for index in (whole.start..<whole.end).reversed() { step(text[index]) }
    while carry > 0 {
      digits.append(UInt8(carry % 10))
      carry /= 10
    }
    func step(_ byte: UInt8) {
      carry += UInt128(byte &- Self.zero) * factor
      digits.append(UInt8(carry % 10))
      carry /= 10
    }
    let cut = fractionCount + rate.scale - places
    var value: Int128 = 0
    let bound = Int128(limit) + 1
    for index in stride(from: digits.count - 1, through: max(0, cut), by: -1) {
      value = value * 10 + Int128(digits[index])
      if value > bound { return nil }
    }
    for _ in 0..<max(0, -cut) {
      value *= 10
      if value > bound { return nil }
    }
    if cut > 0, cut <= digits.count {
      let half = digits[cut - 1]
      let rest = digits[..<(cut - 1)].contains { $0 != 0 }
      if half > 5 || (half == 5 && (rest || value & 1 == 1)) { value += 1 }
    }
    guard value <= Int128(limit) else { return nil }
    return isNegative ? -Int64(value) : Int64(value)
  }

  /// Whether the exact value lies from 0 to 1.
  var isShare: Bool {
    if wholeCount == 0 && fractionCount == 0 { return true }
    if isNegative || wholeCount > 1 { return false }
    return wholeCount == 0 || (text[whole.start] == 0x31 && fractionCount == 0)
  }

  /// The value of a text that is a whole number without a point; nil when it has one or is too large.
  var integer: Int64? {
    guard !hasPoint, wholeCount <= 18 else { return nil }
    return isNegative ? -mantissa : mantissa
  }

  /// The largest whole number that is not above the value; nil when it does not fit 32 bits.
  var floor: Int32? {
    guard wholeCount <= 10 else { return nil }
    var value: Int64 = 0
    for index in whole.start..<whole.end { value = value &* 10 &+ Int64(text[index] &- Self.zero) }
    if isNegative { value = fractionCount > 0 ? -value - 1 : -value }
    return Int32(exactly: value)
  }
}

extension ExchangeRate {
  static let one = ExchangeRate(digits: 1, scale: 0)
}
