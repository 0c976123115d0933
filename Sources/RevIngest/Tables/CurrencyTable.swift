import RevBase
import RevModel

/// The currencies that have a rate.
struct CurrencyTable {
  /// Index 0 is the reporting currency.
  let rates: [ExchangeRate]
  /// Ten to the power of each rate's scale.
  private let divisors: [Int64]
  private let codes: [[UInt8]]

  /// What an amount in a currency without a rate has in place of an index.
  static let none: UInt16 = .max

  init(_ manifest: Manifest) {
    let others = manifest.exchangeRates.filter { $0.key != manifest.currency }
      .sorted { $0.key < $1.key }
    rates = [.one] + others.map(\.value)
    divisors = rates.map { rate in (0..<rate.scale).reduce(Int64(1)) { power, _ in power * 10 } }
    codes = [Array(manifest.currency.utf8)] + others.map { Array($0.key.utf8) }
  }

  /// Hundredths of a currency as hundredths of the reporting one; nil when they do not fit 64 bits
  /// on the way.
  @inline(__always)
  func convert(_ cents: Int64, from currency: UInt16) -> Int64? {
    let (product, overflow) = cents.multipliedReportingOverflow(by: rates[Int(currency)].digits)
    if overflow { return nil }
    let divisor = divisors[Int(currency)]
    var (quotient, rest) = product.quotientAndRemainder(dividingBy: divisor)
    if rest == 0 { return quotient }
    rest = Int64(rest.magnitude)
    let other = divisor - rest
    if rest > other || (rest == other && quotient & 1 != 0) { quotient += product < 0 ? -1 : 1 }
    return quotient
  }

  /// The index of a code; `none` when it has no rate.
  func index(of code: ByteView) -> UInt16 {
    for (index, known) in codes.enumerated() where known.count == code.count {
      var position = 0
      while position < known.count, known[position] == code[position] { position += 1 }
      if position == known.count { return UInt16(truncatingIfNeeded: index) }
    }
    return Self.none
  }
}
