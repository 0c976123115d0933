import RevBase
import RevModel

/// Five signals that a company's numbers cannot be relied on.
enum ReadinessMetrics {
  static let definitions: [MetricDefinition] = [
    .readinessConflictingAnswers, .readinessForecastVariance, .readinessHandoffDispute,
    .readinessToolSprawl, .readinessMissedRenewals,
  ]
}

extension MetricDefinition {
  /// Until the forecast has run; `Readout.completeReadiness` puts the answer in its place.
  private static let noForecast = Measure.undefined("the forecast has not been computed")

  static let readinessConflictingAnswers = MetricDefinition(
    .readinessConflictingAnswers, "Conflicting answers", .flag, in: .readiness, clock: .asOf,
    says: "whether commit, the submitted call and the model's forecast contradict each other",
    formula: "(max(commit, call, p50) - min(commit, call, p50)) / median(answers)",
    counted: "forecast.commit, forecast.call and forecast.p50: on when the largest less the "
      + "smallest is more than a tenth of the one in the middle",
    leftOut: "nothing; without one of the three it is undefined", better: .lower,
    sources: ["deals.forecast_category", "calls.amount", "deal_history.csv"],
    measure: { _ in noForecast })

  static let readinessForecastVariance = MetricDefinition(
    .readinessForecastVariance, "Forecast variance", .flag, in: .readiness, clock: .asOf,
    says: "whether past forecasts missed by more than 15%",
    formula: "1 - accuracy", counted: "forecast.accuracy: on when more than 0.15 is missing to 1",
    leftOut: "nothing",
    better: .lower, sources: ["deal_history.csv"], measure: { _ in noForecast })

  static let readinessHandoffDispute = MetricDefinition(
    .readinessHandoffDispute, "Hand-off dispute", .flag, in: .readiness, clock: .period,
    says: "whether marketing delivers as many qualified leads as before while sales accepts far "
      + "fewer of them",
    formula: "min(1, max(0, mql - mql_before + 1)) "
      + "* min(1, max(0, 8 * sql_before * mql - 10 * sql * mql_before))",
    counted: "on when there are at least as many MQLs as before and the share of them that became "
      + "SQLs is less than 0.8 of what it was: leads created from the period's start to E, and "
      + "those of as many days from the start of the period before, measured on the day that "
      + "lies as far behind them as A behind E",
    leftOut: "undefined when either side has no MQL", better: .lower,
    sources: ["leads.created_at", "leads.mql_date", "leads.sql_date", "leads.deal_id"],
    terms: { facts in
      guard let handoff = Handoff(facts) else { return [] }
      return [
        Term("mql", .count(handoff.now.mql)), Term("sql", .count(handoff.now.sql)),
        Term("mql_before", .count(handoff.before.mql)),
        Term("sql_before", .count(handoff.before.sql)),
      ]
    },
    measure: { facts in
      .unless(facts.funnel.obstacle) {
        guard facts.context.question.hasBegun else { return .undefined(Reason.notBegun) }
        guard let handoff = Handoff(facts) else { return .undefined("leads.csv is missing") }
        return handoff.measure
      }
    })

  static let readinessToolSprawl = MetricDefinition(
    .readinessToolSprawl, "Tool sprawl", .flag, in: .readiness, clock: .asOf,
    says: "whether the stack has ten tools or more", formula: "min(1, max(0, tools - 9))",
    counted: "the manifest's tools: on from ten upwards", leftOut: "nothing", better: .lower,
    sources: ["revtop.yaml tools"],
    terms: { facts in
      [Term("tools", facts.context.snapshot.manifest.tools.map { .count($0) })]
    },
    measure: { facts in
      guard let tools = facts.context.snapshot.manifest.tools else {
        return .undefined("revtop.yaml has no tools")
      }
      return Measure(.flag(tools >= 10))
    })

  static let readinessMissedRenewals = MetricDefinition(
    .readinessMissedRenewals, "Missed renewals", .flag, in: .readiness, clock: .asOf,
    says: "whether a contract that ended lately, or is about to, has nobody renewing it",
    formula: "min(1, count(contracts))",
    counted: "on when there is one: contracts with end_date from A - 90 to A + 30 whose renewal "
      + "deal is missing, lost or in no known stage",
    leftOut: "contracts with an open or won renewal; the type slicer is not applied",
    better: .lower, sources: ["contracts.end_date", "contracts.renewal_deal_id", "deals.stage"],
    rows: { facts in
      guard facts.renewals.obstacle == nil else { return nil }
      return RenewalBook(facts.context).map { $0.missed(facts.context.question.asOf) }
    },
    measure: { facts in
      .unless(facts.renewals.obstacle) {
        guard let book = RenewalBook(facts.context) else {
          return .undefined("contracts.csv is missing")
        }
        let rows = book.around(facts.context.question.asOf)
        return Measure(.flag(rows.contains { book.state(of: Int($0)).isUncovered }))
      }
    })
}

extension RenewalBook {
  /// Contracts that ended in the 90 days to a day, or end in the 30 after it.
  fileprivate func around(_ day: Day) -> [Int32] {
    rows(endingFrom: day.number - 90, to: day.number + 30)
  }

  /// Those of them that nobody renews.
  fileprivate func missed(_ day: Day) -> RowSet {
    let rows = around(day).filter { state(of: Int($0)).isUncovered }
    return RowSet(
      .contracts, rows: rows, amounts: rows.map { table.annualValue[Int($0)] })
  }
}

/// Leads handed from marketing to sales, now and in the period before.
private struct Handoff {
  let now: LeadSteps
  let before: LeadSteps

  init?(_ facts: Facts) {
    let context = facts.context
    let question = context.question
    let period = question.period
    guard question.hasBegun else { return nil }
    let earlier = Self.before(period, context.snapshot.manifest.fiscalCalendar)
    // As many days, even where the period before is a day or two shorter.
    let last = earlier.start + (question.end - period.start)
    let day = last + (question.asOf - question.end)
    guard let leads = LeadView(context, on: day) else { return nil }
    now = facts.funnel.steps
    before = leads.steps(createdFrom: earlier.start, to: last)
  }

  /// The fiscal quarter or year before; before any other range the days that it has.
  private static func before(_ period: Period, _ calendar: FiscalCalendar) -> Period {
    let (year, quarter) = calendar.quarterIndex(of: period.start)
    if period == calendar.quarter(quarter, ofYear: year) || period == calendar.year(year) {
      return calendar.shift(period, by: -1)
    }
    return Period(start: period.start - period.days, end: period.start - 1)
  }

  /// As many MQLs as before, and sales accepts less than four fifths of its former share.
  var measure: Measure {
    guard now.mql > 0 else { return .undefined("no lead of the period is an MQL") }
    guard before.mql > 0 else {
      return .undefined("no lead of the same days of the period before is an MQL")
    }
    let isLess = 10 * now.sql * before.mql < 8 * before.sql * now.mql
    return Measure(.flag(now.mql >= before.mql && isLess))
  }
}
