import Glibc

/// The 95% interval of Wilson for a rate that was counted.
package struct WilsonInterval: Sendable, Equatable {
  package let low: Double
  package let high: Double

  /// The 97.5% quantile of the normal distribution.
  private static let z = 1.959963984540054

  /// nil when nothing was counted, or more hits than trials.
  package init?(hits: Int, of trials: Int) {
    guard trials > 0, hits >= 0, hits <= trials else { return nil }
    let (n, rate) = (Double(trials), Double(hits) / Double(trials))
    let square = Self.z * Self.z
    let centre = (rate + square / (2 * n)) / (1 + square / n)
    let spread =
      Self.z / (1 + square / n) * (rate * (1 - rate) / n + square / (4 * n * n)).squareRoot()
    low = hits == 0 ? 0 : max(0, centre - spread)
    high = hits == trials ? 1 : min(1, centre + spread)
  }
}
