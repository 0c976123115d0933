import Glibc

/// A gamma distribution given by its mean and variance, by Wilson and Hilferty's cube root.
///
/// The cube root of a gamma variable is nearly normal: with k = mean² / variance,
/// x = mean × (1 − 1/(9k) + z / (3√k))³. Quantiles and chances are inverses of one another.
package struct GammaRange: Sendable, Equatable {
  package let mean: Double
  package let variance: Double

  /// What is certain has no variance; a mean of zero or less is taken as zero.
  package init(mean: Double, variance: Double) {
    self.mean = max(0, mean)
    self.variance = max(0, variance)
  }

  private var isCertain: Bool { mean <= 0 || variance <= 0 }

  /// The value at a standard normal `z`: −1.2815515655446004 for P10.
  package func quantile(_ z: Double) -> Double {
    if isCertain { return mean }
    let k = mean * mean / variance
    let root = max(0, 1 - 1 / (9 * k) + z / (3 * k.squareRoot()))
    return mean * root * root * root
  }

  /// The chance of at most `x`.
  package func chance(upTo x: Double) -> Double {
    if isCertain { return x >= mean ? 1 : 0 }
    if x <= 0 { return 0 }
    return Self.normal(Self.normalScore(of: x, self))
  }

  /// The standard normal score of a value above zero; the range has a variance.
  package static func normalScore(of x: Double, _ range: GammaRange) -> Double {
    let k = range.mean * range.mean / range.variance
    return 3 * k.squareRoot() * (cbrt(x / range.mean) - 1 + 1 / (9 * k))
  }

  /// The standard normal's chance of at most `z`.
  package static func normal(_ z: Double) -> Double { 0.5 * erfc(-z / 2.0.squareRoot()) }

  /// The standard normal's tenth and ninetieth percentile lie this far from zero.
  package static let tenth = 1.2815515655446004
}
