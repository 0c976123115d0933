extension MetricDefinition {
  /// How close the forecast came in the past.
  static let forecastAccuracy = MetricDefinition(
    .forecastAccuracy, "Forecast accuracy", .share, in: .forecast, clock: .asOf,
    says: "how close the expected landing came to what was booked, over the past periods replayed",
    formula: "accuracy(replay)",
    counted: "the replay of past periods",
    leftOut: "nothing: see the method",
    better: .higher,
    threshold: .bands(strong: "accuracy", fair: "accuracy_fair", weak: "accuracy_weak"),
    sources: ["deals", "deal_history"]
  ) { _ in
    .undefined(ForecastMetrics.noModel)
  }
}
