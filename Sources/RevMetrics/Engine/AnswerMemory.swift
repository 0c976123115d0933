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
    /// The latest first.
    var books: [DealsAsOf] = []
    var visits: StageVisits?
    var freshness: [Freshness] = []
    var ledgers: [MovementLedger] = []
  }

  package let snapshot: Snapshot
  private let state = Mutex(State())

  package init(_ snapshot: Snapshot) { self.snapshot = snapshot }

  /// The deals at the end of a day.
  package func book(on day: Day) -> DealsAsOf {
    if let known = state.withLock({ state in state.books.first { $0.day == day } }) {
      return known
    }
    let made = DealsAsOf(snapshot, on: day)
    state.withLock { state in
      state.books.removeAll { $0.day == day }
      state.books.insert(made, at: 0)
      if state.books.count > 3 { state.books.removeLast() }
    }
    return made
  }

  /// Every deal's first stays in open stages.
  package func visits() -> StageVisits {
    if let known = state.withLock({ $0.visits }) { return known }
    let made = StageVisits(snapshot)
    state.withLock { $0.visits = made }
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
    let made = MovementLedger(snapshot, history, span, end: book ?? self.book(on: span.to))
    state.withLock { state in
      state.ledgers.removeAll { $0.span == span }
      state.ledgers.insert(made, at: 0)
      if state.ledgers.count > 4 { state.ledgers.removeLast() }
    }
    return made
  }
}
