package import RevBase

/// What moving the deals from one day to another needs to know besides the history: which deals
/// come to be, or are closed by what deals.csv says, between two days.
///
/// Made once a snapshot: 8 bytes a deal.
package struct DealTravel: Sendable {
  let created: RowsByDay
  let closed: RowsByDay
  /// Deals that were won or lost before their first change of stage and whose closed day is not
  /// simply the one in deals.csv: it may follow the day on which one looks.
  let unsettled: [UInt32]

  package init(_ snapshot: Snapshot) {
    let deals = snapshot.deals
    created = RowsByDay(deals.created)
    closed = RowsByDay(deals.closed)
    guard let history = snapshot.history else {
      unsettled = []
      return
    }
    var first = DealState(snapshot)
    first.move(to: Day(Int32.min / 2), in: history)
    let classes = DealClassifier(snapshot, on: first.day)
    var found: [UInt32] = []
    for row in 0..<deals.count {
      let known = classes.stageRow(row, first.stage[row])
      guard known >= 0, snapshot.stages.rows[known].outcome != .open else { continue }
      if deals.closed[row] == Day.unknownNumber || deals.closed[row] > deals.created[row] {
        found.append(UInt32(row))
      }
    }
    unsettled = found
  }

  /// Deals whose standing or closed day may differ between two days.
  ///
  /// nil when so many may that looking at all of them is quicker.
  func touched(from low: Day, to high: Day, _ snapshot: Snapshot) -> BitSet? {
    guard let history = snapshot.history else { return nil }
    func events(_ field: HistoryField) -> Range<Int> {
      let index = history[field].index
      return index.count(through: low)..<index.count(through: high)
    }
    let (stages, categories) = (events(.stage), events(.category))
    let limit = max(256, snapshot.deals.count / 3)
    guard stages.count + categories.count + unsettled.count <= limit else { return nil }
    var rows = BitSet(count: snapshot.deals.count)
    rows.insert(history[.stage].deals, in: stages)
    rows.insert(history[.category].deals, in: categories)
    rows.insert(created.rows(after: low, through: high))
    rows.insert(closed.rows(after: low, through: high))
    rows.insert(unsettled[...])
    if high == snapshot.manifest.asOf {
      rows.insert(history[.stage].corrected[...])
      rows.insert(history[.category].corrected[...])
    }
    return rows
  }
}

extension DealsAsOf {
  /// Moves the deals to the end of another day, with the same result as making them afresh.
  ///
  /// Only deals that changed in between are worked out again, unless they are many.
  ///
  /// - Precondition: nothing is supposed, and `target` is not after the snapshot's as-of day.
  package mutating func move(to target: Day, in snapshot: Snapshot, _ travel: DealTravel) {
    precondition(target <= snapshot.manifest.asOf, "nothing is known after the as-of day")
    if target == day { return }
    let (low, high) = target < day ? (target, day) : (day, target)
    guard let history = snapshot.history else {
      state.move(to: target, in: nil)
      self = DealsAsOf(snapshot, state: state)
      return
    }
    let isBackward = target < day
    state.move(to: target, in: history)
    arrive()
    moveStageSince(from: low, to: high, isBackward, snapshot, history)
    if let rows = travel.touched(from: low, to: high, snapshot) {
      classify(rows, snapshot)
    } else {
      classifyAll(snapshot)
    }
  }

  private mutating func moveStageSince(
    from low: Day, to high: Day, _ isBackward: Bool, _ snapshot: Snapshot, _ history: HistoryTable
  ) {
    let index = history[.stage].index
    let events = index.count(through: low)..<index.count(through: high)
    if !isBackward {
      Self.play(history, events, on: &stageSince)
    } else if events.count > events.lowerBound {
      // Fewer changes lie before the day than between the two.
      stageSince = snapshot.deals.created
      Self.play(history, 0..<events.lowerBound, on: &stageSince)
    } else {
      rewind(events, snapshot, history)
    }
  }

  /// Plays changes of stage backwards: before each of them its deal was in its stage since the one
  /// before that.
  private mutating func rewind(
    _ events: Range<Int>, _ snapshot: Snapshot, _ history: HistoryTable
  ) {
    let log = history[.stage]
    var unknown: [UInt32] = []
    var event = events.upperBound
    var slot = event > events.lowerBound ? log.index.slot(of: event - 1) : 0
    while event > events.lowerBound {
      let (day, first) = (log.index.days[slot], max(events.lowerBound, Int(log.index.starts[slot])))
      while event > first {
        event -= 1
        if history.stageDeltas[event] == 0 { continue }
        let gap = history.stageGaps[event]
        if gap == HistoryTable.unknownGap {
          unknown.append(log.deals[event])
        } else {
          stageSince[Int(log.deals[event])] = day - Int32(gap)
        }
      }
      slot -= 1
    }
    for deal in unknown { rewindStageSince(Int(deal), snapshot, history) }
  }

  /// Finds the last change of stage of one deal up to the day.
  private mutating func rewindStageSince(
    _ row: Int, _ snapshot: Snapshot, _ history: HistoryTable
  ) {
    stageSince[row] = snapshot.deals.created[row]
    let index = history[.stage].index
    // Events are numbered field by field, changes of stage first.
    let known = index.count(through: day)
    for event in history.events(ofDeal: row).reversed() where Int(event) < known {
      guard history.stageDeltas[Int(event)] != 0 else { continue }
      stageSince[row] = index.day(of: Int(event)).number
      return
    }
  }
}
