import RevBase
import RevModel

// Typed columns of one batch: an entry for every row, meaningful for the accepted ones.
extension TableReader {
  /// Blank amounts until they get their meaning.
  static var blankAmount: Int64 { .min }

  /// Sets aside rows that lack a required text.
  mutating func require(_ name: String) {
    guard let column = place(name) else { return }
    for row in 0..<batch.count where needs(row, required: true) {
      if text(row, column).count == 0 { note(row, column, .requiredBlank) }
    }
  }

  /// Days; `Day.unknownNumber` for blank.
  mutating func days(_ name: String, required: Bool = false) -> [Int32] {
    var values = [Int32](repeating: Day.unknownNumber, count: batch.count)
    guard let column = place(name) else { return values }
    for row in 0..<batch.count where needs(row, required: required) {
      let cell = typed(row, column)
      if cell.count == 0 {
        if required { note(row, column, .requiredBlank) }
      } else if let day = cell.day(&clock) {
        values[row] = day
      } else {
        unreadable(row, column, required: required)
      }
    }
    return values
  }

  /// Moments and their days; nil entries where blank.
  mutating func times(_ name: String, required: Bool = false) -> [TimeCell] {
    var values = [TimeCell](repeating: .unknown, count: batch.count)
    guard let column = place(name) else { return values }
    for row in 0..<batch.count where needs(row, required: required) {
      let cell = typed(row, column)
      if cell.count == 0 {
        if required { note(row, column, .requiredBlank) }
      } else if let time = cell.time(&clock) {
        values[row] = time
      } else {
        unreadable(row, column, required: required)
      }
    }
    return values
  }

  /// The index of each row's currency; rows whose code has no rate are set aside.
  mutating func currencyIndexes() -> [UInt16] {
    var values = [UInt16](repeating: 0, count: batch.count)
    guard let column = place("currency") else { return values }
    for row in 0..<batch.count where needs(row, required: true) {
      let code = text(row, column)
      if code.count == 0 { continue }
      let index = currencies.index(of: code)
      values[row] = index
      if index == CurrencyTable.none { note(row, column, .noExchangeRate) }
    }
    return values
  }

  /// Amounts in hundredths of the reporting currency; `blankAmount` for blank.
  mutating func amounts(
    _ name: String, required: Bool = false, in currency: [UInt16]? = nil
  ) -> [Int64] {
    var values = [Int64](repeating: Self.blankAmount, count: batch.count)
    guard let column = place(name) else { return values }
    for row in 0..<batch.count where needs(row, required: required) {
      let cell = typed(row, column)
      let index = currency?[row] ?? 0
      if cell.count == 0 {
        if required { note(row, column, .requiredBlank) }
      } else if let cents = amount(cell, currency: index) {
        values[row] = cents
      } else {
        unreadable(row, column, required: required)
      }
    }
    return values
  }

  /// An amount in a currency as hundredths of the reporting one; nil when unreadable or too large.
  @inline(__always)
  func amount(_ cell: ByteView, currency: UInt16) -> Int64? {
    if let cents = cell.plainCents() {
      if currency == 0 { return cents }
      if currency != CurrencyTable.none, let own = currencies.convert(cents, from: currency),
        own.magnitude <= Money.limit.cents.magnitude
      {
        return own
      }
    }
    return generalAmount(cell, currency: currency)
  }

  private func generalAmount(_ cell: ByteView, currency: UInt16) -> Int64? {
    guard let decimal = DecimalCell(cell) else { return nil }
    // A row whose currency has no rate is set aside; its amount need only be readable.
    let rate = currency == CurrencyTable.none ? .one : currencies.rates[Int(currency)]
    return decimal.scaled(places: 2, rate: rate, limit: Money.limit.cents)
  }

  /// Shares in billionths; −1 for blank.
  mutating func shares(_ name: String) -> [Int32] {
    var values = [Int32](repeating: -1, count: batch.count)
    guard let column = place(name) else { return values }
    for row in 0..<batch.count where needs(row, required: false) {
      let cell = typed(row, column)
      if cell.count == 0 { continue }
      guard let decimal = DecimalCell(cell) else {
        unreadable(row, column, required: false)
        continue
      }
      guard decimal.isShare,
        let value = decimal.scaled(places: 9, rate: .one, limit: 1_000_000_000)
      else {
        note(row, column, .shareOutOfRange)
        continue
      }
      values[row] = Int32(truncatingIfNeeded: value)
    }
    return values
  }

