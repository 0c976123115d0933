import RevBase
import Synchronization

/// Every deal's first stay in each open stage that it ever entered.
///
/// Made once a snapshot, without regard to a day: whoever reads it for an earlier as-of day ignores
/// what came after. 16 bytes a visit, in the order of the deals, so that a question that selects
/// few deals reads little.
package struct StageVisits: Sendable {
  package struct Visit: Sendable, Equatable, BitwiseCopyable {
    package var entered: Int32
    /// Day of the next entry of the trail; `never` while the deal stays.
    package var left: Int32
    /// The first day on which it had reached a higher open stage of the same pipeline, or a won
    /// one; `never` when it has not.
    package var advanced: Int32
    /// Row of `StageTable.rows`.
    package var stage: Int16
  }

  package static let never = Int32.max

  package private(set) var visits: [Visit] = []
  /// First of each deal's visits; one more than there are deals.
  package private(set) var starts: [UInt32] = [0]

  /// - Parameter large: on how large a book it pays to wake a thread.
  package init(_ snapshot: Snapshot, threadsFrom large: Int = 100_000) {
    let (log, ranks) = (SpreadLog(snapshot), StageRanks(snapshot.stages))
    let count = snapshot.deals.count
    let parts = count >= large ? 4 : 1
    let made = Mutex([Part?](repeating: nil, count: parts))
    ManyHands.work(pieces: parts, hands: 2) { place in
      let rows = count * place / parts..<count * (place + 1) / parts
      let part = Part(rows, snapshot, log, ranks)
      made.withLock { $0[place] = part }
    }
    join(made.withLock { $0.compactMap(\.self) }, count)
  }

  /// The visits of some deals that follow each other.
  private struct Part {
    var visits: [Visit] = []
    /// The end of each deal's visits.
    var ends: [UInt32] = []

    init(_ rows: Range<Int>, _ snapshot: Snapshot, _ log: SpreadLog, _ ranks: StageRanks) {
      let deals = snapshot.deals
      let names = snapshot.stages.names.count
      ends.reserveCapacity(rows.count)
      visits.reserveCapacity(4 * rows.count)
      var trail: [StageStep] = []
      for deal in rows {
        let slot = Int(deals.pipeline[deal] + 1) * names
        let range = Int(log.starts[deal])..<Int(log.starts[deal + 1])
        var value = log.bases[deal]
        trail.removeAll(keepingCapacity: true)
        trail.append(StageStep(day: deals.created[deal], row: ranks.row(slot, value, names)))
        for place in range where log.deltas[place] != 0 {
          value ^= log.deltas[place]
          trail.append(StageStep(day: log.days[place], row: ranks.row(slot, value, names)))
        }
        StageVisits.collect(trail, ranks, into: &visits)
        ends.append(UInt32(visits.count))
      }
    }
  }

  /// Puts the visits of all deals one after the other.
  private mutating func join(_ parts: [Part], _ deals: Int) {
    starts.reserveCapacity(deals + 1)
    visits.reserveCapacity(parts.reduce(0) { $0 + $1.visits.count })
    for part in parts {
      let first = UInt32(visits.count)
      starts.append(contentsOf: part.ends.lazy.map { first + $0 })
      visits.append(contentsOf: part.visits)
    }
  }

  /// The visits of one trail, for deals whose present stage is not what their history says.
  package static func visits(of trail: StageTrail, in stages: StageTable) -> [Visit] {
    var result: [Visit] = []
    let steps = trail.entries.map { StageStep(day: $0.day, row: Int16($0.row)) }
    collect(steps, StageRanks(stages), into: &result)
    return result
  }

  private static func collect(
    _ trail: [StageStep], _ ranks: StageRanks, into result: inout [Visit]
  ) {
    for place in trail.indices {
      let row = trail[place].row
      guard row >= 0, ranks.isOpen[Int(row)] else { continue }
      var isFirst = true
      for earlier in 0..<place where trail[earlier].row == row { isFirst = false }
      guard isFirst else { continue }
      let next = place + 1
      var advanced = never
      for later in stride(from: next, to: trail.count, by: 1)
      where ranks.advances(from: row, to: trail[later].row) {
        advanced = trail[later].day
        break
      }
      result.append(
        Visit(
          entered: trail[place].day, left: next < trail.count ? trail[next].day : never,
          advanced: advanced, stage: row))
    }
  }
}

