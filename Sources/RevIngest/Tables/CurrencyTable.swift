import RevModel

/// The currencies that have a rate.
struct CurrencyTable {
  /// Index 0 is the reporting currency.
  let rates: [ExchangeRate]
  private let codes: [[UInt8]]

  /// What an amount in a currency without a rate has in place of an index.
  static let none: UInt16 = .max

  init(_ manifest: Manifest) {
    let others = manifest.exchangeRates.filter { $0.key != manifest.currency }
      .sorted { $0.key < $1.key }
    rates = [.one] + others.map(\.value)
    codes = [Array(manifest.currency.utf8)] + others.map { Array($0.key.utf8) }
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
