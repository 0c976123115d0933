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
    let isHome = span.to == snapshot.manifest.asOf
    let replay = MovementReplay(
      walk, history, of: found.walked, endingIn: book, differing: changes.differing)
    let handedOver = changes.handed.intersection(found.walked)
    var list = LineList(Handovers(history, span, of: handedOver, isHome: isHome))
    list.reserve(found.rows.count)
    var place = 0
    for (row, isWalked) in zip(found.rows, found.isWalked) {
      let row = Int(row)
      guard isWalked else {
        list.add(row, DealMoment(row, in: book))
        continue
      }
      list.add(row, replay, place, history)
      place += 1
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
    let isHome = span.to == snapshot.manifest.asOf
    let none = BitSet(count: snapshot.deals.count)
    let replay = MovementReplay(
      walk, history, of: found.walked, endingIn: book, differing: isHome ? found.walked : none)
    var handedOver = BitSet(count: snapshot.deals.count)
    handedOver.insert(history[.owner], in: span, isHome: isHome)
    handedOver = handedOver.intersection(found.walked)
    var list = LineList(Handovers(history, span, of: handedOver, isHome: isHome))
    list.reserve(lines.count + found.rows.count)
    var next = LineCursor(self)
    for (place, row) in found.rows.enumerated() {
      next.copy(below: row, besides: changed, to: &list)
      list.add(Int(row), replay, place, history)
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

  /// The changes of deals that changed hands.
  private struct Handovers {
    private let isHome: Bool
    private let ranks: BitRanks
    private let events: DealEvents

    init(_ history: HistoryTable, _ span: MovementSpan, of rows: BitSet, isHome: Bool) {
      self.isHome = isHome
      ranks = BitRanks(rows)
      events = DealEvents(history, from: span.from, to: span.to, of: rows)
    }

    /// What a deal that changed hands did; nil for every other deal.
    ///
    /// - Parameters:
    ///   - end: its values on the last day.
    ///   - line: place of its line.
    func handed(
      _ row: Int, endingIn end: DealMoment, _ history: HistoryTable, _ walk: DealWalk, at line: Int
    ) -> Handed? {
      guard let place = ranks[row] else { return nil }
      let known = isHome ? history.moment(row, before: end) : nil
      let own = Array(events.events[events.range(place)])
      return Handed(
        place: line, end: end, known: known, events: own,
        owners: walk.owners(endingIn: end, known: known, own))
    }
  }

  /// The lines while they are collected.
  private struct LineList {
    var lines: [MovementLine] = []
    var owners: [Int32] = []
    var handed: [Handed] = []
    private let handovers: Handovers

    init(_ handovers: Handovers) { self.handovers = handovers }

    mutating func reserve(_ count: Int) {
      lines.reserveCapacity(count)
      owners.reserveCapacity(count)
    }

    /// A deal that was followed through the days of the span; it may have no line.
    @inline(__always)
    mutating func add(
      _ row: Int, _ replay: MovementReplay, _ place: Int, _ history: HistoryTable
    ) {
      guard let line = replay.line(row, place) else { return }
      let end = replay.ends[place]
      if let deal = handovers.handed(
        row, endingIn: end, history, replay.walk, at: lines.count)
      {
        handed.append(deal)
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
