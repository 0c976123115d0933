package import RevBase
import RevModel

/// How ARR got from where it was a year before E to where it is at E.
///
/// start + new + expansion − contraction − churn = end, exactly; new includes customers who came
/// back.
package struct ARRBridge: Sendable, Equatable {
  package let from: Day
  package let to: Day
  package let start: Money
  package let new: Money
  package let expansion: Money
  package let contraction: Money
  package let churn: Money
  package let end: Money

  /// nil when recurring revenue cannot be known.
  package init?(_ facts: Facts) {
    let retention = facts.retention
    guard retention.obstacle == nil else { return nil }
    let cohort = retention.cohort
    func yearly(_ monthly: Money) -> Money { Money(cents: monthly.cents * 12) }
    from = Day(retention.days.prior)
    to = Day(retention.days.end)
    start = yearly(cohort.before)
    new = yearly(retention.mrr - cohort.kept)
    expansion = yearly(cohort.kept - cohort.floor)
    contraction = yearly(cohort.before - cohort.floor - cohort.gone)
    churn = yearly(cohort.gone)
    end = yearly(retention.mrr)
  }
}
