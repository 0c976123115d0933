import RevBase

/// Reads Stripe's subscriptions and invoices.
struct StripeReader {
  let books: ImportBooks

  func subscriptions(_ rows: RowCursor) throws(ImportError) {
    var seen: Set<String> = []
    while try rows.next() {
      guard let id = rows.needed("subscription_id"), let customer = rows.needed("customer"),
        rows.needed("amount") != nil, rows.needed("start_date") != nil
      else { continue }
      guard let amount = rows.money("amount"), let begun = rows.day("start_date") else {
        rows.setAside(.unreadable)
        continue
      }
      guard seen.insert(id).inserted else {
        rows.setAside(.sameID, column: "subscription_id")
        continue
      }
      let status = rows.value("status")?.lowercased() ?? ""
      let canceled = rows.day("canceled_at")
      // A trial is not paid for.
      let start = max(begun, rows.day("trial_end") ?? begun)
      var end = rows.day("ended_at")
      if end == nil, let canceled {
        end = status == "canceled" ? canceled : rows.day("period_end")
      }
      guard !status.hasPrefix("incomplete"), end.map({ $0 > start }) ?? true else {
        rows.setAside(.notFinal, column: "status")
        continue
      }
      guard let months = Self.months(rows.value("interval"), rows.value("interval_count")) else {
        rows.setAside(.unreadable, column: "interval")
        continue
      }
      books.finance.note(
        customer, name: rows.value("customer_name"), email: rows.value("customer_email"),
        account: rows.value("crm_account"))
      var period: (Day, Day)?
      if let first = rows.day("period_start"), let last = rows.day("period_end"), last > first {
        period = (first, last)
      }
      books.finance.subscriptions.append(
        FinanceBook.Subscription(
          id: id, customer: customer, start: start, end: end, amount: amount,
          quantity: rows.value("quantity").flatMap { Int($0) } ?? 1, months: months,
          currency: rows.value("currency")?.uppercased() ?? "",
          product: rows.value("product") ?? "", deal: rows.value("deal_id"), canceled: canceled,
          period: period))
    }
  }

  /// Months of one payment; nil for a word that is no interval.
  static func months(_ interval: String?, _ count: String?) -> (top: Int64, bottom: Int64)? {
    let times = count.flatMap { Int64($0) } ?? 1
    guard times >= 1, times <= 120 else { return nil }
    switch HeaderName.normal(interval ?? "month") {
    case "month", "monthly", "1month": return (times, 1)
    case "year", "yearly", "annual", "annually": return (12 * times, 1)
    case "quarter", "quarterly", "3month": return (3 * times, 1)
    case "6month", "halfyear": return (6 * times, 1)
    // A year has 52 weeks of seven days, and 365 days.
    case "week", "weekly": return (12 * times, 52)
    case "day", "daily": return (12 * times, 365)
    default: return nil
    }
  }

  func invoices(_ rows: RowCursor) throws(ImportError) {
    var seen: Set<String> = []
    while try rows.next() {
      guard let id = rows.needed("invoice_id"), let customer = rows.needed("customer"),
        rows.needed("issued_date") != nil, rows.needed("amount") != nil
      else { continue }
      guard let total = rows.money("amount"), let issued = rows.day("issued_date") else {
        rows.setAside(.unreadable)
        continue
      }
      let status = rows.value("status")?.lowercased() ?? ""
      guard !["draft", "void", "voided", "deleted"].contains(status) else {
        rows.setAside(.notFinal, column: "status")
        continue
      }
      guard seen.insert(id).inserted else {
        rows.setAside(.sameID, column: "invoice_id")
        continue
      }
      books.finance.note(
        customer, name: rows.value("customer_name"), email: rows.value("customer_email"),
        account: rows.value("crm_account"))
      var invoice = FinanceBook.Invoice(
        id: id, customer: customer, issued: issued,
        amount: total - (rows.money("tax") ?? .zero),
        currency: rows.value("currency")?.uppercased() ?? "", deal: rows.value("deal_id"),
        due: rows.day("due_date"), paid: rows.day("paid_date"))
      invoice.subscription = rows.value("subscription")
      invoice.isRecurring = invoice.subscription != nil
      invoice.isPaidSometime =
        invoice.paid == nil && (rows.flag("is_paid") == true || status == "paid")
      books.finance.add(invoice)
    }
  }
}
