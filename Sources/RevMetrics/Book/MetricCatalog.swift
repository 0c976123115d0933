/// The whole book: one definition for each number.
package enum MetricCatalog {
  /// In the order of the book.
  package static let all: [MetricDefinition] = {
    let groups = [
      PipelineMetrics.definitions, BookingsMetrics.definitions, ForecastMetrics.definitions,
      RetentionMetrics.definitions, FunnelMetrics.definitions, TeamMetrics.definitions,
      CashMetrics.definitions, HygieneMetrics.definitions,
    ]
    return groups.flatMap { $0 }.sorted { $0.id.position < $1.id.position }
  }()

  /// The definition of a number; nil only while the book lacks it.
  package static func definition(_ id: MetricID) -> MetricDefinition? { byID[id] }

  private static let byID = Dictionary(uniqueKeysWithValues: all.map { ($0.id, $0) })
}
