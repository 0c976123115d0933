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

/// onboarding.csv as it was known at A.
struct Onboarding {
  private let table: OnboardingTable
  private let context: AnswerContext
  /// Rows that start after this day did not exist yet.
  private let horizon: Int32

  init?(_ context: AnswerContext) {
    guard let table = context.snapshot.onboarding else { return nil }
    self.table = table
    self.context = context
    let day = context.question.asOf
    horizon = day < context.snapshot.manifest.asOf ? day.number : Int32.max
  }

  /// Rows with first value in P and by A, and the days that it took.
  var finished: (rows: [Int32], days: [Int32]) {
    let (question, deals) = (context.question, context.snapshot.deals)
    let (first, last) = (question.period.start.number, question.end.number)
    let mask = context.selection.masks.customer ?? []
    var (rows, days): ([Int32], [Int32]) = ([], [])
    for row in 0..<table.count where table.firstValue[row] >= first {
      let value = table.firstValue[row]
      guard value <= last, table.kickoff[row] <= horizon else { continue }
      if !mask.isEmpty, mask[Int(table.account[row]) + 1] == 0 { continue }
      var start = table.kickoff[row]
      if let deal = deals.row(ofCode: table.deal[row]),
        context.book.closed[deal] != Day.unknownNumber,
        context.book.standing[deal] != Standing.absent.rawValue
      {
        start = context.book.closed[deal]
      }
      guard start != Day.unknownNumber else { continue }
      rows.append(Int32(row))
      days.append(value - start)
    }
    return (rows, days)
  }

  /// Deals of type new won in T and by A − 14 whose account has no onboarding row.
  var notStarted: [Int32] {
    let deals = context.snapshot.deals
    var started = [Bool](repeating: false, count: context.snapshot.accounts.count)
    for row in 0..<table.count where table.account[row] >= 0 && table.kickoff[row] <= horizon {
      started[Int(table.account[row])] = true
    }
    let latest = context.question.asOf.number - 14
    return context.selection.wonTrailing.filter { id in
      let row = Int(id)
      guard deals.kind[row] == DealTable.Kind.new.rawValue else { return false }
      guard context.book.closed[row] <= latest else { return false }
      return deals.account[row] < 0 || !started[Int(deals.account[row])]
    }
  }
}
