package import RevBase
package import RevMetrics
package import RevModel

/// What the state has to know about the snapshot, as plain values.
package struct SnapshotFacts: Equatable, Sendable {
  package var name: String
  package var currency: String
  /// The question before anybody asks another.
  package var home: Question
  package var calendar: FiscalCalendar
  package var hasHistory: Bool
  package var dealCount: Int
  package var warningCount: Int
  /// Why deals cannot be sliced by a dimension; absent where they can.
  package var obstacles: [Dimension: String]
  /// Everybody who can be named in an entry of the journal, in the order of people.csv.
  package var people: [PersonName]

  package init(_ engine: Engine, warnings: Int) {
    let snapshot = engine.snapshot
    name = snapshot.manifest.name
    currency = snapshot.manifest.currency
    home = engine.initialQuestion
    calendar = snapshot.manifest.fiscalCalendar
    hasHistory = snapshot.has(.dealHistory)
    dealCount = snapshot.deals.count
    warningCount = warnings
    obstacles = [:]
    people = (0..<snapshot.people.count).map { code in
      let id = snapshot.people.ids[code]
      return PersonName(id: id, name: snapshot.people.title(ofCode: Int32(code)) ?? id)
    }
    for dimension in snapshot.dimensions {
      obstacles[dimension] = snapshot.obstacle(to: .deals, by: dimension)
    }
  }
}
