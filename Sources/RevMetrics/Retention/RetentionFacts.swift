package import RevBase
import RevModel

/// Recurring revenue of the accounts under the slicers, on the days that the numbers ask about.
///
/// Added up from the groups of accounts of a `RetentionCube`.
package struct RetentionFacts: Sendable {
  /// Why nothing of it can be known; nil when it can.
  package let obstacle: String?
  /// MRR at E, and the accounts that have any.
  package private(set) var mrr = Money.zero
  package private(set) var customers = 0
  /// The cohort K: accounts with MRR at E − 365.
  package private(set) var cohort = RetainedCohort()
  /// MRR at E of accounts that will have none at E + 90, as far as is known.
  package private(set) var scheduledChurn = Tally()
  /// From p0 − 1 to E.
  package private(set) var movement: MRRMovement
  let days: RevenueDays

  /// Twelve times the MRR at E.
  package var arr: Money { Money(cents: mrr.cents * 12) }

  init(_ context: AnswerContext) {
    obstacle = context.obstacle(.subscriptions)
    let question = context.question
    days = RevenueDays(question)
    movement = MRRMovement(from: question.period.start - 1, to: question.end)
    guard obstacle == nil, let view = SubscriptionView(context) else { return }
    add(view, context)
  }

  private mutating func add(_ view: SubscriptionView, _ context: AnswerContext) {
    let cube = context.indexes.retention(view, days)
    var sums = RetentionSums()
    for (cell, part) in cube.sums.enumerated() where view.passes(cell: cell) { sums += part }
    publish(sums)
  }

  private mutating func publish(_ sums: RetentionSums) {
    mrr = Money(cents: sums.mrr)
    customers = sums.customers
    cohort = RetainedCohort(
      size: sums.cohort, before: Money(cents: sums.before), kept: Money(cents: sums.kept),
      floor: Money(cents: sums.floor), lost: sums.lost, gone: Money(cents: sums.missing))
    scheduledChurn = Tally(amount: Money(cents: sums.leaving), count: sums.leavers)
    movement.start = Tally(amount: Money(cents: sums.start), count: sums.starters)
    movement.new = Tally(amount: Money(cents: sums.new), count: sums.news)
    movement.reactivation = Tally(amount: Money(cents: sums.back), count: sums.backs)
    movement.expansion = Tally(amount: Money(cents: sums.more), count: sums.mores)
    movement.contraction = Tally(amount: Money(cents: sums.less), count: sums.lesses)
    movement.churn = Tally(amount: Money(cents: sums.gone), count: sums.goners)
    movement.end = Tally(amount: Money(cents: sums.mrr), count: sums.customers)
  }
}

/// The days on which MRR by account is read.
struct RevenueDays: Sendable, Equatable {
  /// E.
  let end: Int32
  /// E − 365.
  let prior: Int32
  /// p0 − 1.
  let start: Int32
  /// E + 90.
  let ahead: Int32

  init(_ question: Question) {
    end = question.end.number
    prior = end - 365
    start = question.period.start.number - 1
    ahead = end + 90
  }

  /// Each day with that of another question.
  func pairs(with other: RevenueDays) -> [(Int32, Int32)] {
    [(end, other.end), (prior, other.prior), (start, other.start), (ahead, other.ahead)]
  }

  /// How far apart the days of two questions lie.
  func distance(to other: RevenueDays) -> Int32 { abs(end - other.end) + abs(start - other.start) }
}

/// What became of the accounts that had MRR at one day by a later one.
package struct RetainedCohort: Sendable, Equatable {
  /// Accounts with MRR on the first day.
  package var size = 0
  /// Their MRR on the first day.
  package var before = Money.zero
  /// Their MRR on the later day.
  package var kept = Money.zero
  /// The smaller of the two, account by account.
  package var floor = Money.zero
  /// Those without MRR on the later day.
  package var lost = 0
  /// What those had on the first day.
  package var gone = Money.zero
}
