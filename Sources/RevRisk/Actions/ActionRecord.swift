package import RevBase
import RevForecast
package import RevModel

/// What became of one action that was accepted in the past.
package struct ActionOutcome: Sendable, Equatable {
  package var rule: ActionRule
  /// The middle impact on the day on which it was accepted.
  package var sized: Money
  /// What came of it; may be negative.
  package var realised: Money

  package init(rule: ActionRule, sized: Money, realised: Money) {
    (self.rule, self.sized, self.realised) = (rule, sized, realised)
  }

  /// What an action about a deal brought: the amount when it was won, less what its chance had
  /// promised anyway: A (y − p).
  ///
  /// Added up over many deals this is what the actions moved, as the lift A (p_act − p) had said.
  ///
  /// - Parameters:
  ///   - chance: of the deal on the day on which the action was accepted.
  ///   - end: the last day of the period of that chance.
  /// - Returns: nil while the outcome is unknown.
  package static func realised(
    deal row: Int, chance: Double, amount: Money, by end: Day, in book: DealsAsOf
  ) -> Money? {
    let isWon = book.standing[row] == Standing.won.rawValue && book.closed[row] <= end.number
    guard isWon || book.standing[row] == Standing.lost.rawValue || book.day >= end else {
      return nil
    }
    return Money(estimate: amount.units * ((isWon ? 1 : 0) - chance))
  }
}

/// Sized against realised of one rule.
package struct ActionRecord: Sendable, Equatable {
  package static let casesNeeded = 10
  package static let shareNeeded = 0.25

  package var rule: ActionRule
  package var cases = 0
  package var sized = Money.zero
  package var realised = Money.zero

  /// Realised over sized; nil when nothing was sized.
  package var share: Double? { sized.cents > 0 ? realised.units / sized.units : nil }

  /// Why actions of the rule are shown last; nil when they are not.
  package var demotion: String? {
    guard cases >= Self.casesNeeded, let share, share < Self.shareNeeded else { return nil }
    return "\(cases) cases brought \(RiskWords.percent(share)) of what they were sized at"
  }

  /// One record a rule that has outcomes, in the order of the book.
  package static func records(_ outcomes: [ActionOutcome]) -> [ActionRecord] {
    ActionRule.allCases.compactMap { rule in
      var record = ActionRecord(rule: rule)
      for outcome in outcomes where outcome.rule == rule {
        record.cases += 1
        record.sized += outcome.sized
        record.realised += outcome.realised
      }
      return record.cases > 0 ? record : nil
    }
  }
}
