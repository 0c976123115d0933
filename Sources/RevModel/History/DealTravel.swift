package import RevBase

/// What moving the deals from one day to another needs to know besides the history: which deals
/// come to be, or are closed by what deals.csv says, between two days.
///
/// Made once a snapshot: 8 bytes a deal.
package struct DealTravel: Sendable {
  private let created: RowsByDay
  private let closed: RowsByDay
  /// Deals that were won or lost before their first change of stage and whose closed day is not
  /// simply the one in deals.csv: it may follow the day on which one looks.
  private let unsettled: [UInt32]

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

extension DealTravel {
  /// Deals that may be in other sets of `DealCandidates`, or have other values in what sums of these
  /// read, than on another day.
  ///
  /// nil when so many may that looking at all of them is quicker: always between two periods.
  ///
  /// - Parameter old: with the same types as `new`.
  package func regrouped(
    from old: DealCandidates.Scope, to new: DealCandidates.Scope, _ snapshot: Snapshot
  ) -> BitSet? {
    guard let history = snapshot.history, old.period == new.period else { return nil }
    let (low, high) = (min(old.asOf, new.asOf), max(old.asOf, new.asOf))
    var days = DaySpans(after: low, through: high)
    days.addEdges(old.trailing, new.trailing)
    days.addEdges(
      Period(start: old.firstWeek, end: old.asOf), Period(start: new.firstWeek, end: new.asOf))
    let limit = max(256, snapshot.deals.count / 5)
    var count = unsettled.count
    for (from, to) in days.spans {
      count += created.rows(after: from, through: to).count
      count += closed.rows(after: from, through: to).count
      count += history[.stage].index.count(through: to) - history[.stage].index.count(through: from)
    }
    guard count <= limit else { return nil }
    var rows = BitSet(count: snapshot.deals.count)
    func insert(_ field: HistoryField, after from: Day, through to: Day) {
      let log = history[field]
      rows.insert(log.deals, in: log.index.count(through: from)..<log.index.count(through: to))
      if high == snapshot.manifest.asOf { rows.insert(log.corrected[...]) }
    }
    for (from, to) in days.spans {
      rows.insert(created.rows(after: from, through: to))
      rows.insert(closed.rows(after: from, through: to))
      insert(.stage, after: from, through: to)
    }
    for field in [HistoryField.category, .closeDate, .amount] {
      insert(field, after: low, through: high)
    }
    rows.insert(unsettled[...])
    return rows
  }
}

extension DealTravel {
  /// Deals whose first stays in stages may count otherwise on another day and in its year T.
  ///
  /// nil when so many may that counting all of them is quicker.
  ///
  /// - Parameter withOwners: whether it matters who owned a deal.
  package func restayed(
    from old: (asOf: Day, trailing: Period), to new: (asOf: Day, trailing: Period),
    withOwners: Bool, _ snapshot: Snapshot
  ) -> BitSet? {
    guard let history = snapshot.history else { return nil }
    let (low, high) = (min(old.asOf, new.asOf), max(old.asOf, new.asOf))
    var days = DaySpans(after: low, through: high)
    days.addEdges(old.trailing, new.trailing)
    let log = history[.stage]
    func events(_ log: HistoryTable.Log, after from: Day, through to: Day) -> Range<Int> {
      log.index.count(through: from)..<log.index.count(through: to)
    }
    var count = 0
    for (from, to) in days.spans {
      count += created.rows(after: from, through: to).count
      count += events(log, after: from, through: to).count
    }
    guard count <= max(256, snapshot.deals.count / 5) else { return nil }
    var rows = BitSet(count: snapshot.deals.count)
    for (from, to) in days.spans {
      rows.insert(created.rows(after: from, through: to))
      rows.insert(log.deals, in: events(log, after: from, through: to))
    }
    let isHome = high == snapshot.manifest.asOf
    if isHome { rows.insert(log.corrected[...]) }
    if withOwners {
      let owners = history[.owner]
      rows.insert(owners.deals, in: events(owners, after: low, through: high))
      if isHome { rows.insert(owners.corrected[...]) }
    }
    return rows
  }
}

extension DealTravel {
  /// Deals that a movement may follow otherwise when it ends on another day: any field that it looks
  /// at has changed in between, or the deal was created, or its closed day may differ.
  ///
  /// nil when they are so many that following all of them is quicker.
  package func moving(after low: Day, through high: Day, _ snapshot: Snapshot) -> BitSet? {
    guard let history = snapshot.history else { return nil }
    let fields = HistoryField.allCases.filter { $0 != .nextStep }
    func events(_ field: HistoryField) -> Range<Int> {
      let index = history[field].index
      return index.count(through: low)..<index.count(through: high)
    }
    let count = fields.reduce(unsettled.count) { $0 + events($1).count }
    guard count <= max(256, snapshot.deals.count / 5) else { return nil }
    var rows = BitSet(count: snapshot.deals.count)
    for field in fields {
      rows.insert(history[field].deals, in: events(field))
      if high == snapshot.manifest.asOf { rows.insert(history[field].corrected[...]) }
    }
    rows.insert(created.rows(after: low, through: high))
    rows.insert(closed.rows(after: low, through: high))
    rows.insert(unsettled[...])
    return rows
  }
}

/// Stretches of days, each after one day up to the end of another.
private struct DaySpans {
  private(set) var spans: [(after: Day, through: Day)]

  init(after: Day, through: Day) { spans = [(after, through)] }

  /// Adds the days that are in one of two windows only.
  mutating func addEdges(_ a: Period, _ b: Period) {
    if a.start != b.start { spans.append((min(a.start, b.start) - 1, max(a.start, b.start) - 1)) }
    if a.end != b.end { spans.append((min(a.end, b.end), max(a.end, b.end))) }
  }
}

/// Rows of a column of days in the order of their days, blanks left out.
private struct RowsByDay: Sendable {
  private var index = DayIndex()
  private var rows: [UInt32] = []

  init(_ days: [Int32]) {
    var known: [UInt32] = []
    known.reserveCapacity(days.count)
    var (low, high) = (Int32.max, Int32.min)
    for (row, day) in days.enumerated() where day != Day.unknownNumber {
      known.append(UInt32(row))
      (low, high) = (min(low, day), max(high, day))
    }
    guard !known.isEmpty else { return }
    if Int(high) - Int(low) > 4 * known.count + 65_536 {
      rows = known.sorted { (days[Int($0)], $0) < (days[Int($1)], $1) }
    } else {
      var starts = [Int](repeating: 0, count: Int(high) - Int(low) + 2)
      for row in known { starts[Int(days[Int(row)]) - Int(low) + 1] += 1 }
      for slot in 1..<starts.count { starts[slot] += starts[slot - 1] }
      rows = known
      for row in known {
        let slot = Int(days[Int(row)]) - Int(low)
        rows[starts[slot]] = row
        starts[slot] += 1
      }
    }
    index = DayIndex(sorted: rows.map { days[Int($0)] })
  }

  /// Rows whose day comes after `low` and not after `high`.
  func rows(after low: Day, through high: Day) -> ArraySlice<UInt32> {
    rows[index.count(through: low)..<index.count(through: high)]
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
