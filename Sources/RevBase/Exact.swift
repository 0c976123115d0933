/// Exact arithmetic on whole numbers, rounded once where a rule says so.
package enum Exact {
  /// The whole number nearest to `numerator / denominator`; a tie goes to the even one.
  ///
  /// - Precondition: `denominator` is not zero.
  @inlinable
  package static func roundHalfEven(_ numerator: Int128, over denominator: Int128) -> Int128 {
    precondition(denominator != 0, "division by zero")
    let negative = (numerator < 0) != (denominator < 0)
    let (top, bottom) = (numerator.magnitude, denominator.magnitude)
    var (quotient, rest) = top.quotientAndRemainder(dividingBy: bottom)
    let twice = rest << 1
    if twice > bottom || (twice == bottom && quotient & 1 == 1) { quotient += 1 }
    rest = 0
    return negative ? -Int128(quotient) : Int128(quotient)
  }

  /// `cents` times a share in billionths, rounded half to even to a hundredth.
  @inlinable
  package static func product(cents: Int64, billionths: Int32) -> Int64 {
    let (exact, overflows) = cents.multipliedReportingOverflow(by: Int64(billionths))
    if overflows {
      return Int64(roundHalfEven(Int128(cents) * Int128(billionths), over: 1_000_000_000))
    }
    // Division by a constant is a multiplication; in 128 bits it would be a long loop.
    let (quotient, rest) = exact.quotientAndRemainder(dividingBy: 1_000_000_000)
    let twice = 2 * rest.magnitude
    let isUp = twice > 1_000_000_000 || (twice == 1_000_000_000 && quotient & 1 != 0)
    return isUp ? quotient + (exact < 0 ? -1 : 1) : quotient
  }

  /// `cents × top / bottom`, rounded half to even to a hundredth: proration and sharing out.
  ///
  /// - Precondition: `bottom` is not zero, and the result fits 64 bits.
  @inlinable
  package static func scale(cents: Int64, by top: Int64, over bottom: Int64) -> Int64 {
    Int64(roundHalfEven(Int128(cents) * Int128(top), over: Int128(bottom)))
  }

  /// `top / (bottom × share)` of two amounts in hundredths and a share in billionths, rounded to a
  /// double once wherever the reduced products fit its 53 bits.
  ///
  /// - Precondition: neither `bottom` nor the share is zero.
  package static func quotient(_ top: Int64, over bottom: Int64, billionths: Int32) -> Double {
    var (common, rest) = (Int64(1_000_000_000), abs(Int64(billionths)))
    while rest != 0 { (common, rest) = (rest, common % rest) }
    return Double(Int128(top) * Int128(1_000_000_000 / common))
      / Double(Int128(bottom) * Int128(Int64(billionths) / common))
  }
}
