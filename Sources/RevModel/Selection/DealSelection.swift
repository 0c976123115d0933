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
  /// By place in the candidates: 1 for what the slicers select, 0 for the rest.
  package let passes: [UInt8]
  package let filter: DealFilter
  package let masks: SlicerMasks
  private let lists = SelectionLists()

  /// - Precondition: the filter has the types of the candidates' scope.
  package init(_ candidates: DealCandidates, _ filter: DealFilter, _ masks: SlicerMasks) {
    (self.candidates, self.filter, self.masks) = (candidates, filter, masks)
    passes = candidates.passing(filter)
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
  package func count(_ member: Member) -> Int { candidates.count(member, passes) }
}

/// The lists of one selection that somebody asked for.
///
/// A class because all copies of a selection share what one of them made.
private final class SelectionLists: Sendable {
  private let made = Mutex<[DealCandidates.Member: [Int32]]>([:])

  func rows(_ member: DealCandidates.Member, _ make: () -> [Int32]) -> [Int32] {
    made.withLock { made in
      if let known = made[member] { return known }
      let rows = make()
      made[member] = rows
      return rows
    }
  }
}
