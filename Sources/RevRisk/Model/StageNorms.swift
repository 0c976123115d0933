import RevBase
import RevModel

/// What is normal for won deals on the day on which they left a stage: by stage and segment, as
/// known on one day.
package struct StageNorms: Sendable {
  /// Won deals of one stage and segment.
  package struct Norm: Sendable, Equatable {
    /// Stays that it is made of.
    package var count: Int
    /// Medians: days in the stage, times pushed, days since the last activity.
    package var daysInStage: Double
    package var pushes: Double
    package var idle: Double
    /// Whether too few stays of the segment were seen, so that all segments stand in.
    package var isOfAllSegments: Bool
  }

  private let segments: Int
  private let norms: [Norm?]

  init(
    _ snapshot: Snapshot, _ book: DealsAsOf, _ visits: StageVisits, _ known: KnownEvents,
    _ includes: (Int) -> Bool
  ) {
    segments = snapshot.accounts.segment.vocabulary.count
    let slots = segments + 2
    var stays = [[(days: Int32, pushes: Int32, idle: Int32)]](
      repeating: [], count: snapshot.stages.rows.count * slots)
    for row in 0..<book.count
    where book.standing[row] == Standing.won.rawValue && includes(row) {
      let segment = snapshot.segment(ofDeal: row)
      var pushes: [Int32]?
      for place in Int(visits.starts[row])..<Int(visits.starts[row + 1]) {
        let visit = visits.visits[place]
        guard visit.left <= book.day.number, visit.left > visit.entered else { continue }
        let moved = pushes ?? DealEvents.pushDays(row, snapshot, book, known)
        pushes = moved
        let touched =
          snapshot.lastActivity(ofDeal: row, by: Day(visit.left - 1))?.number
          ?? snapshot.deals.created[row]
        let stay = (
          visit.left - visit.entered, Int32(moved.count { $0 < visit.left }),
          max(0, visit.left - max(touched, snapshot.deals.created[row]))
        )
        stays[Int(visit.stage) * slots + segment + 1].append(stay)
        stays[Int(visit.stage) * slots + slots - 1].append(stay)
      }
    }
    norms = stays.enumerated().map { slot, stays in
      guard stays.count >= RiskRuleBook.fewest else { return nil }
      return Norm(
        count: stays.count, daysInStage: Self.median(stays.map(\.days)),
        pushes: Self.median(stays.map(\.pushes)), idle: Self.median(stays.map(\.idle)),
        isOfAllSegments: slot % slots == slots - 1)
    }
  }

  /// What is normal in a stage for a segment; over all segments where too few were seen, and nil
  /// where even those are fewer than five.
  package func norm(stage: Int, segment: Int) -> Norm? {
    let base = stage * (segments + 2)
    guard stage >= 0, base + segments + 1 < norms.count else { return nil }
    return norms[base + segment + 1] ?? norms[base + segments + 1]
  }

  static func median(_ values: [Int32]) -> Double {
    guard let low = values.min(), let high = values.max() else { return 0 }
    let (a, b) = ((values.count - 1) / 2, values.count / 2)
    guard Int(high) - Int(low) < 4 * values.count + 1_000 else {
      let sorted = values.sorted()
      return (Double(sorted[a]) + Double(sorted[b])) / 2
    }
    // Few different values among many: counting them is quicker than putting them in order.
    var counts = [Int32](repeating: 0, count: Int(high) - Int(low) + 1)
    for value in values { counts[Int(value) - Int(low)] += 1 }
    var (seen, index) = (0, -1)
    func value(at place: Int) -> Double {
      while seen <= place {
        index += 1
        seen += Int(counts[index])
      }
      return Double(Int(low) + index)
    }
    let first = value(at: a)
    return (first + value(at: b)) / 2
  }
}
