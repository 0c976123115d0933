/// The metrics of this folder in the order of the book.
enum ForecastMetrics {
  static let definitions: [MetricDefinition] = []

  /// Fills the tables that belong to the group.
  static func fillTables(_ facts: Facts, into tables: inout BookTables) {}
}
