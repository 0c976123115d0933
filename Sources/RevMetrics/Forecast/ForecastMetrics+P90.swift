extension MetricDefinition {
  /// A landing that is reached one time of ten.
  static let forecastP90 = MetricDefinition(
    .forecastP90, "Optimistic landing", .money, in: .forecast, clock: .asOf,
    says: "the period lands above this one time of ten",
    formula: "p90(landing)",
    counted: "the distribution of where the period lands: won, open deals, deals not created yet",
    leftOut: "nothing: see the method",
    better: .higher,
    sources: ["deals", "deal_history"]
  ) { _ in
    .undefined(ForecastMetrics.noModel)
  }
}
