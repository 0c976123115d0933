package import RevBase
import RevForecast
package import RevRisk

/// The quality of the chances as JSON.
package enum QualityDocument {
  package static func members(_ quality: RiskQuality) -> [JSON.Member] {
    [
      .init("verdict", .string(quality.words)), .init("skill", .bool(quality.hasSkill)),
      .init("trained_on", .day(quality.day)), .init("won_deals", .int(quality.wonDeals)),
      .init("deal_days", .int(quality.dealDays)),
      .init("cadence", .string(quality.cadence.rawValue)),
      .init("tested_from", .day(quality.first)), .init("tested_to", .day(quality.last)),
      .init("weeks", .int(quality.weeks)), .init("rows", .int(quality.rows)),
      .init("deals", .int(quality.deals)), .init("auc", measured(quality.auc)),
      .init("auc_over_all_days", measured(quality.pooledAUC)),
      .init("auc_won_against_lost", measured(quality.closedAUC)),
      .init("brier", .real(quality.brier)), .init("brier_of_base_rate", .real(quality.baseBrier)),
      .init("base_rate", .real(quality.baseRate)),
      .init("calibration_error", .real(quality.calibrationError)),
      .init("monotone", .bool(quality.isMonotone)),
      .init(
        "deciles",
        .array(
          quality.deciles.map {
            ["rows": .int($0.rows), "said": .real($0.said), "came": .real($0.came)]
          })),
      .init(
        "top_five",
        [
          "named": .int(quality.top.named), "not_won": .int(quality.top.notWon),
          "precision": .real(quality.top.precision), "of_all": .real(quality.top.base),
          "of_five_largest": .real(quality.top.ofLargest),
        ]),
      .init("factors", .array(quality.factors.map(factor))),
    ]
  }

  private static func measured(_ value: Measured?) -> JSON {
    guard let value else { return .null }
    return ["value": .real(value.value), "low": .real(value.low), "high": .real(value.high)]
  }

  private static func factor(_ lift: RiskQuality.FactorLift) -> JSON {
    [
      "factor": .string(RiskReason.Kind.factor(lift.factor).word), "stands": .bool(lift.stands),
      "z": .real(lift.z),
      "levels": .array(
        lift.levels.map { level in
          [
            "level": .string(level.level), "rows": .int(level.rows), "won": .real(level.observed),
            "expected": .real(level.expected), "lift": measured(level.lift),
            "odds_ratio": .real(level.oddsRatio),
          ]
        }),
    ]
  }
}
