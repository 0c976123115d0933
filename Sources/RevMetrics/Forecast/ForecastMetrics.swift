/// The metrics of this folder in the order of the book.
enum ForecastMetrics {
  static let definitions: [MetricDefinition] = [
    .forecastCommit, .forecastBestCase, .forecastUpside, .forecastCall, .forecastP10, .forecastP50,
    .forecastP90, .forecastAttainProbability, .forecastConfidence, .forecastAccuracy,
  ]

  /// Why the numbers of the forecast model are undefined until the model overwrites them.
  package static let noModel = "the forecast model is not part of this answer"

  /// Fills the tables that belong to the group.
  static func fillTables(_ facts: Facts, into tables: inout BookTables) {}
}
