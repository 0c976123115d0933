package import RevBase
package import RevMetrics

/// What an action is about.
package enum ActionObject: Sendable, Equatable, Hashable {
  /// Row of deals.csv.
  case deal(Int)
  /// Row of contracts.csv.
  case contract(Int)
  /// Code into accounts.
  case account(Int)
  /// Code into people.
  case person(Int32)
  case segment(String)
  case channel(String)
  /// Everything that the slicers select.
  case selection
}

/// What an action is worth.
package struct ActionImpact: Sendable, Equatable {
  package enum Kind: String, Sendable {
    case newMoney = "new money"
    case correction = "correction of the forecast, no new money"
    case timing = "timing: money that comes earlier"
    case retained = "revenue kept"
    case cashTiming = "cash that comes earlier"
    case leakage = "leakage"
    case difference = "difference between two records"
    case marginal = "marginal, low confidence"
  }

  package var low: Money
  package var mid: Money
  package var high: Money
  package var kind: Kind
  /// The formula with its values: `48,000 x (31% - 12%)`.
  package var formula: String

  /// - Precondition: low ≤ mid ≤ high.
  package init(low: Money, mid: Money, high: Money, _ kind: Kind, formula: String) {
    precondition(low <= mid && mid <= high, "an impact's bounds are in order")
    (self.low, self.mid, self.high) = (low, mid, high)
    (self.kind, self.formula) = (kind, formula)
  }

  /// One value without bounds.
  package init(_ value: Money, _ kind: Kind, formula: String) {
    self.init(low: value, mid: value, high: value, kind, formula: formula)
  }
}

/// One thing to do, with the rows that say why.
package struct NextAction: Sendable, Equatable, Identifiable {
  /// The same in every run for the same rule and object, so that a journal can carry its state:
  /// `re-engage/deal/D-1042`.
  package var id: String
  package var rule: ActionRule
  package var object: ActionObject
  /// The name of the object for a person.
  package var name: String
  /// The whole line: `Re-engage Acme rollout`.
  package var title: String
  /// Code into people of whoever should do it; nil when nobody is known.
  package var owner: Int32?
  package var ownerName: String
  package var due: Day
  /// Sentences with dates and counts.
  package var evidence: [String]
  /// The rows behind it.
  package var rows: RowSet
  /// nil when no size is known; `unsized` says why.
  package var impact: ActionImpact?
  package var unsized: String?
  package var confidence: ActionConfidence
  /// The gap that it closes: key into `NextBestActions.gaps`.
  package var gap: String
  /// What of its middle impact counts in totals: zero when another action claims the same money or
  /// the gap is closed already.
  package var claimed = Money.zero
  /// The action that claims this one's money; nil when none does.
  package var claimedBy: String?
  /// Why it is shown last; nil when it is not.
  package var demoted: String?

  package var verb: String { rule.verb }
  package var effort: ActionEffort { rule.effort }

  /// Whose money it moves: deals, or accounts, that claim only once.
  var stakes: [ActionObject] = []
}

/// A gap that actions close together.
package struct ActionGap: Sendable, Equatable {
  package var key: String
  package var title: String
  package var amount: Money
  /// Whether closing it moves money; false where records or calls are put right.
  package var isMoney: Bool
  /// Sum of what its actions claim; never more than `amount`.
  package var claimed = Money.zero
}
