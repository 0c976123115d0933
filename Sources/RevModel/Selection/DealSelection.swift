package import RevBase
import Synchronization

/// The deals that a question is about, as lists of rows in the order of deals.csv.
///
/// Names are those of the metric book: O, O(P), W(P), L(P), W(T), L(T), C(P). A list is made at its
/// first use: sums over a set are mostly formed from the candidates, without one.
package struct DealSelection: Sendable {
  package typealias Member = DealCandidates.Member

  /// What could be selected.
  package let candidates: DealCandidates
  /// By row of deals.csv: 1 for what the slicers let through, 0 for the rest.
  package let passes: [UInt8]
  /// The same, whoever owns the deal.
  package let passesWhoever: [UInt8]
  package let filter: DealFilter
  package let masks: SlicerMasks
  private let lists = SelectionLists()

  /// - Parameters:
  ///   - book: the deals on the candidates' day.
  ///   - passing: what `filter.passing` says of the snapshot's deals, when it is known.
  /// - Precondition: the filter has the types of the candidates' scope, and these are of the book.
  package init(
    _ candidates: DealCandidates, _ filter: DealFilter, _ masks: SlicerMasks,
    _ snapshot: Snapshot, _ book: DealsAsOf, passing: [UInt8]? = nil
  ) {
    self.candidates = candidates
    (self.filter, self.masks) = (filter, masks)
    let whoever =
      passing ?? filter.passing(snapshot.deals, markets: snapshot.cells.markets(of: snapshot.deals))
    var own = whoever
    filter.keepOwners(&own, book.state.owner)
    (passesWhoever, passes) = (whoever, own)
  }

  /// O: open, qualified, not omitted; any close date.
  package var open: [Int32] { rows(.open) }
  /// O(P): those with a close date in the period.
  package var openInPeriod: [Int32] { rows(.openInPeriod) }
  /// W(P).
  package var won: [Int32] { rows(.won) }
  /// L(P).
  package var lost: [Int32] { rows(.lost) }
  /// W(T).
  package var wonTrailing: [Int32] { rows(.wonTrailing) }
  /// L(T).
  package var lostTrailing: [Int32] { rows(.lostTrailing) }
  /// C(P): created in the period and by the as-of day.
  package var created: [Int32] { rows(.created) }
  /// C(T).
  package var createdTrailing: [Int32] { rows(.createdTrailing) }
  /// Created in the 26 weeks that end with the as-of day's week.
  package var createdInWeeks: [Int32] { rows(.createdInWeeks) }
  /// Open deals kept out of O by their category.
  package var omitted: [Int32] { rows(.omitted) }
  /// The first Monday of the 26 weeks.
  package var firstWeek: Day { candidates.scope.firstWeek }

  /// The rows of one set.
  package func rows(_ member: Member) -> [Int32] {
    lists.rows(member) { candidates.narrowed(member, passes) }
  }

  /// How many deals one set has, without making a list of them.
  package func count(_ member: Member) -> Int {
    if filter.onlyType { return candidates.rows(member).count }
    return lists.count(member) { candidates.count(member, passes) }
  }
}

/// The lists of one selection that somebody asked for, and their numbers of rows.
///
/// A class because all copies of a selection share what one of them made.
private final class SelectionLists: Sendable {
  private let made = Mutex<[DealCandidates.Member: [Int32]]>([:])
  private let counts = Mutex<[DealCandidates.Member: Int]>([:])

  func count(_ member: DealCandidates.Member, _ make: () -> Int) -> Int {
    counts.withLock { counts in
      if let known = counts[member] { return known }
      let count = make()
      counts[member] = count
      return count
    }
  }

  func rows(_ member: DealCandidates.Member, _ make: () -> [Int32]) -> [Int32] {
    made.withLock { made in
      if let known = made[member] { return known }
      let rows = make()
      made[member] = rows
      return rows
    }
  }
}
