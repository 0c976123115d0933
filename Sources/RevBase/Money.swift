/// An exact amount in hundredths of the reporting currency.
///
/// Sums are checked: amounts are bounded when they are read, so an overflow is a bug of ours.
package struct Money: Hashable, Comparable, Sendable {
  /// Hundredths of one unit of currency; may be negative.
  package var cents: Int64

  package init(cents: Int64) { self.cents = cents }

  package static let zero = Money(cents: 0)

  /// The largest magnitude that is read from a file: ten trillion units of currency.
  ///
  /// A million rows of it still add up within 128 bits, and a table's sum of believable amounts
  /// within 64.
  package static let limit = Money(cents: 1_000_000_000_000_000)

  package static func < (a: Money, b: Money) -> Bool { a.cents < b.cents }
  package static func + (a: Money, b: Money) -> Money { Money(cents: a.cents + b.cents) }
  package static func - (a: Money, b: Money) -> Money { Money(cents: a.cents - b.cents) }
  package static prefix func - (a: Money) -> Money { Money(cents: -a.cents) }
  package static func += (a: inout Money, b: Money) { a.cents += b.cents }
  package static func -= (a: inout Money, b: Money) { a.cents -= b.cents }

  package var magnitude: Money { Money(cents: abs(cents)) }
  package var units: Double { Double(cents) / 100 }
}

extension Money: CustomStringConvertible {
  /// A plain decimal without grouping: `48000`, `48000.50`, `-0.05`.
  package var description: String {
    let whole = cents.magnitude / 100
    let rest = cents.magnitude % 100
    let sign = cents < 0 ? "-" : ""
    if rest == 0 { return "\(sign)\(whole)" }
    return "\(sign)\(whole).\(rest < 10 ? "0" : "")\(rest)"
  }
}
