import RevBase

/// Reads the invoices of QuickBooks and Xero, where one invoice may take several rows.
struct LedgerReader {
  let books: ImportBooks

  private struct Draft {
    var invoice: FinanceBook.Invoice
    var line: Int
  }

  func quickbooks(_ rows: RowCursor) throws(ImportError) {
    var drafts: [String: Draft] = [:]
    var order: [String] = []
    let tellsPaid = rows.has("open_balance") || rows.has("status")
    while try rows.next() {
      let kind = HeaderName.normal(rows.value("transaction") ?? "invoice")
      let sign: Int64
      switch kind {
      case "invoice", "salesreceipt": sign = 1
      case "creditmemo", "refund", "refundreceipt", "creditnote": sign = -1
      default:
        rows.setAside(.otherKind, column: "transaction")
        continue
      }
      guard let id = rows.needed("invoice_id"), let customer = rows.needed("customer"),
        rows.needed("issued_date") != nil, rows.needed("amount") != nil
      else { continue }
      guard let issued = rows.day("issued_date"), let amount = rows.money("amount") else {
        rows.setAside(.unreadable)
        continue
      }
      let status = HeaderName.normal(rows.value("status") ?? "")
      guard status != "voided", status != "void", status != "draft" else {
        rows.setAside(.notFinal, column: "status")
        continue
      }
      books.finance.note(
        customer, name: customer, email: rows.value("customer_email"), account: nil)
      let signed = sign < 0 ? -amount.magnitude : amount
      let key = "\(kind)\u{1F}\(id)\u{1F}\(customer)"
      if drafts[key] != nil {
        drafts[key]?.invoice.amount += signed
        continue
      }
      var invoice = FinanceBook.Invoice(
        id: sign < 0 ? "\(id) (credit)" : id, customer: customer, issued: issued, amount: signed,
        currency: rows.value("currency") ?? "", due: rows.day("due_date"))
      let open = rows.money("open_balance")
      invoice.isPaidSometime =
        kind == "salesreceipt" || sign < 0 || open == .zero || status == "paid"
        || status == "deposited" || status == "closed"
      if kind == "salesreceipt" || sign < 0 { invoice.paid = issued }
      drafts[key] = Draft(invoice: invoice, line: rows.rowLine)
      order.append(key)
    }
    finish(drafts, order, rows, tellsPaid: tellsPaid)
  }

  func xero(_ rows: RowCursor) throws(ImportError) {
    var drafts: [String: Draft] = [:]
    var order: [String] = []
    let tellsPaid = rows.has("amount_due") || rows.has("status")
    while try rows.next() {
      let kind = HeaderName.normal(rows.value("transaction") ?? "salesinvoice")
      if kind.contains("bill") || kind == "accpay" || kind.contains("purchase")
        || kind.contains("payment")
      {
        rows.setAside(.otherKind, column: "transaction")
        continue
      }
      guard let id = rows.needed("invoice_id"), let customer = rows.needed("customer"),
        rows.needed("issued_date") != nil
      else { continue }
      guard let issued = rows.day("issued_date") else {
        rows.setAside(.unreadable, column: "issued_date")
        continue
      }
      let status = HeaderName.normal(rows.value("status") ?? "")
      guard !["draft", "voided", "deleted", "submitted", "awaitingapproval"].contains(status) else {
        rows.setAside(.notFinal, column: "status")
        continue
      }
      books.finance.note(
        customer, name: customer, email: rows.value("customer_email"), account: nil)
      let isCredit = kind.contains("credit")
      let total = rows.money("amount").map { $0 - (rows.money("tax") ?? .zero) }
      let line =
        rows.money("line_amount")
        ?? Self.product(rows.value("quantity"), rows.money("unit_amount"))
      let key = "\(kind)\u{1F}\(id)\u{1F}\(customer)"
      if drafts[key] != nil {
        // The total stands on every line of the invoice; lines without one are added up.
        if total == nil, let line { drafts[key]?.invoice.amount += isCredit ? -line : line }
        continue
      }
      guard let amount = total ?? line else {
        rows.setAside(.missing, column: "amount")
        continue
      }
      var invoice = FinanceBook.Invoice(
        id: id, customer: customer, issued: issued,
        amount: isCredit ? -amount.magnitude : amount, currency: rows.value("currency") ?? "",
        due: rows.day("due_date"))
      invoice.isPaidSometime =
        rows.money("amount_due") == .zero || status == "paid" || isCredit
      drafts[key] = Draft(invoice: invoice, line: rows.rowLine)
      order.append(key)
    }
    finish(drafts, order, rows, tellsPaid: tellsPaid)
  }

  private static func product(_ quantity: String?, _ price: Money?) -> Money? {
    guard let quantity, let price else { return nil }
    let bytes = Array(quantity.utf8)
    guard let cell = NumberCell(bytes.span, 0, bytes.count),
      let count = ExactNumber.scaled(cell, bytes.span, style: .point, places: 4)
    else { return nil }
    let exact = Exact.roundHalfEven(Int128(price.cents) * Int128(count), over: 10_000)
    return Int64(exactly: exact).map { Money(cents: $0) }
  }

  private func finish(
    _ drafts: [String: Draft], _ order: [String], _ rows: RowCursor, tellsPaid: Bool
  ) {
    for key in order {
      if let draft = drafts[key] { books.finance.add(draft.invoice) }
    }
    if !tellsPaid, !order.isEmpty { books.finance.silentFiles.append(rows.file.name) }
  }
}
