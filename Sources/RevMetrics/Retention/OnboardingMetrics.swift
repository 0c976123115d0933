import RevBase
import RevModel

// From the signature to the first value.

extension MetricDefinition {
  static let onboardingTimeToValue = MetricDefinition(
    .onboardingTimeToValue, "Onboarding time to value", .days, in: .retention, clock: .period,
    says: "the days from closing a deal to the customer's first value, in the middle",
    formula: "median(days)",
    counted: "onboarding rows with first value in the period and by A; days to first_value_date "
      + "from the closed day of the row's deal, else from its kickoff_date",
    leftOut: "rows with neither a closed deal nor a kick-off", better: .lower,
    sources: [
      "onboarding.first_value_date", "onboarding.kickoff_date", "onboarding.deal_id",
      "deals.closed_date",
    ],
    rows: { facts in
      Onboarding(facts.context).map { RowSet(.onboarding, rows: $0.finished.rows) }
    },
    measure: { facts in
      .unless(facts.context.obstacle(.onboarding)) {
        guard let onboarding = Onboarding(facts.context) else {
          return .undefined("onboarding.csv is missing")
        }
        return Median.days(
          onboarding.finished.days,
          otherwise: "no customer reached first value in \(facts.context.question.period.label)")
      }
    })

  static let onboardingNotStarted = MetricDefinition(
    .onboardingNotStarted, "Won, never onboarded", .count, in: .retention, clock: .trailing,
    says: "new customers won at least two weeks ago for whom no onboarding has begun",
    formula: "count(deals)",
    counted: "deals of type new, won in T and by A - 14, whose account has no onboarding row",
    leftOut: "expansions and renewals; deals won less than 14 days before A", better: .lower,
    sources: ["deals.account_id", "deals.type", "onboarding.account_id"],
    rows: { facts in
      guard facts.context.obstacle(.deals) == nil else { return nil }
      return Onboarding(facts.context).map { RowSet(.deals, rows: $0.notStarted) }
    },
    measure: { facts in
      .unless(facts.context.obstacle(.deals)) {
        guard let onboarding = Onboarding(facts.context) else {
          return .undefined("onboarding.csv is missing")
        }
        return Measure(.count(onboarding.notStarted.count))
      }
    })
}

/// onboarding.csv as it was known at A, under the slicers.
struct Onboarding {
  private let columns: OnboardingColumns
  private let context: AnswerContext

  init?(_ context: AnswerContext) {
    guard let table = context.snapshot.onboarding else { return nil }
    columns = context.base.onboarding(table, context)
    self.context = context
  }

  /// Rows with first value in P and by A, and the days that it took.
  var finished: (rows: [Int32], days: [Int32]) {
    guard let masks = context.selection.masks.customers else {
      return (columns.rows, columns.days)
    }
    let kept = columns.rows.indices.filter { masks[Int(columns.customers[$0])] != 0 }
    return (kept.map { columns.rows[$0] }, kept.map { columns.days[$0] })
  }

  /// Deals of type new won in T and by A − 14 whose account has no onboarding row.
  var notStarted: [Int32] {
    let (passes, rows) = (context.selection.passes, context.selection.candidates.rows)
    return columns.notStarted.compactMap { place in
      passes[Int(place)] != 0 ? rows[Int(place)] : nil
    }
  }
}
