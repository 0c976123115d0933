package import RevMetrics
import RevModel

extension Presenter {
  /// The presenter of files that were read again, and what the state is to be told.
  ///
  /// Deals are found again by their ids.
  package func reloaded(engine: Engine, warnings: [DataWarning]) -> (Presenter, Action) {
    let old = snapshot.deals
    let new = engine.snapshot.deals
    var rows: [ArraySlice<UInt8>: Int32] = [:]
    rows.reserveCapacity(new.count)
    for row in 0..<new.count { rows[new.id.utf8(row)] = Int32(row) }
    var moved: [Int32: Int32] = [:]
    for row in 0..<old.count {
      if let place = rows[old.id.utf8(row)] { moved[Int32(row)] = place }
    }
    let presenter = Presenter(engine: engine, warnings: warnings)
    return (presenter, .reloaded(presenter.facts, moved: moved))
  }
}