/// One step of a trail.
private struct StageStep: BitwiseCopyable {
  let day: Int32
  /// Row of `StageTable.rows`; −1 for a stage that is not known.
  let row: Int16
}

/// The log of stages spread out to the deals: each deal's changes in order, side by side.
///
/// Following every deal's own list of events through all fields would read far more.
private struct SpreadLog {
  /// First change of each deal; one more than there are deals.
  private(set) var starts: [UInt32]
  private(set) var days: [Int32] = []
  private(set) var deltas: [UInt16] = []
  /// Each deal's stage before its first change.
  private(set) var bases: [UInt16]

  init(_ snapshot: Snapshot) {
    bases = snapshot.deals.stage
    starts = [UInt32](repeating: 0, count: snapshot.deals.count + 1)
    guard let history = snapshot.history else { return }
    let log = history[.stage]
    starts = Self.starts(log.deals, snapshot.deals.count)
    days = [Int32](repeating: 0, count: log.count)
    deltas = [UInt16](repeating: 0, count: log.count)
    Self.spread(log, history.stageDeltas, starts, &days, &deltas, &bases)
    let corrections = history.corrections[Int(HistoryField.stage.rawValue)]
    for (deal, delta) in zip(log.corrected, corrections) {
      bases[Int(deal)] ^= UInt16(truncatingIfNeeded: delta)
    }
  }

  private static func starts(_ deals: [UInt32], _ count: Int) -> [UInt32] {
    var starts = [UInt32](repeating: 0, count: count + 1)
    var start = starts.mutableSpan
    let deals = deals.span
    for event in 0..<deals.count { start[Int(deals[event]) &+ 1] &+= 1 }
    for deal in 0..<count { start[deal &+ 1] &+= start[deal] }
    return starts
  }

  private static func spread(
    _ log: HistoryTable.Log, _ changes: [UInt16], _ starts: [UInt32], _ days: inout [Int32],
    _ deltas: inout [UInt16], _ bases: inout [UInt16]
  ) {
    var places = starts
    var next = places.mutableSpan
    var day = days.mutableSpan
    var delta = deltas.mutableSpan
    var base = bases.mutableSpan
    let (deals, change) = (log.deals.span, changes.span)
    for (slot, number) in log.index.days.enumerated() {
      for event in Int(log.index.starts[slot])..<Int(log.index.starts[slot + 1]) {
        let deal = Int(deals[event])
        let place = Int(next[deal])
        next[deal] &+= 1
        day[place] = number
        delta[place] = change[event]
        base[deal] ^= change[event]
      }
    }
  }
}

/// What stages are to each other.
private struct StageRanks {
  let isOpen: [Bool]
  private let isWon: [Bool]
  private let pipeline: [Int32]
  private let position: [Int]
  private let lookup: [Int16]

  init(_ stages: StageTable) {
    isOpen = stages.rows.map { $0.outcome == .open }
    isWon = stages.rows.map { $0.outcome == .won }
    pipeline = stages.rows.map(\.pipeline)
    position = stages.rows.map(\.position)
    lookup = stages.lookup
  }

  func row(_ slot: Int, _ name: UInt16, _ names: Int) -> Int16 {
    Int(name) < names ? lookup[slot + Int(name)] : -1
  }

  /// Whether a stage is won, or open and higher in the same pipeline.
  func advances(from: Int16, to: Int16) -> Bool {
    if to < 0 { return false }
    let (from, to) = (Int(from), Int(to))
    if isWon[to] { return true }
    return isOpen[to] && pipeline[from] == pipeline[to] && position[to] > position[from]
  }
}
