import RevBase
import RevModel

/// What every deal did between two days, before any slicer.
///
/// Slicers other than owner and team do not change over time, so a question only picks lines; a
/// deal that changed hands in between is walked again when owners are sliced. Made once for a pair
/// of days and a window.
struct MovementLedger: Sendable {
  let span: MovementSpan
  let walk: DealWalk
  /// One for each deal that was in on some day, or was closed in between.
  private(set) var lines: [MovementLine] = []
  /// The owner of each line's deal at the end.
  private(set) var owners: [Int32] = []
  /// Places in `lines` of the deals that changed hands in between, rising, with their last values.
  private(set) var handed: [(place: Int, end: DealMoment, known: DealMoment?)] = []

  /// - Precondition: the snapshot has a history; `end` is the book of the last day, nothing supposed.
  init(_ snapshot: Snapshot, _ history: HistoryTable, _ span: MovementSpan, end book: DealsAsOf) {
    precondition(book.day == span.to)
    self.span = span
    walk = DealWalk(snapshot, history, span)
    let (touched, handedOver) = Self.changes(snapshot, history, span)
    let (t0, t1) = (span.from.number, span.to.number)
    let (p0, p1) = (span.window.start.number, span.window.end.number)
    let isHome = span.to == snapshot.manifest.asOf
    let deals = snapshot.deals
    for row in 0..<deals.count {
      let stands = book.standing[row]
      if stands == Standing.absent.rawValue { continue }
      if touched[row] || deals.created[row] > t0 {
        let end = DealMoment(row, in: book)
        let known = isHome ? history.moment(row, before: end) : nil
        guard let line = walk.line(row, endingIn: end, known: known) else { continue }
        if handedOver[row] { handed.append((lines.count, end, known)) }
        lines.append(line)
        owners.append(end.owner)
        continue
      }
      // Nothing happened to it: what it is now it was all the time.
      let amount = book.state.amount[row]
      if stands == Standing.open.rawValue {
        let close = book.state.close[row]
        guard close >= p0, close <= p1 else { continue }
        lines.append(
          MovementLine(deal: Int32(row), entry: nil, exit: nil, before: amount, after: amount))
        owners.append(book.state.owner[row])
      } else if stands == Standing.won.rawValue || stands == Standing.lost.rawValue {
        let closed = book.closed[row]
        guard closed > t0, closed <= t1, closed >= p0, closed <= p1 else { continue }
        lines.append(
          MovementLine(
            deal: Int32(row), entry: .reopened,
            exit: stands == Standing.won.rawValue ? .won : .lost, before: amount, after: amount))
        owners.append(book.state.owner[row])
      }
    }
  }

  /// The deals that changed in the span, and those of them that changed hands.
  private static func changes(
    _ snapshot: Snapshot, _ history: HistoryTable, _ span: MovementSpan
  ) -> (touched: BitSet, handed: BitSet) {
    var touched = BitSet(count: snapshot.deals.count)
    var handed = touched
    let isHome = span.to == snapshot.manifest.asOf
    for field in HistoryField.allCases where field != .nextStep {
      let log = history[field]
      let range = log.index.count(through: span.from)..<log.index.count(through: span.to)
      touched.insert(log.deals, in: range)
      if field == .owner { handed.insert(log.deals, in: range) }
      guard isHome else { continue }
      touched.insert(log.corrected, in: log.corrected.indices)
      if field == .owner { handed.insert(log.corrected, in: log.corrected.indices) }
    }
    return (touched, handed)
  }
}

extension HistoryTable {
  /// What the history says about a deal whose values in deals.csv are `end`; nil when they agree.
  func moment(_ row: Int, before end: DealMoment) -> DealMoment? {
    var known = end
    var differs = false
    for field in HistoryField.allCases where field != .nextStep {
      if self[field].corrected.isEmpty { continue }
      guard let delta = correction(field, ofDeal: row) else { continue }
      differs = true
      switch field {
      case .stage: known.stage ^= UInt16(truncatingIfNeeded: delta)
      case .amount: known.amount ^= delta
      case .closeDate: known.close ^= Int32(truncatingIfNeeded: delta)
      case .category: known.category ^= UInt8(truncatingIfNeeded: delta)
      case .owner: known.owner ^= Int32(truncatingIfNeeded: delta)
      case .nextStep: break
      }
    }
    return differs ? known : nil
  }
}
