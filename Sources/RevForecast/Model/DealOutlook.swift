/// One open deal's chance in the period that runs, taken apart into log-odds that add up.
///
/// `base + stuck + Σ terms + intercept + theta` is the log-odds of `chance`. The risk model reads
/// it: a reference or an action replaces some of the pieces and adds up again.
package struct DealOutlook: Sendable, Equatable {
  /// One factor's part.
  package struct Term: Sendable, Equatable {
    package var factor: Factor
    /// The deal's level in words.
    package var level: String
    package var logOdds: Double
    /// What the part would be with a clean record: touched lately, never pushed, due in the
    /// period; equal to `logOdds` where the factor has no better level.
    package var clean: Double
    /// Past deals of the level that were won, and that were expected to be without the term, each
    /// counted once for every third week in which it was seen.
    package var observed: Double
    package var expected: Double
  }

  /// Row of deals.csv.
  package var row: Int
  /// Name and number of the stage in the order of the sales process.
  package var stage: String
  package var stageIndex: Int
  /// Days in the stage, days since the deal began, days since it was touched, pushes.
  package var daysInStage: Int
  package var daysOpen: Int
  package var daysIdle: Int
  package var pushes: Int
  /// Days left in the period.
  package var daysLeft: Int
  /// Median age at which deals leave the stage forward, and by which nine in ten have; the first
  /// is 30 and the second nil below five exits.
  package var typicalAge: Int
  package var lateAge: Int?
  /// Log-odds of layer one at the typical age, and what the real age changes.
  package var base: Double
  package var stuck: Double
  package var intercept: Double
  package var theta: Double
  package var terms: [Term]
  /// Chances that add up to one: won, lost, or still open at the period's end.
  package var chance: Double
  package var lost: Double
  package var slip: Double
  /// Amount when won, in units: as such amounts were realised, or of its segment when not sized.
  package var amount: Double

  /// What the deal adds to the expected landing, in units.
  package var expected: Double { chance * amount }

  /// Sum of all pieces.
  package var logOdds: Double {
    base + stuck + intercept + theta + terms.reduce(0) { $0 + $1.logOdds }
  }

  /// The chance of the same deal with a clean record: on schedule, touched, never pushed, due in
  /// the period instead of overdue; never below its own.
  package var reference: Double {
    let gain = terms.reduce(max(0, -stuck)) { $0 + max(0, $1.clean - $1.logOdds) }
    return max(chance, Odds.chance(logOdds + gain))
  }

  /// The chance with what a person can still change: on schedule and touched; never below its own.
  package var actionable: Double {
    let idle = terms.first { $0.factor == .idle }
    let gain = max(0, -stuck) + max(0, (idle?.clean ?? 0) - (idle?.logOdds ?? 0))
    return max(chance, Odds.chance(logOdds + gain))
  }

  /// The chance with a piece of this many log-odds taken away.
  package func chance(without piece: Double) -> Double { Odds.chance(logOdds - piece) }
}

/// The chances of all open deals of a population: flat columns for the risk model.
package struct ChanceSheet: Sendable, Equatable {
  /// Rows of deals.csv in canonical order.
  package let rows: [Int32]
  /// Won, and lost, by the end of the period that runs; the rest slips.
  package let chance: [Double]
  package internal(set) var lost: [Double] = []
  /// The chance with a clean record, and with what a person can still change.
  package internal(set) var reference: [Double] = []
  package internal(set) var actionable: [Double] = []
  /// Amount when won, in units.
  package let amount: [Double]

  init(rows: [Int32], chance: [Double], amount: [Double]) {
    self.rows = rows
    self.chance = chance
    self.amount = amount
  }
}