  /// Whole numbers in a range; `blank` where blank.
  mutating func integers(
    _ name: String, required: Bool = false, in range: ClosedRange<Int64>, blank: Int64
  ) -> [Int64] {
    var values = [Int64](repeating: blank, count: batch.count)
    guard let column = place(name) else { return values }
    for row in 0..<batch.count where needs(row, required: required) {
      let cell = typed(row, column)
      if cell.count == 0 {
        if required { note(row, column, .requiredBlank) }
      } else if let value = DecimalCell(cell)?.integer, range.contains(value) {
        values[row] = value
      } else {
        unreadable(row, column, required: required)
      }
    }
    return values
  }

  /// Whole numbers of 32 bits from `low` on; `blank` where blank.
  mutating func smallIntegers(_ name: String, from low: Int32, blank: Int32) -> [Int32] {
    guard place(name) != nil else { return [Int32](repeating: blank, count: batch.count) }
    return integers(name, in: Int64(low)...Int64(Int32.max), blank: Int64(blank)).map {
      Int32(truncatingIfNeeded: $0)
    }
  }

  /// Scores in whole points, decimals cut down; `Int32.min` for blank.
  ///
  /// Cutting down keeps every comparison with a whole threshold.
  mutating func scores(_ name: String, required: Bool = false) -> [Int32] {
    var values = [Int32](repeating: .min, count: batch.count)
    guard let column = place(name) else { return values }
    for row in 0..<batch.count where needs(row, required: required) {
      let cell = typed(row, column)
      if cell.count == 0 {
        if required { note(row, column, .requiredBlank) }
      } else if let value = DecimalCell(cell)?.floor, value > .min {
        values[row] = value
      } else {
        unreadable(row, column, required: required)
      }
    }
    return values
  }

  /// Flags with a default for blank.
  mutating func flags(_ name: String, blank: Bool) -> [Bool] {
    var values = [Bool](repeating: blank, count: batch.count)
    guard let column = place(name) else { return values }
    for row in 0..<batch.count where needs(row, required: false) {
      let cell = typed(row, column)
      if cell.count == 0 { continue }
      switch cell.flag() {
      case .some(let flag): values[row] = flag
      case .none: unreadable(row, column, required: false)
      }
    }
    return values
  }
}

extension TimeCell {
  static let unknown = TimeCell(
    day: Day.unknownNumber, microseconds: Instant.unknown, isDay: false)
}

extension ByteView {
  /// Hundredths of a short decimal with at most two places; nil for every other text.
  @inline(__always)
  func plainCents() -> Int64? {
    guard count <= 15 else { return nil }
    let isNegative = count > 0 && self[0] == 0x2D
    var index = isNegative ? 1 : 0
    let first = index
    var value: Int64 = 0
    while index < count {
      let digit = self[index] &- 0x30
      if digit > 9 { break }
      value = value &* 10 &+ Int64(digit)
      index += 1
    }
    // 13 digits of units stay below the limit of what an amount may be.
    guard index > first, index - first <= 13 else { return nil }
    if index < count {
      guard self[index] == 0x2E else { return nil }
      let places = count - index - 1
      guard places == 1 || places == 2 else { return nil }
      let tens = self[index + 1] &- 0x30
      guard tens <= 9 else { return nil }
      value = value &* 10 &+ Int64(tens)
      if places == 2 {
        let ones = self[index + 2] &- 0x30
        guard ones <= 9 else { return nil }
        value = value &* 10 &+ Int64(ones)
      } else {
        value = value &* 10
      }
    } else {
      value = value &* 100
    }
    return isNegative ? -value : value
  }

  /// `true` or `false` in any case; nil for anything else.
  func flag() -> Bool? {
    func isWord(_ word: StaticString) -> Bool {
      guard count == word.utf8CodeUnitCount else { return false }
      let text = String(describing: word).utf8
      return zip(text, 0..<count).allSatisfy { byte, place in
        let own = self[place]
        return own == byte || (own >= 0x41 && own <= 0x5A && own | 0x20 == byte)
      }
    }
    if isWord("true") { return true }
    return isWord("false") ? false : nil
  }
}
