package import RevBase

/// The value of a number: exact wherever the book is exact.
package enum Quantity: Sendable, Equatable {
  /// An exact amount.
  case money(Money)
  /// An amount that comes of a division, as an exact fraction of hundredths; rounded half to even
  /// when it is shown, never before. The denominator is positive.
  case fraction(cents: Int128, over: Int128)
  /// An amount in units of currency that comes of real arithmetic (lifetime value, a quantile).
  case estimate(Double)
  case count(Int)
  /// A share, a multiple, days, months or a score. Never NaN, never infinite.
  case real(Double)
  case flag(Bool)

  /// The value as a plain number: amounts in units of currency, flags as 0 or 1.
  package var double: Double {
    switch self {
    case .money(let money): money.units
    case .fraction(let cents, let over): Double(cents) / Double(over) / 100
    case .estimate(let units): units
    case .count(let count): Double(count)
    case .real(let value): value
    case .flag(let isOn): isOn ? 1 : 0
    }
  }

  /// The amount to a hundredth, rounded half to even; nil for what is no amount.
  package var money: Money? {
    switch self {
    case .money(let money): money
    case .fraction(let cents, let over):
      Money(cents: Int64(Exact.roundHalfEven(cents, over: over)))
    case .estimate(let units):
      Money(cents: Int64((units * 100).rounded(.toNearestOrEven)))
    case .count, .real, .flag: nil
    }
  }
}
