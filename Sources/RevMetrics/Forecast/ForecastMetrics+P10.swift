extension MetricDefinition {
  /// A landing that is reached nine times of ten.
  static let forecastP10 = MetricDefinition(
    .forecastP10, "Conservative landing", .money, in: .forecast, clock: .asOf,
    says: "the period lands above this nine times of ten",
    formula: "p10(landing)",
    counted: "the distribution of where the period lands: won, open deals, deals not created yet",
    leftOut: "nothing: see the method",
    better: .higher,
    sources: ["deals", "deal_history"]
  ) { _ in
    .undefined(ForecastMetrics.noModel)
  }
}
