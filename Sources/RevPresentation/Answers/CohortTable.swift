import RevBase
import RevMetrics
import RevModel

/// Customers by the quarter in which they began, and what is left of their recurring revenue.
package struct CohortTable: Equatable, Sendable {
  package struct Row: Equatable, Sendable {
    /// The fiscal quarter of the first day of service.
    package var label: String
    package var customers: Int
    /// Net revenue retention after each of `months`; nil where it is not there yet.
    package var shares: [Double?]
  }

  package static let months = [0, 3, 6, 9, 12]

  package var rows: [Row]

  /// The last eight quarters with new customers; nil when subscriptions cannot be answered.
  ///
  /// Base of a cohort is the recurring revenue of its customers at the end of their first quarter.
  init?(_ context: AnswerContext) {
    guard let cohorts = context.quarterCohorts else { return nil }
    rows = cohorts.compactMap { cohort in
      guard cohort.customers > 0, let base = cohort.revenue[0], base.cents > 0 else { return nil }
      return Row(
        label: cohort.quarter.label, customers: cohort.customers,
        shares: cohort.revenue.map { revenue in
          revenue.map { Double($0.cents) / Double(base.cents) }
        })
    }
  }
}
