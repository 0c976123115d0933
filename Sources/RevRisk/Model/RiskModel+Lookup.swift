package import RevBase
import RevModel

/// What the model says about one deal without taking it apart: an index into flat columns.
package struct RiskGlance: Sendable, Equatable {
  /// Chances by the end of the period.
  package var chance: Double
  package var lost: Double
  /// The chance with a clean record, and with what a person can still change.
  package var reference: Double
  package var actionable: Double
  /// What it brings when it is won, in units.
  package var amount: Double
  package var flags: RiskFlags
  package var isAtRisk: Bool

  /// The part of the clean record's chance that is missing, 1 − p / p_ref: at risk from a half on.
  package var risk: Double { reference > 0 ? max(0, 1 - chance / reference) : 0 }
  /// A (p_ref − p): the money at risk when the deal is.
  package var shortfall: Money { Money(estimate: amount * (reference - chance)) }
}

extension RiskModel {
  /// nil when the deal is not open on the day, or of another population.
  package func glance(ofDeal row: Int) -> RiskGlance? {
    guard row >= 0, row < placeOfRow.count, placeOfRow[row] >= 0 else { return nil }
    let place = Int(placeOfRow[row])
    return RiskGlance(
      chance: columns.chance[place], lost: columns.lost[place],
      reference: columns.reference[place], actionable: columns.actionable[place],
      amount: columns.amount[place], flags: columns.flags[place],
      isAtRisk: columns.isAtRisk(place))
  }

  /// Median days that won deals spent in a stage, by segment; nil below five stays.
  package func usualDays(stage: Int, segment: Int) -> Double? {
    norms.norm(stage: stage, segment: segment)?.daysInStage
  }
}

extension RiskList.Row {
  /// The part of the clean record's chance that is missing, 1 − p / p_ref.
  package var risk: Double { reference > 0 ? max(0, 1 - chance / reference) : 0 }
}
