import RevBase

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
      history[field].index.events(after: low, through: high)
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
