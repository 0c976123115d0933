import RevBase
import RevModel

/// Which deals have a line in a movement, or may have one.
struct MovementRows {
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
    // Whoever was never due in the window was never in, and is in no line unless it closed; only won
    // and lost deals have a closed day.
    var (dueNow, closing) = (BitSet(count: snapshot.deals.count), changes.due)
    dueNow.insert(book.state.close, from: p0, to: p1)
    closing.insert(book.closed, from: c0, to: c1)
    let (standings, births) = (book.standing, snapshot.deals.created)
    let (closings, stageRows) = (book.closed, book.stageRow)
    let (standing, created) = (standings.span, births.span)
    let (closed, stage) = (closings.span, stageRows.span)
    let (dueWords, moreWords) = (dueNow.words, closing.words)
    let (touchedWords, restagedWords) = (changes.touched.words, changes.restaged.words)
    let (due, more) = (dueWords.span, moreWords.span)
    let (touched, restaged) = (touchedWords.span, restagedWords.span)
    let (absent, open) = (Standing.absent.rawValue, Standing.open.rawValue)
    var (rows, isWalked): ([Int32], [Bool]) = ([], [])
    var walked: [UInt32] = []
    for word in 0..<due.count {
      var rest = due[word] | more[word]
      while rest != 0 {
        let row = word &<< 6 &+ rest.trailingZeroBitCount
        let bit = UInt64(truncatingIfNeeded: row & 63)
        rest &= rest &- 1
        let stands = standing[row]
        if stands == absent { continue }
        let isClosing = closed[row] >= c0 && closed[row] <= c1
        if touched[word] &>> bit & 1 == 1 || created[row] > t0 {
          // It was not in if its stage was the same all the time and is none of the open ones.
          let hasMoved = restaged[word] &>> bit & 1 == 1
          if !isClosing && !hasMoved && !walk.isOpen(stage: stage[row]) { continue }
          walked.append(UInt32(truncatingIfNeeded: row))
          isWalked.append(true)
        } else {
          // Nothing happened to it: what it is now it was all the time.
          let isDue = due[word] &>> bit & 1 == 1
          guard isClosing || (stands == open && isDue) else { continue }
          isWalked.append(false)
        }
        rows.append(Int32(truncatingIfNeeded: row))
      }
    }
    (self.rows, self.isWalked) = (rows, isWalked)
    var bits = BitSet(count: snapshot.deals.count)
    bits.insert(walked, in: walked.indices)
    self.walked = bits
  }

  /// Those of some changed deals that have a line, or may have one; all of them are walked.
  ///
  /// - Parameters:
  ///   - lines: of the same movement up to another day.
  ///   - other: that day.
  init(
    _ changed: BitSet, _ lines: [MovementLine], after other: Day, _ span: MovementSpan,
    _ snapshot: Snapshot, _ history: HistoryTable, _ book: DealsAsOf
  ) {
    let (p0, p1) = (span.window.start.number, span.window.end.number)
    let (c0, c1) = (max(span.from.number &+ 1, p0), min(span.to.number, p1))
    var known = BitSet(count: snapshot.deals.count)
    for line in lines { known[Int(line.deal)] = true }
    // Whoever was in by the other day has a line. After that day a deal can only have come in with
    // the close date that it has now, or with one that was changed since.
    let log = history[.closeDate]
    if other < span.to {
      known.insert(log.deals, in: log.index.events(after: other, through: span.to))
    }
    if span.to == snapshot.manifest.asOf { known.insert(log.corrected, in: log.corrected.indices) }
    let (standings, closes, closings) = (book.standing, book.state.close, book.closed)
    let (standing, close, closed) = (standings.span, closes.span, closings.span)
    rows = changed.rows.filter { deal in
      let row = Int(deal)
      if standing[row] == Standing.absent.rawValue { return false }
      if close[row] >= p0 && close[row] <= p1 { return true }
      if closed[row] >= c0 && closed[row] <= c1 { return true }
      return known[row]
    }
    isWalked = [Bool](repeating: true, count: rows.count)
    var bits = BitSet(count: snapshot.deals.count)
    for row in rows { bits[Int(row)] = true }
    walked = bits
  }
}
