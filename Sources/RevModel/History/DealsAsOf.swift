package import RevBase

/// Every deal as it was known at the end of one day, without any slicer.
///
/// Computed once per as-of day; every question about that day reads it. Arrays have one entry a
/// deal, in the order of deals.csv.
package struct DealsAsOf: Sendable {
  package let day: Day
  package private(set) var state: DealState
  /// Raw values of `Standing`.
  package private(set) var standing: [UInt8]
  /// Row of `StageTable.rows`; −1 for a stage that is not known.
  package private(set) var stageRow: [Int16]
  /// Raw values of `StageTable.Category`, the deal's own or its stage's default.
  package private(set) var category: [UInt8]
  /// The day on which a won or lost deal was closed; unknown for every other deal.
  package private(set) var closed: [Int32]
  /// The day since which the deal is in its stage.
  package private(set) var stageSince: [Int32]

  /// The deals of a snapshot on a day, with supposed changes on top.
  ///
  /// - Precondition: `day` is not after the snapshot's as-of day.
  package init(_ snapshot: Snapshot, on day: Day, supposing changes: [DealChange] = []) {
    var state = DealState(snapshot)
    state.move(to: day, in: snapshot.history)
    self.init(snapshot, state: state, supposing: changes)
  }

  /// The deals of a snapshot in a state that was moved to its day already.
  package init(_ snapshot: Snapshot, state: DealState, supposing changes: [DealChange] = []) {
    precondition(state.day <= snapshot.manifest.asOf, "nothing is known after the as-of day")
    day = state.day
    self.state = state
    let count = snapshot.deals.count
    standing = []
    stageRow = []
    category = []
    closed = [Int32](repeating: Day.unknownNumber, count: count)
    stageSince = snapshot.deals.created
    self.state.suppose(changes)
    let stages = StageFacts(snapshot.stages)
    classify(snapshot, stages)
    findStageSince(snapshot)
    findClosedDays(snapshot, stages)
    for change in changes where change.change == .excluded {
      standing[change.deal] = Standing.absent.rawValue
    }
  }

  package var count: Int { standing.count }

  private mutating func classify(_ snapshot: Snapshot, _ stages: StageFacts) {
    let deals = snapshot.deals
    let home = day == snapshot.manifest.asOf
    let everChanged = snapshot.history?.categoryChanged
    let names = snapshot.stages.names.count
    let (day, current) = (self.day, state)
    let (stage, written, created) = (current.stage.span, current.category.span, deals.created.span)
    let (now, pipeline, lookup) = (
      deals.stage.span, deals.pipeline.span, snapshot.stages.lookup.span
    )
    let (outcomes, defaults) = (stages.standing.span, stages.category.span)
    var standings = [UInt8](repeating: Standing.absent.rawValue, count: deals.count)
    var stageRows = [Int16](repeating: -1, count: deals.count)
    var categories = [UInt8](repeating: 0, count: deals.count)
    var standing = standings.mutableSpan
    var rows = stageRows.mutableSpan
    var category = categories.mutableSpan
    for row in 0..<deals.count {
      let name = Int(stage[row])
      let known = name < names ? Int(lookup[Int(pipeline[row] &+ 1) &* names &+ name]) : -1
      rows[row] = Int16(truncatingIfNeeded: known)
      var word = written[row]
      if !home, stage[row] != now[row], everChanged?[row] != true {
        word = DealTable.WrittenCategory.blank.rawValue
      }
      let counted: UInt8
      switch word {
      case DealTable.WrittenCategory.blank.rawValue: counted = defaults[known + 1]
      case DealTable.WrittenCategory.omitted.rawValue:
        counted = StageTable.Category.omitted.rawValue
      case DealTable.WrittenCategory.bestCase.rawValue:
        counted = StageTable.Category.bestCase.rawValue
      case DealTable.WrittenCategory.commit.rawValue: counted = StageTable.Category.commit.rawValue
      default: counted = StageTable.Category.pipeline.rawValue
      }
      category[row] = counted
      if created[row] > day.number { continue }
      var stands = outcomes[known + 1]
      if stands == Standing.open.rawValue, counted == StageTable.Category.omitted.rawValue {
        stands = Standing.omitted.rawValue
      }
      standing[row] = stands
    }
    (self.standing, self.stageRow, self.category) = (standings, stageRows, categories)
  }

  /// The last change of stage up to the day; the day of creation when it never changed.
  private mutating func findStageSince(_ snapshot: Snapshot) {
    guard let history = snapshot.history else { return }
    let log = history[.stage]
    let (deals, deltas) = (log.deals.span, history.stageDeltas.span)
    let day = day
    var sinces = stageSince
    var since = sinces.mutableSpan
    for (slot, number) in log.index.days.enumerated() {
      if number > day.number { break }
      for event in Int(log.index.starts[slot])..<Int(log.index.starts[slot + 1])
      where deltas[event] != 0 {
        since[Int(deals[event])] = number
      }
    }
    stageSince = sinces
  }

  /// Rule 6 of "A deal on an earlier day".
  private mutating func findClosedDays(_ snapshot: Snapshot, _ stages: StageFacts) {
    let deals = snapshot.deals
    for row in 0..<deals.count
    where standing[row] == Standing.won.rawValue || standing[row] == Standing.lost.rawValue {
      let written = deals.closed[row]
      if written != Day.unknownNumber, written <= day.number {
        closed[row] = written
      } else {
        let entered = lastClosing(of: row, snapshot, stages)
        // Unknown (the smallest number) stays unknown: such a deal is in no W and no L.
        closed[row] = min(entered ?? state.close[row], day.number)
      }
    }
  }

  /// Day of the deal's last change up to the day whose new value is a won or lost stage.
  private func lastClosing(of row: Int, _ snapshot: Snapshot, _ stages: StageFacts) -> Int32? {
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
      let stands = stages.standing[stage + 1]
      if stands == Standing.won.rawValue || stands == Standing.lost.rawValue {
        return log.index.day(of: position).number
      }
      value ^= history.stageDeltas[position]
    }
    return nil
  }
}

/// What a stage row means for a deal in it, indexed by row + 1; the first is the unknown stage.
private struct StageFacts {
  let standing: [UInt8]
  let category: [UInt8]

  init(_ stages: StageTable) {
    standing =
      [Standing.unknown.rawValue]
      + stages.rows.map {
        switch $0.outcome {
        case .won: Standing.won.rawValue
        case .lost: Standing.lost.rawValue
        case .open: $0.qualified ? Standing.open.rawValue : Standing.unqualified.rawValue
        }
      }
    category =
      [StageTable.Category.pipeline.rawValue] + stages.rows.map(\.category.rawValue)
  }
}
