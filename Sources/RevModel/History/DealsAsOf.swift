package import RevBase

/// Every deal as it was known at the end of one day, without any slicer.
///
/// Computed once per as-of day; every question about that day reads it. Arrays have one entry a
/// deal, in the order of deals.csv.
package struct DealsAsOf: Sendable, Equatable {
  package internal(set) var day: Day
  package internal(set) var state: DealState
  /// Raw values of `Standing`.
  package internal(set) var standing: [UInt8] = []
  /// Row of `StageTable.rows`; −1 for a stage that is not known.
  package internal(set) var stageRow: [Int16] = []
  /// Raw values of `StageTable.Category`, the deal's own or its stage's default.
  package internal(set) var category: [UInt8] = []
  /// The day on which a won or lost deal was closed; unknown for every other deal.
  package internal(set) var closed: [Int32] = []
  /// The day since which the deal is in its stage.
  package internal(set) var stageSince: [Int32] = []

  /// The deals of a snapshot on a day, with supposed changes on top.
  ///
  /// - Precondition: `day` is not after the snapshot's as-of day.
  package init(_ snapshot: Snapshot, on day: Day, supposing changes: [DealChange] = []) {
    var state = DealState(snapshot)
    state.move(to: day, in: snapshot.history)
    self.init(snapshot, state: state)
    suppose(changes, in: snapshot)
  }

  /// The deals of a snapshot in a state that was moved to its day already.
  init(_ snapshot: Snapshot, state: DealState) {
    precondition(state.day <= snapshot.manifest.asOf, "nothing is known after the as-of day")
    day = state.day
    self.state = state
    classifyAll(snapshot)
    findStageSince(snapshot)
  }

  package var count: Int { standing.count }

  /// Works out where every deal stands.
  private mutating func classifyAll(_ snapshot: Snapshot) {
    let count = snapshot.deals.count
    standing = [UInt8](repeating: Standing.absent.rawValue, count: count)
    stageRow = [Int16](repeating: -1, count: count)
    category = [UInt8](repeating: 0, count: count)
    closed = [Int32](repeating: Day.unknownNumber, count: count)
    let pass = ClassifyingPass(state.stage, state.category, on: day, snapshot)
    let unwritten = pass.all(
      &standing, &stageRow, &category, &closed, onThreads: count >= Self.large)
    for row in unwritten { closed[row] = closedDay(of: row, snapshot) }
  }

  /// The last change of stage up to the day; the day of creation when it never changed.
  private mutating func findStageSince(_ snapshot: Snapshot) {
    stageSince = snapshot.deals.created
    guard let history = snapshot.history else { return }
    let known = 0..<history[.stage].index.count(through: day)
    StageSinces.play(history, known, on: &stageSince)
  }

  /// Rule 6 of "A deal on an earlier day", for a deal that is won or lost.
  func closedDay(of row: Int, _ snapshot: Snapshot) -> Int32 {
    let written = snapshot.deals.closed[row]
    if written != Day.unknownNumber, written <= day.number { return written }
    let entered = lastClosing(of: row, snapshot)
    // Unknown (the smallest number) stays unknown: such a deal is in no W and no L.
    return min(entered ?? state.close[row], day.number)
  }

  /// Day of the deal's last change up to the day whose new value is a won or lost stage.
  private func lastClosing(of row: Int, _ snapshot: Snapshot) -> Int32? {
    guard let history = snapshot.history else { return nil }
    let log = history[.stage]
    let known = log.index.count(through: day)
    var value = state.stage[row]
    if day == snapshot.manifest.asOf,
      let correction = history.correction(.stage, ofDeal: row)
    {
      value ^= UInt16(truncatingIfNeeded: correction)
    }
    for event in history.events(ofDeal: row).reversed() {
      let (field, position) = history.locate(event)
      guard field == .stage, position < known else { continue }
      let name = value == UInt16.max ? -1 : Int32(value)
      let stage = snapshot.stages.row(pipeline: snapshot.deals.pipeline[row], name: name)
      if stage >= 0, snapshot.stages.rows[stage].outcome != .open {
        return log.index.day(of: position).number
      }
      value ^= history.stageDeltas[position]
    }
    return nil
  }
}

extension DealsAsOf {
  /// Puts supposed values in place of the known ones.
  ///
  /// A deal that is supposed to be won or lost, and is not, closes on the day itself; one that is
  /// supposed to be in another stage came there on that day.
  package mutating func suppose(_ changes: [DealChange], in snapshot: Snapshot) {
    if changes.isEmpty { return }
    state.suppose(changes)
    let classes = DealClassifier(snapshot, on: day)
    // A deal is looked at once, with all that is supposed of it.
    let restaged = Set(
      changes.filter { if case .stage = $0.change { true } else { false } }.map(\.deal))
    for row in Set(changes.map(\.deal)) where standing[row] != Standing.absent.rawValue {
      let before = (standing: standing[row], stage: stageRow[row], closed: closed[row])
      let place = classes.place(
        row, state.stage[row], written: state.category[row], created: snapshot.deals.created[row])
      stageRow[row] = Int16(truncatingIfNeeded: place.stage)
      category[row] = place.category
      standing[row] = place.standing
      guard restaged.contains(row) else {
        closed[row] = place.isClosed ? closedDay(of: row, snapshot) : Day.unknownNumber
        continue
      }
      // Its history leads to another stage: it does not say when this one was entered.
      let isMoved = place.standing != before.standing
      if isMoved || stageRow[row] != before.stage { stageSince[row] = day.number }
      closed[row] =
        !place.isClosed ? Day.unknownNumber : isMoved ? day.number : before.closed
    }
    for change in changes where change.change == .excluded {
      standing[change.deal] = Standing.absent.rawValue
      closed[change.deal] = Day.unknownNumber
    }
  }
}
