package import RevBase

// Which deals are not the same on a day near by, for whoever keeps what was made for another day.

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
      count += history[.stage].index.events(after: from, through: to).count
    }
    guard count <= limit else { return nil }
    var rows = BitSet(count: snapshot.deals.count)
    func insert(_ field: HistoryField, after from: Day, through to: Day) {
      let log = history[field]
      rows.insert(log.deals, in: log.index.events(after: from, through: to))
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
  /// Deals that a movement may follow otherwise when it ends on another day: any field that it looks
  /// at has changed in between, or the deal was created, or its closed day may differ.
  ///
  /// nil when they are so many that following all of them is quicker.
  package func moving(after low: Day, through high: Day, _ snapshot: Snapshot) -> BitSet? {
    guard let history = snapshot.history else { return nil }
    let fields = HistoryField.allCases.filter { $0 != .nextStep }
    func events(_ field: HistoryField) -> Range<Int> {
      history[field].index.events(after: low, through: high)
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
    if a.start != b.start { add(min(a.start, b.start) - 1, max(a.start, b.start) - 1) }
    if a.end != b.end { add(min(a.end, b.end), max(a.end, b.end)) }
  }

  private mutating func add(_ after: Day, _ through: Day) {
    if spans.contains(where: { $0 == (after, through) }) { return }
    spans.append((after, through))
  }
}
