package import RevBase
import RevForecast

/// A deal as it would be if some of its factors were normal: the way from its log-odds to another
/// chance, step by step.
package struct NormalDeal: Sendable, Equatable {
  package var risk: DealRisk
  /// The reasons that are supposed to be normal, in the order of the deal's.
  package var reasons: [RiskReason]

  /// Nil when the deal has none of the reasons.
  package init?(_ risk: DealRisk, supposing kinds: Set<RiskReason.Kind>) {
    reasons = risk.reasons.filter { kinds.contains($0.kind) }
    if reasons.isEmpty { return nil }
    self.risk = risk
  }

  /// Log-odds of the deal with what the reasons add taken back, and what is normal in its place.
  package var logOdds: Double {
    reasons.reduce(risk.logOdds) { $0 - $1.logOdds + $1.normalLogOdds }
  }
  /// 1 / (1 + e^-logOdds).
  package var chance: Double { Odds.chance(logOdds) }
  /// The chance with a clean record, never below the deal's own.
  package var reference: Double { max(risk.reference, chance) }
  /// Amount when won x chance.
  package var adds: Money { Money(estimate: risk.amount * chance) }
  /// The same without any supposition.
  package var addsNow: Money { Money(estimate: risk.amount * risk.chance) }
  package var missingNow: Double {
    risk.reference > 0 ? max(0, 1 - risk.chance / risk.reference) : 0
  }
  /// The part of the clean record's chance that is missing, 1 - p / p_ref.
  package var missing: Double { reference > 0 ? max(0, 1 - chance / reference) : 0 }
  /// Amount when won x (chance with a clean record - chance).
  package var shortfall: Money { Money(estimate: risk.amount * (reference - chance)) }
}
