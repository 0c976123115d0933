extension MetricDefinition {
  /// How far the forecast can be trusted.
  static let forecastConfidence = MetricDefinition(
    .forecastConfidence, "Confidence", .score, in: .forecast, clock: .asOf,
    says: "how far the forecast of this period can be trusted, from its past errors and its data",
    formula: "confidence(forecast)",
    counted: "the replay of past periods, and how much of the data is known",
    leftOut: "nothing: see the method",
    better: .higher,
    sources: ["deals", "deal_history"]
  ) { _ in
    .undefined(ForecastMetrics.noModel)
  }
}
