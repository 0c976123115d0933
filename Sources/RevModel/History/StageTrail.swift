package import RevBase

/// The stages that one deal went through, in order.
package struct StageTrail: Sendable, Equatable {
  package struct Entry: Sendable, Equatable {
    /// The day on which the deal entered; the first is the day of creation.
    package var day: Int32
    /// Code into `StageTable.names`; `UInt16.max` for blank.
    package var name: UInt16
    /// Row of `StageTable.rows`; −1 for a stage that is not known.
    package var row: Int
  }

  package private(set) var entries: [Entry] = []

  package init() {}

  /// The trail of a deal up to the end of a day.
  ///
  /// It starts on the day of creation in the value before the first change; equal neighbours are
  /// merged; if it does not end in `current`, that stage is appended on the day of the last entry.
  package init(ofDeal deal: Int, in snapshot: Snapshot, through day: Day, endingIn current: UInt16)
  {
    var log = StageEvents()
    fill(deal, snapshot, through: day, endingIn: current, &log)
  }

  /// The same as the initialiser, in memory that was used before.
  mutating func fill(
    _ deal: Int, _ snapshot: Snapshot, through day: Day, endingIn current: UInt16?,
    _ log: inout StageEvents
  ) {
    entries.removeAll(keepingCapacity: true)
    log.read(deal, snapshot)
    append(snapshot.deals.created[deal], log.base, deal, snapshot)
    var value = log.base
    for event in log.events {
      value ^= event.delta
      if event.delta == 0 || event.day > day.number { continue }
      append(event.day, value, deal, snapshot)
    }
    if let current, let last = entries.last, last.name != current {
      append(last.day, current, deal, snapshot)
    }
  }

  private mutating func append(_ day: Int32, _ name: UInt16, _ deal: Int, _ snapshot: Snapshot) {
    let code = name == UInt16.max ? -1 : Int32(name)
    let row = snapshot.stages.row(pipeline: snapshot.deals.pipeline[deal], name: code)
    entries.append(Entry(day: day, name: name, row: row))
  }
}

/// The changes of stage of one deal, with the value before the first of them.
struct StageEvents {
  private(set) var base: UInt16 = 0
  /// Oldest first.
  private(set) var events: [(day: Int32, delta: UInt16)] = []

  mutating func read(_ deal: Int, _ snapshot: Snapshot) {
    events.removeAll(keepingCapacity: true)
    base = snapshot.deals.stage[deal]
    guard let history = snapshot.history else { return }
    if let delta = history.correction(.stage, ofDeal: deal) {
      base ^= UInt16(truncatingIfNeeded: delta)
    }
    let index = history[.stage].index
    for event in history.events(ofDeal: deal) {
      let (field, position) = history.locate(event)
      guard field == .stage else { continue }
      let delta = history.stageDeltas[position]
      base ^= delta
      events.append((index.day(of: position).number, delta))
    }
  }
}
