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

    /// The same deal at another place.
    func moved(to place: Int) -> Handed {
      Handed(place: place, end: end, known: known, events: events, owners: owners)
    }
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
      list.walk(
        row, walk, endingIn: end, known: known, isHanded: changes.handed[row], events, range)
    }
    (lines, owners, handed) = (list.lines, list.owners, list.handed)
  }

  /// The same movement up to another day: only deals that did something in the days between are
  /// followed again.
  ///
  /// - Parameters:
  ///   - span: with the first day and the window of this one.
  ///   - changed: of the days between the two ends; see `DealTravel.moving`.
  ///   - book: of the new last day, nothing supposed.
  func moved(
    to span: MovementSpan, _ changed: BitSet, _ snapshot: Snapshot, _ history: HistoryTable,
    end book: DealsAsOf
  ) -> MovementLedger {
    precondition(book.day == span.to && span.from == self.span.from)
    let walk = DealWalk(snapshot, history, span)
    let found = MovementRows(changed, lines, after: self.span.to, span, snapshot, history, book)
    let events = DealEvents(history, from: span.from, to: span.to, of: found.walked)
    let isHome = span.to == snapshot.manifest.asOf
    var handedOver = BitSet(count: snapshot.deals.count)
    handedOver.insert(history[.owner], in: span, isHome: isHome)
    var list = LineList()
    list.reserve(lines.count + found.rows.count)
    var next = LineCursor(self)
    for (place, row) in found.rows.enumerated() {
      next.copy(below: row, besides: changed, to: &list)
      let end = DealMoment(Int(row), in: book)
      let known = isHome ? history.moment(Int(row), before: end) : nil
      list.walk(
        Int(row), walk, endingIn: end, known: known, isHanded: handedOver[Int(row)], events,
        events.range(place))
    }
    next.copy(below: .max, besides: changed, to: &list)
    return MovementLedger(span, walk, list)
  }

  private init(_ span: MovementSpan, _ walk: DealWalk, _ list: LineList) {
    (self.span, self.walk) = (span, walk)
    (lines, owners, handed) = (list.lines, list.owners, list.handed)
  }

  /// A place in the lines of another ledger, from which those that stay are copied.
  private struct LineCursor {
    private let lines: [MovementLine]
    private let owners: [Int32]
    private let handed: [Handed]
    private var place = 0
    private var nextHanded = 0

    init(_ ledger: MovementLedger) {
      (lines, owners, handed) = (ledger.lines, ledger.owners, ledger.handed)
    }

    /// Copies the lines of the deals before a row, besides those of changed deals.
    mutating func copy(below row: Int32, besides changed: BitSet, to list: inout LineList) {
      while place < lines.count, lines[place].deal < row {
        defer { place += 1 }
        let isHanded = nextHanded < handed.count && handed[nextHanded].place == place
        if isHanded { nextHanded += 1 }
        if changed[Int(lines[place].deal)] { continue }
        if isHanded { list.handed.append(handed[nextHanded - 1].moved(to: list.lines.count)) }
        list.lines.append(lines[place])
        list.owners.append(owners[place])
      }
    }
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

    /// A deal that is followed through the days of the span; it may have no line.
    @inline(__always)
    mutating func walk(
      _ row: Int, _ walk: DealWalk, endingIn end: DealMoment, known: DealMoment?, isHanded: Bool,
      _ events: DealEvents, _ range: Range<Int>
    ) {
      guard let line = walk.line(row, endingIn: end, known: known, events.events, range) else {
        return
      }
      if isHanded {
        let own = Array(events.events[range])
        handed.append(
          Handed(
            place: lines.count, end: end, known: known, events: own,
            owners: walk.owners(endingIn: end, known: known, own)))
      }
      lines.append(line)
      owners.append(end.owner)
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
