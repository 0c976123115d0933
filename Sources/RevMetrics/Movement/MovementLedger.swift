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
    /// Its changes in between, in the order of days.
    let events: [DealEvent]
    /// Everybody who owned it.
    let owners: [Int32]
  }

  /// - Precondition: the snapshot has a history; `end` is the book of the last day, nothing supposed.
  init(_ snapshot: Snapshot, _ history: HistoryTable, _ span: MovementSpan, end book: DealsAsOf) {
    precondition(book.day == span.to)
    self.span = span
    let walk = DealWalk(snapshot, history, span)
    self.walk = walk
    let changes = SpanChanges(snapshot, history, span, closes: book.state.close)
    let found = MovementRows(snapshot, span, changes, walk, book)
    let events = DealEvents(history, from: span.from, to: span.to, of: found.walked)
    var list = LineList()
    list.reserve(found.rows.count)
    var place = 0
    for (row, isWalked) in zip(found.rows, found.isWalked) {
      let row = Int(row)
      let end = DealMoment(row, in: book)
      guard isWalked else {
        list.add(row, end)
        continue
      }
      let range = events.range(place)
      place += 1
      let known = changes.differing[row] ? history.moment(row, before: end) : nil
      guard let line = walk.line(row, endingIn: end, known: known, events.events, range) else {
        continue
      }
      if changes.handed[row] {
        let own = Array(events.events[range])
        list.handed.append(
          Handed(
            place: list.lines.count, end: end, known: known, events: own,
            owners: walk.owners(endingIn: end, known: known, own)))
      }
      list.lines.append(line)
      list.owners.append(end.owner)
    }
    (lines, owners, handed) = (list.lines, list.owners, list.handed)
    codes = DealCodes(list.lines.map(\.deal), in: snapshot)
  }

  /// The lines while they are collected.
  private struct LineList {
    var lines: [MovementLine] = []
    var owners: [Int32] = []
    var handed: [Handed] = []

    mutating func reserve(_ count: Int) {
      lines.reserveCapacity(count)
      owners.reserveCapacity(count)
    }

    /// A deal to which nothing happened: in all the time, or closed on a day of the span without a
    /// change that says so.
    @inline(__always)
    mutating func add(_ row: Int, _ end: DealMoment) {
      let isOpen = end.standing == Standing.open.rawValue
      lines.append(
        MovementLine(
          deal: Int32(row), entry: isOpen ? nil : .reopened,
          exit: isOpen ? nil : end.standing == Standing.won.rawValue ? .won : .lost,
          before: end.amount, after: end.amount))
      owners.append(end.owner)
    }
  }
}

/// Which deals have a line in a movement, or may have one.
private struct MovementRows {
  /// Rows of deals.csv, rising.
  let rows: [Int32]
  /// Whether each of them changed in the span, so that it has to be walked.
  let isWalked: [Bool]
  /// The walked ones.
  let walked: BitSet

  init(
    _ snapshot: Snapshot, _ span: MovementSpan, _ changes: SpanChanges, _ walk: DealWalk,
    _ book: DealsAsOf
  ) {
    let (t0, t1) = (span.from.number, span.to.number)
    let (p0, p1) = (span.window.start.number, span.window.end.number)
    let (c0, c1) = (max(t0 &+ 1, p0), min(t1, p1))
    let (standings, births) = (book.standing, snapshot.deals.created)
    let (closes, closings, stageRows) = (book.state.close, book.closed, book.stageRow)
    let (standing, created) = (standings.span, births.span)
    let (close, closed, stage) = (closes.span, closings.span, stageRows.span)
    let (dueBits, touchedBits, restagedBits) = (
      changes.due.words, changes.touched.words, changes.restaged.words
    )
    let (due, touched, restaged) = (dueBits.span, touchedBits.span, restagedBits.span)
    let (absent, open) = (Standing.absent.rawValue, Standing.open.rawValue)
    var (rows, isWalked): ([Int32], [Bool]) = ([], [])
    var walked: [UInt32] = []
    for row in 0..<standing.count {
      let (word, bit) = (row >> 6, UInt64(truncatingIfNeeded: row & 63))
      let isDue = close[row] >= p0 && close[row] <= p1
      // Only won and lost deals have a closed day.
      let isClosing = closed[row] >= c0 && closed[row] <= c1
      // Whoever was never due in the window was never in, and is in no line unless it closed.
      if !isDue && !isClosing && due[word] &>> bit & 1 == 0 { continue }
      let stands = standing[row]
      if stands == absent { continue }
      if touched[word] &>> bit & 1 == 1 || created[row] > t0 {
        // Nor was it in if its stage was the same all the time and is none of the open ones.
        let hasMoved = restaged[word] &>> bit & 1 == 1
        if !isClosing && !hasMoved && !walk.isOpen(stage: stage[row]) { continue }
        walked.append(UInt32(truncatingIfNeeded: row))
        isWalked.append(true)
      } else {
        // Nothing happened to it: what it is now it was all the time.
        guard isClosing || (stands == open && isDue) else { continue }
        isWalked.append(false)
      }
      rows.append(Int32(truncatingIfNeeded: row))
    }
    (self.rows, self.isWalked) = (rows, isWalked)
    var bits = BitSet(count: snapshot.deals.count)
    bits.insert(walked, in: walked.indices)
    self.walked = bits
  }
}

/// Which deals changed between the two days of a movement, and how.
private struct SpanChanges {
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
      let range = log.index.count(through: span.from)..<log.index.count(through: span.to)
      touched.insert(log.deals, in: range)
      if field == .stage { restaged.insert(log.deals, in: range) }
      if field == .owner { handed.insert(log.deals, in: range) }
      if field == .closeDate {
        var dates = closes
        if isHome {
          let deltas = history.corrections[Int(field.rawValue)]
          for (deal, delta) in zip(log.corrected, deltas) {
            dates[Int(deal)] ^= Int32(truncatingIfNeeded: delta)
            due.insert(dates[Int(deal)], deal, in: span.window)
          }
        }
        Self.followBack(log.deals, history.closeDeltas, range, &dates, span.window, &due)
      }
      guard isHome else { continue }
      touched.insert(log.corrected, in: log.corrected.indices)
      differing.insert(log.corrected, in: log.corrected.indices)
      if field == .stage { restaged.insert(log.corrected, in: log.corrected.indices) }
      if field == .owner { handed.insert(log.corrected, in: log.corrected.indices) }
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
  /// Sets the bit of a deal if its day is in a period.
  @inline(__always)
  fileprivate mutating func insert(_ day: Int32, _ deal: UInt32, in period: Period) {
    if day >= period.start.number && day <= period.end.number { self[Int(deal)] = true }
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
