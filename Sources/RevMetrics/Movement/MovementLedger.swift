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
  let lines: [MovementLine]
  /// The owner of each line's deal at the end.
  let owners: [Int32]
  /// What else slicers look at of each line's deal.
  let codes: DealCodes
  /// The deals that changed hands in between, rising by place.
  let handed: [Handed]

  /// A deal that changed hands.
  struct Handed: Sendable {
    /// Place in `lines`.
    let place: Int
    /// Its values on the last day, and what its history says of them when that is something else.
    let end: DealMoment
    let known: DealMoment?
    /// Everybody who owned it.
    let owners: [Int32]
  }

  /// - Precondition: the snapshot has a history; `end` is the book of the last day, nothing supposed.
  init(_ snapshot: Snapshot, _ history: HistoryTable, _ span: MovementSpan, end book: DealsAsOf) {
    precondition(book.day == span.to)
    self.span = span
    walk = DealWalk(snapshot, history, span)
    let (touched, handedOver, moved) = Self.changes(snapshot, history, span)
    let (t0, t1) = (span.from.number, span.to.number)
    let (p0, p1) = (span.window.start.number, span.window.end.number)
    // On the snapshot's own day some deals are not what their history says.
    var differing = BitSet(count: snapshot.deals.count)
    if span.to == snapshot.manifest.asOf {
      for log in history.logs { differing.insert(log.corrected, in: log.corrected.indices) }
    }
    let (standings, births) = (book.standing, snapshot.deals.created)
    let (standing, created) = (standings.span, births.span)
    let (closes, closings) = (book.state.close, book.closed)
    let bits = touched.words
    let (close, closed, changed) = (closes.span, closings.span, bits.span)
    let absent = Standing.absent.rawValue
    let (open, won, lost) = (
      Standing.open.rawValue, Standing.won.rawValue, Standing.lost.rawValue
    )
    var list = LineList()
    for row in 0..<standing.count {
      let stands = standing[row]
      if stands == absent { continue }
      let bit = changed[row >> 6] >> UInt64(truncatingIfNeeded: row & 63) & 1
      if bit == 1 || created[row] > t0 {
        // Whoever was never due in the window was never in, and is in no line unless it closed.
        if close[row] < p0 || close[row] > p1, !moved[row],
          closed[row] <= t0 || (stands != won && stands != lost)
        {
          continue
        }
        let end = DealMoment(row, in: book)
        let known = differing[row] ? history.moment(row, before: end) : nil
        guard let line = walk.line(row, endingIn: end, known: known) else { continue }
        if handedOver[row] {
          let owners = walk.owners(of: row, endingIn: end, known: known)
          list.handed.append(
            Handed(place: list.lines.count, end: end, known: known, owners: owners))
        }
        list.lines.append(line)
        list.owners.append(end.owner)
        continue
      }
      // Nothing happened to it: what it is now it was all the time.
      if stands == open {
        guard close[row] >= p0, close[row] <= p1 else { continue }
        list.add(row, nil, nil, book)
      } else if stands == won || stands == lost {
        let day = closed[row]
        guard day > t0, day <= t1, day >= p0, day <= p1 else { continue }
        list.add(row, .reopened, stands == won ? .won : .lost, book)
      }
    }
    (lines, owners, handed) = (list.lines, list.owners, list.handed)
    codes = DealCodes(list.lines.map(\.deal), in: snapshot)
  }

  /// The lines while they are collected.
  private struct LineList {
    var lines: [MovementLine] = []
    var owners: [Int32] = []
    var handed: [Handed] = []

    /// A deal whose amount was the same all the time.
    mutating func add(
      _ row: Int, _ entry: Movement.Bucket?, _ exit: Movement.Bucket?, _ book: DealsAsOf
    ) {
      let amount = book.state.amount[row]
      lines.append(
        MovementLine(deal: Int32(row), entry: entry, exit: exit, before: amount, after: amount))
      owners.append(book.state.owner[row])
    }
  }

  /// The deals that changed in the span, those of them that changed hands, and those whose close
  /// date moved.
  private static func changes(
    _ snapshot: Snapshot, _ history: HistoryTable, _ span: MovementSpan
  ) -> (touched: BitSet, handed: BitSet, moved: BitSet) {
    var touched = BitSet(count: snapshot.deals.count)
    var (handed, moved) = (touched, touched)
    let isHome = span.to == snapshot.manifest.asOf
    for field in HistoryField.allCases where field != .nextStep {
      let log = history[field]
      let range = log.index.count(through: span.from)..<log.index.count(through: span.to)
      touched.insert(log.deals, in: range)
      if field == .owner { handed.insert(log.deals, in: range) }
      if field == .closeDate { moved.insert(log.deals, in: range) }
      guard isHome else { continue }
      touched.insert(log.corrected, in: log.corrected.indices)
      if field == .owner { handed.insert(log.corrected, in: log.corrected.indices) }
      if field == .closeDate { moved.insert(log.corrected, in: log.corrected.indices) }
    }
    return (touched, handed, moved)
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
