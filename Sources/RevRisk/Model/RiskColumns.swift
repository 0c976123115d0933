import RevBase

/// What a model says of every open deal of its day: flat columns, shared by the model and its lists.
struct RiskColumns: Sendable {
  /// By place: rows of deals.csv, one entry an open deal of the populations.
  let rows: [Int32]
  let chance: [Double]
  let lost: [Double]
  let reference: [Double]
  let actionable: [Double]
  /// Amount when won, in units.
  let amount: [Double]
  let flags: [RiskFlags]

  /// Whether the chance of the deal at a place is less than half of its reference, or a hard flag
  /// has money behind it.
  func isAtRisk(_ place: Int) -> Bool {
    if chance[place] < RiskRuleBook.halved * reference[place] { return true }
    return flags[place].isHard && reference[place] - chance[place] >= RiskRuleBook.flagGap
  }

  /// What is missing against a clean record, A (p_ref − p).
  func shortfall(_ place: Int) -> Money {
    Money(estimate: amount[place] * (reference[place] - chance[place]))
  }
}
