/// QuickBooks and Xero: invoices of the ledger.
enum LedgerShapes {
  static let all = [quickbooks, xero]

  static let quickbooks = ExportShape(
    "quickbooks.invoices", .quickbooks, "transactions", .invoices,
    signature: [
      "date transactiondate invoicedate", "num no number invoiceno",
      "name customer customerfullname", "amount total totalamount", "transactiontype type duedate",
    ],
    fields: [
      ShapeField("invoice_id", .id, "num no number invoiceno", named: "Num"),
      ShapeField("customer", .id, "name customer customerfullname", named: "Name"),
      ShapeField("customer_email", .text, "email customeremail"),
      ShapeField("transaction", .text, "transactiontype type"),
      ShapeField("issued_date", .day, "date transactiondate invoicedate", named: "Date"),
      ShapeField("due_date", .day, "duedate"),
      ShapeField("amount", .money, "amount total totalamount", named: "Amount"),
      ShapeField("open_balance", .money, "openbalance"),
      ShapeField("currency", .text, "currency"),
      ShapeField("status", .text, "status"),
    ])

  static let xero = ExportShape(
    "xero.invoices", .xero, "sales invoices", .invoices,
    signature: ["contactname", "invoicenumber", "invoicedate", "total lineamount unitamount"],
    fields: [
      ShapeField("invoice_id", .id, "invoicenumber", named: "InvoiceNumber"),
      ShapeField("customer", .id, "contactname", named: "ContactName"),
      ShapeField("customer_email", .text, "emailaddress"),
      ShapeField("transaction", .text, "type"),
      ShapeField("issued_date", .day, "invoicedate", named: "InvoiceDate"),
      ShapeField("due_date", .day, "duedate"),
      ShapeField("amount", .money, "total"),
      ShapeField("tax", .money, "taxtotal"),
      ShapeField("line_amount", .money, "lineamount"),
      ShapeField("quantity", .number, "quantity"),
      ShapeField("unit_amount", .money, "unitamount"),
      ShapeField("amount_due", .money, "invoiceamountdue"),
      ShapeField("currency", .text, "currency"),
      ShapeField("status", .text, "status"),
      ShapeField("reference", .text, "reference"),
    ])
}
