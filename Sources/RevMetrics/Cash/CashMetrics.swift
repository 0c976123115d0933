import RevBase
import RevModel

/// The metrics of this folder in the order of the book.
enum CashMetrics {
  static let definitions: [MetricDefinition] = [
    .cashInvoicingLag, .cashClosedToLive, .cashUnbilled, .cashMismatch, .cashLeakage,
    .cashLeakageShare, .cashOverdue, .cashDSO,
  ]

  /// Fills the tables that belong to the group.
  static func fillTables(_ facts: Facts, into tables: inout BookTables) {}
}

extension MetricDefinition {
  private static let invoiceColumns = [
    "deals.closed_date", "invoices.issued_date", "invoices.deal_id", "invoices.account_id",
  ]

  static let cashInvoicingLag = MetricDefinition(
    .cashInvoicingLag, "Invoicing lag", .days, in: .cash, clock: .trailing,
    says: "the days from winning a deal to its first invoice, in the middle",
    formula: "median(days)",
    counted: "deals won in T with an invoice by A: one of the deal, or one of its account that "
      + "names no deal and was issued on or after the closed day",
    leftOut: "deals that are not invoiced yet", better: .lower, sources: invoiceColumns,
    rows: { facts in
      guard facts.wonObstacle(.invoices) == nil else { return nil }
      return RowSet(.deals, rows: facts.cash.invoiced)
    },
    measure: { facts in
      .unless(facts.wonObstacle(.invoices)) {
        Median.days(
          facts.cash.invoicingLags, otherwise: "no deal won in the year to E has an invoice by A")
      }
    })

  static let cashClosedToLive = MetricDefinition(
    .cashClosedToLive, "Closed-won to live billing", .days, in: .cash, clock: .trailing,
    says: "the days from winning a deal to its first subscription, in the middle",
    formula: "median(days)",
    counted: "deals won in T with a subscription that started by A",
    leftOut: "deals without a subscription", better: .lower,
    sources: ["deals.closed_date", "subscriptions.start_date", "subscriptions.deal_id"],
    rows: { facts in
      guard facts.wonObstacle(.subscriptions) == nil else { return nil }
      return RowSet(.deals, rows: facts.cash.live)
    },
    measure: { facts in
      .unless(facts.wonObstacle(.subscriptions)) {
        Median.days(
          facts.cash.liveLags, otherwise: "no deal won in the year to E has a subscription by A")
      }
    })

  static let cashUnbilled = MetricDefinition(
    .cashUnbilled, "Won, not billed", .money, in: .cash, clock: .trailing,
    says: "deals won more than a month ago that nobody has invoiced",
    formula: "sum(amount)",
    counted: "deals won in T, closed more than 30 days before A, without an invoice by A of the "
      + "deal, or of its account without a deal and since the closed day",
    leftOut: "deals won in the last 30 days", better: .lower,
    sources: ["deals.amount"] + invoiceColumns,
    rows: { facts in
      guard facts.wonObstacle(.invoices) == nil else { return nil }
      let rows = facts.cash.unbilledDeals
      let amounts = facts.context.book.state.amount
      return RowSet(.deals, rows: rows, amounts: rows.map { amounts[Int($0)] })
    },
    measure: { facts in
      .unless(facts.wonObstacle(.invoices)) { Measure(.money(facts.cash.unbilled)) }
    })

  static let cashMismatch = MetricDefinition(
    .cashMismatch, "CRM against contract", .money, in: .cash, clock: .trailing,
    says: "how far the amounts of won deals and the values of their contracts lie apart",
    formula: "sum(difference)",
    counted: "deals won in T that have contracts, whose values are added up; the difference lies "
      + "between amount x 12 / term_months and annual_value, and counts when it is more than 1.00 "
      + "and more than 0.5% of the annual value",
    leftOut: "deals without a contract; smaller differences", better: .lower,
    sources: ["deals.amount", "deals.term_months", "contracts.annual_value", "contracts.deal_id"],
    rows: { facts in
      guard facts.wonObstacle(.contracts) == nil else { return nil }
      return RowSet(.deals, rows: facts.cash.mismatched, amounts: facts.cash.differences)
    },
    measure: { facts in
      .unless(facts.wonObstacle(.contracts)) {
        Measure(.money(facts.cash.mismatch), count: facts.cash.mismatched.count)
      }
    })
}

extension Facts {
  /// Why won deals cannot be held against another table, which itself needs no slicer.
  fileprivate func wonObstacle(_ table: TableName) -> String? {
    if let reason = context.obstacle(.deals) { return reason }
    return context.snapshot.has(table) ? nil : "\(table.file) is missing"
  }
}
