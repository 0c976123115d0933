import RevBase
import RevModel

/// Which deals changed between the two days of a movement, and how.
struct SpanChanges {
  /// Any field that a movement looks at changed.
  private(set) var touched: BitSet
  /// The stage changed.
  private(set) var restaged: BitSet
  /// It changed hands.
  private(set) var handed: BitSet
  /// The close date changed, and was in the window before some change.
  private(set) var due: BitSet
  /// On the snapshot's own day some deals are not what their history says.
  private(set) var differing: BitSet

  /// - Parameter closes: close dates at the end of the last day.
  init(_ snapshot: Snapshot, _ history: HistoryTable, _ span: MovementSpan, closes: [Int32]) {
    touched = BitSet(count: snapshot.deals.count)
    (restaged, handed, due, differing) = (touched, touched, touched, touched)
    let isHome = span.to == snapshot.manifest.asOf
    for field in HistoryField.allCases where field != .nextStep {
      let log = history[field]
      touched.insert(log, in: span, isHome: isHome)
      if field == .stage { restaged.insert(log, in: span, isHome: isHome) }
      if field == .owner { handed.insert(log, in: span, isHome: isHome) }
      if isHome { differing.insert(log.corrected, in: log.corrected.indices) }
      if field == .closeDate {
        var dates = closes
        if isHome {
          let deltas = history.corrections[Int(field.rawValue)]
          for (deal, delta) in zip(log.corrected, deltas) {
            dates[Int(deal)] ^= Int32(truncatingIfNeeded: delta)
            due.insert(dates[Int(deal)], deal, in: span.window)
          }
        }
        let range = log.index.events(after: span.from, through: span.to)
        Self.followBack(log.deals, history.closeDeltas, range, &dates, span.window, &due)
      }
    }
  }

  /// Takes changes of close dates back, the last one first, and notes who was due in the window.
  private static func followBack(
    _ deals: [UInt32], _ deltas: [Int32], _ range: Range<Int>, _ dates: inout [Int32],
    _ window: Period, _ due: inout BitSet
  ) {
    let (deals, deltas) = (deals.span, deltas.span)
    var date = dates.mutableSpan
    for event in range.reversed() {
      let deal = Int(deals[event])
      let before = date[deal] ^ deltas[event]
      date[deal] = before
      due.insert(before, deals[event], in: window)
    }
  }
}

extension BitSet {
  /// Sets the bits of the deals of which a field changed on the days of a span.
  ///
  /// - Parameter isHome: whether it ends on the snapshot's own day, on which some deals are not what
  ///   their history says.
  mutating func insert(_ log: HistoryTable.Log, in span: MovementSpan, isHome: Bool) {
    insert(log.deals, in: log.index.events(after: span.from, through: span.to))
    if isHome { insert(log.corrected, in: log.corrected.indices) }
  }

  /// Sets the bit of a deal if its day is in a period.
  @inline(__always)
  fileprivate mutating func insert(_ day: Int32, _ deal: UInt32, in period: Period) {
    if day >= period.start.number && day <= period.end.number { self[Int(deal)] = true }
  }
}
