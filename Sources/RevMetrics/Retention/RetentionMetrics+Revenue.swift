import RevBase
import RevModel

// Recurring revenue and the customers that pay it.

extension MetricDefinition {
  private static let columns = [
    "subscriptions.mrr", "subscriptions.start_date", "subscriptions.end_date",
    "subscriptions.cancel_requested_date",
  ]
  private static let notInService =
    "subscriptions that have not started or are over on that day; accounts whose rows add up to "
    + "nothing or less"

  static let retentionMRR = MetricDefinition(
    .retentionMRR, "MRR", .money, in: .retention, clock: .end,
    says: "the recurring revenue of one month, from every subscription in service at E",
    formula: "sum(mrr)",
    counted: "each account's subscriptions in service at E, added up, never below 0",
    leftOut: notInService, better: .higher, sources: columns,
    rows: { RetentionRows.rows(.customers, $0) },
    measure: { facts in
      .unless(facts.retention.obstacle) { Measure(.money(facts.retention.mrr)) }
    })

  static let retentionARR = MetricDefinition(
    .retentionARR, "ARR", .money, in: .retention, clock: .end,
    says: "the recurring revenue of a year, if everything stayed as it is at E",
    formula: "12 * mrr",
    counted: "twelve times the MRR at E", leftOut: notInService, better: .higher,
    sources: columns,
    terms: { [Term("mrr", $0.retention.knownMRR)] },
    rows: { facts in
      guard let set = RetentionRows.rows(.customers, facts) else { return nil }
      return RowSet(set.table, rows: set.rows, amounts: set.amounts?.map { $0 * 12 })
    },
    measure: { facts in
      .unless(facts.retention.obstacle) { Measure(.money(facts.retention.arr)) }
    })

  static let retentionCustomers = MetricDefinition(
    .retentionCustomers, "Customers", .count, in: .retention, clock: .end,
    says: "the accounts that pay recurring revenue at E",
    formula: "count(accounts)",
    counted: "accounts with MRR above 0 at E, also those that accounts.csv lacks",
    leftOut: notInService, better: .higher, sources: columns,
    rows: { RetentionRows.customers($0) },
    measure: { facts in
      .unless(facts.retention.obstacle) { Measure(.count(facts.retention.customers)) }
    })

  static let retentionARPC = MetricDefinition(
    .retentionARPC, "Revenue per customer", .moneyPerMonth, in: .retention, clock: .end,
    says: "what a customer pays in a month, on average",
    formula: "mrr / customers",
    counted: "the MRR at E and the customers that pay it", leftOut: notInService,
    better: .higher, sources: columns,
    terms: { facts in
      [
        Term("mrr", facts.retention.knownMRR),
        Term("customers", facts.retention.knownCustomers),
      ]
    },
    rows: { RetentionRows.rows(.customers, $0) },
    measure: { facts in
      .unless(facts.retention.obstacle) {
        guard facts.retention.customers > 0 else {
          return .undefined("no account has recurring revenue on \(facts.context.question.end)")
        }
        return Measure(
          .fraction(
            cents: Int128(facts.retention.mrr.cents), over: Int128(facts.retention.customers)))
      }
    })

  static let retentionScheduledChurn = MetricDefinition(
    .retentionScheduledChurn, "Known coming churn", .moneyPerMonth, in: .retention, clock: .end,
    says: "the MRR of customers who are known to be gone ninety days after E",
    formula: "sum(mrr)",
    counted: "the MRR at E of accounts that have some at E and none at E + 90",
    leftOut: "ends that were not requested by the as-of day, when that lies in the past; accounts "
      + "that only shrink",
    better: .lower, sources: columns,
    rows: { RetentionRows.rows(.leaving, $0) },
    measure: { facts in
      .unless(facts.retention.obstacle) {
        Measure(.money(facts.retention.scheduledChurn.amount))
      }
    })
}

extension RetentionFacts {
  var knownMRR: Quantity? { obstacle == nil ? .money(mrr) : nil }
  var knownCustomers: Quantity? { obstacle == nil ? .count(customers) : nil }
}
