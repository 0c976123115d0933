package import RevBase

/// The deals that a question is about, as lists of rows, made in one pass; every metric reads it.
///
/// Names are those of the metric book: O, O(P), W(P), L(P), W(T), L(T), C(P).
package struct DealSelection: Sendable {
  /// O: open, qualified, not omitted; any close date.
  package private(set) var open: [Int32] = []
  /// O(P): those with a close date in the period.
  package private(set) var openInPeriod: [Int32] = []
  /// W(P) and L(P).
  package private(set) var won: [Int32] = []
  package private(set) var lost: [Int32] = []
  /// W(T) and L(T).
  package private(set) var wonTrailing: [Int32] = []
  package private(set) var lostTrailing: [Int32] = []
  /// C(P): created in the period and by the as-of day.
  package private(set) var created: [Int32] = []
  /// C(T).
  package private(set) var createdTrailing: [Int32] = []
  /// Created in the 26 weeks that end with the as-of day's week.
  package private(set) var createdInWeeks: [Int32] = []
  /// Open deals kept out of O by their category.
  package private(set) var omitted: [Int32] = []
  /// The first Monday of the 26 weeks.
  package let firstWeek: Day
  package let filter: DealFilter
  package let masks: SlicerMasks

  /// Standing of each deal, `Standing.absent` for those that the slicers leave out.
  package private(set) var standing: [UInt8] = []

  package init(_ question: Question, _ snapshot: Snapshot, _ book: DealsAsOf) {
    masks = SlicerMasks(question.slicers, in: snapshot)
    filter = DealFilter(masks, question.slicers, in: snapshot.deals)
    firstWeek = question.asOf.monday - 25 * 7
    standing = filter.evaluate(
      snapshot.deals, owners: book.state.owner, standing: book.standing)
    collect(question, snapshot.deals, book)
  }

  private mutating func collect(_ question: Question, _ deals: DealTable, _ book: DealsAsOf) {
    let (p0, p1) = (question.period.start.number, question.period.end.number)
    let (t0, t1) = (question.trailing.start.number, question.trailing.end.number)
    let week = firstWeek.number
    let earliest = min(p0, t0, week)
    let count = deals.count
    var lists = SelectionLists(capacity: count)
    let standings = standing
    let (standing, created) = (standings.span, deals.created.span)
    let (closes, closings) = (book.state.close, book.closed)
    let (close, closed) = (closes.span, closings.span)
    for row in 0..<count {
      let stands = standing[row]
      let (born, closing) = (created[row], closed[row])
      let isOpen = stands == Standing.open.rawValue || stands == Standing.omitted.rawValue
      // Most deals were closed long ago; `closing` is the smallest number unless it is closed.
      if !isOpen && born < earliest && closing < earliest { continue }
      if stands == Standing.absent.rawValue { continue }
      let id = Int32(truncatingIfNeeded: row)
      if born >= earliest {
        if born >= p0 && born <= p1 { lists.created.append(id) }
        if born >= t0 && born <= t1 { lists.createdTrailing.append(id) }
        if born >= week { lists.createdInWeeks.append(id) }
      }
      if isOpen {
        let counts = stands == Standing.open.rawValue
        lists.open.append(id, if: counts)
        lists.omitted.append(id, if: !counts)
        let isDue = close[row] >= p0 && close[row] <= p1
        lists.openInPeriod.append(id, if: counts && isDue)
      } else if closing >= earliest {
        // Only won and lost deals have a closed day.
        let isWon = stands == Standing.won.rawValue
        if closing >= p0 && closing <= p1 {
          lists.won.append(id, if: isWon)
          lists.lost.append(id, if: !isWon)
        }
        if closing >= t0 && closing <= t1 {
          lists.wonTrailing.append(id, if: isWon)
          lists.lostTrailing.append(id, if: !isWon)
        }
      }
    }
    (open, openInPeriod, omitted) = (lists.open.rows, lists.openInPeriod.rows, lists.omitted.rows)
    (won, wonTrailing) = (lists.won.rows, lists.wonTrailing.rows)
    (lost, lostTrailing) = (lists.lost.rows, lists.lostTrailing.rows)
    (self.created, createdTrailing) = (lists.created.rows, lists.createdTrailing.rows)
    createdInWeeks = lists.createdInWeeks.rows
  }
}

/// The lists of a selection while they are filled.
private struct SelectionLists: ~Copyable {
  var open, openInPeriod, omitted, won, wonTrailing, lost, lostTrailing: RowWriter
  var created, createdTrailing, createdInWeeks: RowWriter

  init(capacity: Int) {
    open = RowWriter(capacity: capacity)
    openInPeriod = RowWriter(capacity: capacity)
    omitted = RowWriter(capacity: capacity)
    won = RowWriter(capacity: capacity)
    wonTrailing = RowWriter(capacity: capacity)
    lost = RowWriter(capacity: capacity)
    lostTrailing = RowWriter(capacity: capacity)
    created = RowWriter(capacity: capacity)
    createdTrailing = RowWriter(capacity: capacity)
    createdInWeeks = RowWriter(capacity: capacity)
  }
}
