package import RevBase
package import RevModel
import Synchronization

/// What answers about one snapshot share: states of the deals on recent days, and what depends on
/// days but not on slicers.
///
/// A class because everybody who asks shares it. Nothing in it changes an answer; it only saves
/// making the same thing twice.
package final class AnswerMemory: Sendable {
  private struct State {
    /// The deals on the snapshot's own day.
    var home: DealsAsOf?
    /// The deals on other days, the latest asked for first.
    var travellers: [DealsAsOf] = []
    var travel: DealTravel?
    var visits: StageVisits?
    var stays: StayCalendar?
    var freshness: [Freshness] = []
    var ledgers: [MovementLedger] = []
    var books: [PeriodBook] = []
    var leads: [LeadCube] = []
    var invoices: [InvoiceCube] = []
    var winners: [WonDeals] = []
    var markets: [Int32]?
    var passing: [(slicers: Slicers, deals: [UInt8])] = []
  }

  package let snapshot: Snapshot
  /// Orders of the snapshot's tables.
  package let indexes: SnapshotIndexes
  private let state = Mutex(State())

  package init(_ snapshot: Snapshot) {
    self.snapshot = snapshot
    indexes = SnapshotIndexes(snapshot)
  }

  /// The deals at the end of a day.
  ///
  /// Besides the snapshot's own day two others are kept. Of these the one that was not asked for
  /// last is moved to a new day: nobody looks at it any more, so nothing is copied.
  package func book(on day: Day) -> DealsAsOf {
    if day == snapshot.manifest.asOf { return home() }
    let known = state.withLock { state -> DealsAsOf? in
      guard let place = state.travellers.firstIndex(where: { $0.day == day }) else { return nil }
      state.travellers.insert(state.travellers.remove(at: place), at: 0)
      return state.travellers[0]
    }
    if let known { return known }
    var start = state.withLock { state in
      state.travellers.count < 2 ? state.travellers.first : state.travellers.removeLast()
    }
    // Taken out, so that its arrays have no second owner and change in place.
    var book = start.take() ?? home()
    book.move(to: day, in: snapshot, travel())
    let made = book
    state.withLock { state in
      state.travellers.removeAll { $0.day == day }
      state.travellers.insert(made, at: 0)
      if state.travellers.count > 2 { state.travellers.removeLast() }
    }
    return made
  }

  /// The day whose deals would be moved to answer about another day; nil when none would.
  ///
  /// Whoever keeps the deals of that day lets go of them first, or they are copied.
  func dayToLeave(for day: Day) -> Day? {
    state.withLock { state in
      let isKnown = day == snapshot.manifest.asOf || state.travellers.contains { $0.day == day }
      return isKnown || state.travellers.count < 2 ? nil : state.travellers.last?.day
    }
  }

  /// Whether the deals of a day are there already.
  func isAtHand(_ day: Day) -> Bool {
    state.withLock { state in
      day == snapshot.manifest.asOf || state.travellers.contains { $0.day == day }
    }
  }

  private func home() -> DealsAsOf {
    if let known = state.withLock({ $0.home }) { return known }
    let made = DealsAsOf(snapshot, on: snapshot.manifest.asOf)
    state.withLock { $0.home = made }
    return made
  }

  private func travel() -> DealTravel {
    if let known = state.withLock({ $0.travel }) { return known }
    let made = DealTravel(snapshot)
    state.withLock { $0.travel = made }
    return made
  }

  /// Every deal's first stays in open stages.
  package func visits() -> StageVisits {
    if let known = state.withLock({ $0.visits }) { return known }
    let made = StageVisits(snapshot)
    state.withLock { $0.visits = made }
    return made
  }

  /// The same in the order of days.
  func stays() -> StayCalendar {
    if let known = state.withLock({ $0.stays }) { return known }
    let made = StayCalendar(visits(), snapshot.deals)
    state.withLock { $0.stays = made }
    return made
  }

  /// What the day and the period of a question say of all deals.
  ///
  /// - Parameters:
  ///   - book: the deals on the question's day, with what it supposes.
  ///   - filter: of any slicers with the question's types.
  func periodBook(_ question: Question, _ book: DealsAsOf, _ filter: DealFilter) -> PeriodBook {
    let scope = DealCandidates.Scope(question)
    let isShared = question.whatIf.isEmpty
    let known = state.withLock { state in
      isShared ? state.books.first { $0.candidates.scope == scope } : nil
    }
    if let known { return known }
    guard isShared else {
      return PeriodBook(DealCandidates(scope, snapshot, book, filter))
    }
    let made =
      moved(to: scope, book, filter)
      ?? PeriodBook(DealCandidates(scope, snapshot, book, filter))
    state.withLock { state in
      state.books.removeAll { $0.candidates.scope == scope }
      state.books.insert(made, at: 0)
      if state.books.count > 4 { state.books.removeLast() }
    }
    return made
  }

  /// Whether the sums of the pipeline were asked for on the day and in the period of a question.
  func isAsked(_ question: Question) -> Bool {
    let scope = DealCandidates.Scope(question)
    let known = state.withLock { state in state.books.first { $0.candidates.scope == scope } }
    return known?.isAsked ?? false
  }

  /// The book of a scope from that of a day near by; nil when there is none that saves work.
  private func moved(
    to scope: DealCandidates.Scope, _ book: DealsAsOf, _ filter: DealFilter
  ) -> PeriodBook? {
    if snapshot.history == nil { return nil }
    let near = state.withLock { state in
      state.books.filter {
        let other = $0.candidates.scope
        return other.period == scope.period && other.types == scope.types
      }.min { distance($0) < distance($1) }
    }
    func distance(_ other: PeriodBook) -> Int { abs(other.candidates.scope.asOf - scope.asOf) }
    guard let near,
      let changed = travel().regrouped(from: near.candidates.scope, to: scope, snapshot)
    else { return nil }
    return near.moved(to: near.candidates.moved(to: scope, changed, snapshot, book, filter))
  }

  /// For each deal 1 where it passes the slicers whatever its owner, 0 where it does not.
  ///
  /// It says the same on every day, so that a step to another day finds it made.
  func passing(_ filter: DealFilter, _ slicers: Slicers) -> [UInt8] {
    var key = slicers
    (key[.owner], key[.team]) = (nil, nil)
    let known = state.withLock { state in
      state.passing.first { $0.slicers == key }?.deals
    }
    if let known { return known }
    let made = filter.passing(snapshot.deals, markets: filter.readsMarkets ? markets() : [])
    state.withLock { state in
      state.passing.insert((key, made), at: 0)
      if state.passing.count > 4 { state.passing.removeLast() }
    }
    return made
  }

  /// The group of each deal's account.
  private func markets() -> [Int32] {
    if let known = state.withLock({ $0.markets }) { return known }
    let made = snapshot.cells.markets(of: snapshot.deals)
    state.withLock { $0.markets = made }
    return made
  }

  /// Leads created from one day to another, by group.
  func leads(_ view: LeadView, _ question: Question, from first: Day, to last: Day) -> LeadCube {
    let scope = LeadCube.Scope(
      asOf: question.asOf, day: view.readingDay, first: first.number, last: last.number)
    // What is supposed of a deal changes how far its lead came.
    guard question.whatIf.isEmpty else { return view.cube(from: first.number, to: last.number) }
    if let known = state.withLock({ state in state.leads.first { $0.scope == scope } }) {
      return known
    }
    let made = view.cube(from: first.number, to: last.number)
    state.withLock { state in
      state.leads.insert(made, at: 0)
      if state.leads.count > 4 { state.leads.removeLast() }
    }
    return made
  }

  /// Invoices as known on a day, by group of accounts.
  func invoices(_ table: InvoiceTable, on day: Day) -> InvoiceCube {
    if let known = state.withLock({ state in state.invoices.first { $0.day == day } }) {
      return known
    }
    let made = InvoiceCube(table, on: day, snapshot.cells)
    state.withLock { state in
      state.invoices.insert(made, at: 0)
      if state.invoices.count > 3 { state.invoices.removeLast() }
    }
    return made
  }

  /// Every won deal of a question's day, without any slicer.
  func winners(_ context: AnswerContext) -> WonDeals {
    let day = context.question.asOf
    guard context.question.whatIf.isEmpty else { return WonDeals(context) }
    if let known = state.withLock({ state in state.winners.first { $0.day == day } }) {
      return known
    }
    let made = WonDeals(context)
    state.withLock { state in
      state.winners.insert(made, at: 0)
      if state.winners.count > 2 { state.winners.removeLast() }
    }
    return made
  }

  /// Which deals were touched lately, as of a day.
  func freshness(on day: Day) -> Freshness {
    if let known = state.withLock({ state in state.freshness.first { $0.day == day } }) {
      return known
    }
    let made = Freshness(snapshot, on: day)
    state.withLock { state in
      state.freshness.removeAll { $0.day == day }
      state.freshness.insert(made, at: 0)
      if state.freshness.count > 3 { state.freshness.removeLast() }
    }
    return made
  }

  /// What every deal did between two days over a window, before any slicer.
  ///
  /// - Parameter book: the book of the last day, when the caller has it.
  func ledger(
    _ span: MovementSpan, _ history: HistoryTable, endingAt book: DealsAsOf?
  ) -> MovementLedger {
    if let known = state.withLock({ state in state.ledgers.first { $0.span == span } }) {
      return known
    }
    let end = book ?? self.book(on: span.to)
    let made =
      moved(to: span, history, end: end) ?? MovementLedger(snapshot, history, span, end: end)
    state.withLock { state in
      state.ledgers.removeAll { $0.span == span }
      state.ledgers.insert(made, at: 0)
      if state.ledgers.count > 4 { state.ledgers.removeLast() }
    }
    return made
  }

  /// What every deal did up to a day, from what it did up to a day near by; nil when there is none
  /// that saves work.
  private func moved(
    to span: MovementSpan, _ history: HistoryTable, end book: DealsAsOf
  ) -> MovementLedger? {
    func distance(_ other: MovementLedger) -> Int { abs(other.span.to - span.to) }
    let near = state.withLock { state in
      state.ledgers.filter { $0.span.from == span.from && $0.span.window == span.window }
        .min { distance($0) < distance($1) }
    }
    guard let near,
      let changed = travel().moving(
        after: min(near.span.to, span.to), through: max(near.span.to, span.to), snapshot)
    else { return nil }
    return near.moved(to: span, changed, snapshot, history, end: book)
  }
}
