extension MetricDefinition {
  /// How likely the quota is reached.
  static let forecastAttainProbability = MetricDefinition(
    .forecastAttainProbability, "Chance to reach quota", .share, in: .forecast, clock: .asOf,
    says: "the part of the distribution of landings that reaches the quota",
    formula: "chance(landing)",
    counted: "the distribution of where the period lands, against the quota of the period",
    leftOut: "nothing: see the method",
    better: .higher,
    sources: ["deals", "deal_history"]
  ) { _ in
    .undefined(ForecastMetrics.noModel)
  }
}
