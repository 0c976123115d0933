extension MetricDefinition {
  /// A landing that is reached one time of two.
  static let forecastP50 = MetricDefinition(
    .forecastP50, "Expected landing", .money, in: .forecast, clock: .asOf,
    says: "the period lands above this one time of two",
    formula: "p50(landing)",
    counted: "the distribution of where the period lands: won, open deals, deals not created yet",
    leftOut: "nothing: see the method",
    better: .higher,
    sources: ["deals", "deal_history"]
  ) { _ in
    .undefined(ForecastMetrics.noModel)
  }
}
