import RevBase
import RevModel

// Invoices that were never written, and invoices that nobody paid.

extension MetricDefinition {
  private static let leakageColumns = [
    "contracts.annual_value", "contracts.start_date", "contracts.end_date",
    "contracts.billing_start_date", "invoices.amount", "invoices.credited", "invoices.kind",
  ]

  static let cashLeakage = MetricDefinition(
    .cashLeakage, "Revenue leakage", .money, in: .cash, clock: .end,
    says: "what contracts in service should have been invoiced by now and were not",
    formula: "sum(missing)",
    counted: "contracts in service on some day of T; missing is what was expected and not "
      + "invoiced; expected is annual_value by day of service "
      + "from the start of billing to E - 31; invoiced are recurring invoices less credits since "
      + "31 days before the first of those days, shared by start_date where several contracts "
      + "could claim them",
    leftOut: "one-off invoices; invoices of deals that no contract names; the last 31 days",
    better: .lower, sources: leakageColumns,
    rows: { facts in CashFacts.leaks(facts.context) },
    measure: { facts in
      .unless(facts.context.obstacle(.contracts, .invoices)) {
        Measure(.money(CashFacts.leakage(facts.context)))
      }
    })

  static let cashLeakageShare = MetricDefinition(
    .cashLeakageShare, "Leakage of ARR", .share, in: .cash, clock: .end,
    says: "revenue leakage for each unit of ARR", formula: "leakage / arr",
    counted: "revenue leakage; ARR at E", leftOut: "what leakage leaves out", better: .lower,
    threshold: .atMost("leakage_share"), sources: leakageColumns + ["subscriptions.mrr"],
    terms: { facts in
      let known = facts.context.obstacle(.contracts, .invoices, .subscriptions) == nil
      return [
        Term("leakage", known ? .money(CashFacts.leakage(facts.context)) : nil),
        Term("arr", known ? .money(facts.retention.arr) : nil),
      ]
    },
    measure: { facts in
      .unless(facts.context.obstacle(.contracts, .invoices, .subscriptions)) {
        .ratio(
          CashFacts.leakage(facts.context), over: facts.retention.arr,
          otherwise: "there is no recurring revenue on \(facts.context.question.end)")
      }
    })

  static let cashOverdue = MetricDefinition(
    .cashOverdue, "Overdue invoices", .money, in: .cash, clock: .asOf,
    says: "what customers should have paid by now and have not",
    formula: "sum(owed)",
    counted: "invoices issued by A with a due date before A that are not paid by A; "
      + "owed is the amount less what was credited",
    leftOut: "invoices without a due date", better: .lower,
    sources: [
      "invoices.amount", "invoices.credited", "invoices.due_date", "invoices.paid_date",
    ],
    rows: { facts in InvoiceSums.overdueRows(facts.context) },
    measure: { facts in
      .unless(facts.context.obstacle(.invoices)) {
        Measure(.money(facts.cash.invoices.overdue.amount))
      }
    })

  static let cashDSO = MetricDefinition(
    .cashDSO, "Days sales outstanding", .days, in: .cash, clock: .asOf,
    says: "how many days of invoicing customers still owe",
    formula: "unpaid / invoiced * 90",
    counted: "invoices issued by A and not paid by A, over those issued in the 90 days to A, both "
      + "less credits",
    leftOut: "invoices issued after A", better: .lower,
    sources: [
      "invoices.amount", "invoices.credited", "invoices.issued_date", "invoices.paid_date",
    ],
    terms: { facts in
      let known = facts.context.obstacle(.invoices) == nil
      return [
        Term("unpaid", known ? .money(facts.cash.invoices.unpaid) : nil),
        Term("invoiced", known ? .money(facts.cash.invoices.recent) : nil),
      ]
    },
    measure: { facts in
      .unless(facts.context.obstacle(.invoices)) {
        let sums = facts.cash.invoices
        guard sums.recent.cents != 0 else {
          return .undefined("nothing was invoiced in the 90 days to \(facts.context.question.asOf)")
        }
        let top = Int128(sums.unpaid.cents) * 90
        return Measure(.real(Double(top) / Double(sums.recent.cents)))
      }
    })
}
