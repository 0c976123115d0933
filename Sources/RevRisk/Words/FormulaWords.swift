import RevBase

/// Numbers of a formula with as many digits as it takes for a person who recomputes it to get the
/// printed result, to the hundredth, and with no more.
enum FormulaWords {
  enum Term {
    case amount(Money)
    /// A mean of amounts, which need not be a whole number of hundredths.
    case mean(Double)
    case share(Double)
  }

  /// The fewest decimals that hold, at most this many: in millions, a share of nine still misses a
  /// result that lies between two hundredths once in some ten thousand times.
  private static let most = 12

  /// Writes the terms.
  ///
  /// - Parameter holds: whether the result comes out of the printed numbers.
  static func words(_ terms: [Term], _ holds: ([Double]) -> Bool) -> [String] {
    for digits in 0..<most where holds(terms.map { printed($0, digits) }) {
      return terms.map { word($0, digits) }
    }
    return terms.map { word($0, most) }
  }

  /// The same for a formula whose result is money.
  static func words(
    _ terms: [Term], giving result: Money, _ value: ([Double]) -> Double
  ) -> [String] {
    words(terms) { Money(estimate: value($0)) == result }
  }

  /// The number that is read where a term is written with so many digits.
  private static func printed(_ term: Term, _ digits: Int) -> Double {
    switch term {
    case .amount(let money): money.units
    case .mean(let value): rounded(value, decimals(ofMean: digits))
    case .share(let share): rounded(share * 100, digits) / 100
    }
  }

  private static func word(_ term: Term, _ digits: Int) -> String {
    switch term {
    case .amount(let money): exact(money)
    case .mean(let value): grouped(value, decimals(ofMean: digits))
    case .share(let share): "\(plain(share * 100, digits))%"
    }
  }

  /// Money has two decimals or none; beyond nine a large mean would not fit a whole number.
  private static func decimals(ofMean digits: Int) -> Int {
    digits == 0 ? 0 : min(9, max(2, digits))
  }

  /// An amount to the hundredth: `155,662.72`, `48,000`.
  static func exact(_ money: Money) -> String {
    let cents = money.cents.magnitude % 100
    let whole = RiskWords.amount(Money(cents: Int64(money.cents.magnitude - cents)))
    let tail = cents == 0 ? "" : cents < 10 ? ".0\(cents)" : ".\(cents)"
    return "\(money.cents < 0 ? "-" : "")\(whole)\(tail)"
  }

  private static func power(_ digits: Int) -> Double {
    (0..<digits).reduce(1) { product, _ in product * 10 }
  }

  private static func rounded(_ value: Double, _ digits: Int) -> Double {
    (value * power(digits)).rounded() / power(digits)
  }

  /// A number without zeros at the end of its decimals.
  private static func plain(_ value: Double, _ digits: Int) -> String {
    let scale = Int64(power(digits))
    let scaled = Int64((abs(value) * power(digits)).rounded())
    var (rest, length) = (scaled % scale, digits)
    while length > 0, rest % 10 == 0 { (rest, length) = (rest / 10, length - 1) }
    let zeros = String(repeating: "0", count: max(0, length - "\(rest)".count))
    let tail = length == 0 ? "" : ".\(zeros)\(rest)"
    return "\(value < 0 && scaled > 0 ? "-" : "")\(scaled / scale)\(tail)"
  }

  private static func grouped(_ value: Double, _ digits: Int) -> String {
    let text = plain(value, digits)
    guard let point = text.firstIndex(of: ".") else {
      return RiskWords.amount(Money(estimate: value.rounded()))
    }
    let whole = Money(estimate: Double(text[..<point]) ?? 0)
    let sign = value < 0 && whole.cents == 0 ? "-" : ""
    return sign + RiskWords.amount(whole) + text[point...]
  }
}
