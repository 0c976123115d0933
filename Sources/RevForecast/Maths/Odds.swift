import Glibc

/// Chances and log-odds.
package enum Odds {
  /// Log-odds of a chance, which is kept within 1e-5 of 0 and 1.
  @inline(__always)
  package static func logOdds(_ chance: Double) -> Double {
    let p = min(max(chance, 1e-5), 1 - 1e-5)
    return log(p / (1 - p))
  }

  /// The chance of log-odds.
  @inline(__always)
  package static func chance(_ logOdds: Double) -> Double { 1 / (1 + exp(-logOdds)) }

  /// By how much log-odds multiply the odds.
  package static func ratio(_ logOdds: Double) -> Double { exp(logOdds) }
}

extension Replay {
  /// What is left of one after so many steps when it halves every few.
  static func halved(_ steps: Double, every half: Double) -> Double { exp2(-steps / half) }
}
