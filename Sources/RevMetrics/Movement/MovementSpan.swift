package import RevBase
import RevModel

/// From the end of one day to the end of a later one, over a window of close dates.
package struct MovementSpan: Sendable, Hashable {
  /// t0.
  package let from: Day
  /// t1.
  package let to: Day
  /// P.
  package let window: Period

  /// - Precondition: `from` is before `to`.
  package init(from: Day, to: Day, window: Period) {
    precondition(from < to, "a movement goes forward")
    self.from = from
    self.to = to
    self.window = window
  }

  /// That of a question's period: from the day before it to E.
  ///
  /// - Precondition: the period has begun.
  init(ofPeriod question: Question) {
    self.init(
      from: question.period.start - 1, to: question.end, window: question.period)
  }
}

/// What one deal did between the two days of a movement.
package struct MovementLine: Sendable, Equatable {
  /// Row of deals.csv.
  package let deal: Int32
  /// How it came in; nil when it was in at the start.
  package let entry: Movement.Bucket?
  /// How it went out; nil when it is in at the end.
  package let exit: Movement.Bucket?
  /// V(t0), or the entry value; hundredths.
  package let before: Int64
  /// V(t1), or the exit value; hundredths.
  package let after: Int64

  /// Whether the deal is listed under a bucket.
  package func isIn(_ bucket: Movement.Bucket) -> Bool {
    switch bucket {
    case .increased: after > before
    case .decreased: after < before
    default: entry == bucket || exit == bucket
    }
  }

  /// What the deal adds to a bucket that lists it.
  package func amount(in bucket: Movement.Bucket) -> Money {
    switch bucket {
    case .increased: Money(cents: after - before)
    case .decreased: Money(cents: before - after)
    default: Money(cents: entry == bucket ? before : after)
    }
  }
}
