/// Stripe: subscriptions and invoices of the Dashboard, in major units of currency.
enum StripeShapes {
  static let all = [subscriptions, invoices]

  private static let dealAliases =
    "dealidmetadata opportunityidmetadata salesforceopportunityidmetadata sfopportunityidmetadata "
    + "hubspotdealidmetadata crmdealidmetadata"
  private static let accountAliases =
    "accountidmetadata salesforceaccountidmetadata sfaccountidmetadata hubspotcompanyidmetadata "
    + "companyidmetadata crmaccountidmetadata"

  static let subscriptions = ExportShape(
    "stripe.subscriptions", .stripe, "subscriptions", .subscriptions,
    signature: [
      "id", "customerid", "status", "interval plan", "currentperiodendutc currentperiodend",
    ],
    fields: [
      ShapeField("subscription_id", .id, "id", named: "id"),
      ShapeField("customer", .id, "customerid", named: "Customer ID"),
      ShapeField("customer_name", .text, "customername customerdescription"),
      ShapeField("customer_email", .text, "customeremail"),
      ShapeField("product", .text, "product plan"),
      ShapeField("quantity", .number, "quantity"),
      ShapeField("currency", .text, "currency"),
      ShapeField("interval", .text, "interval"),
      ShapeField("interval_count", .number, "intervalcount"),
      ShapeField("amount", .money, "amount", named: "Amount"),
      ShapeField("status", .text, "status"),
      ShapeField(
        "start_date", .day, "startdateutc startutc startdate start createdutc created",
        named: "Start Date (UTC)"),
      ShapeField("period_start", .day, "currentperiodstartutc currentperiodstart"),
      ShapeField("period_end", .day, "currentperiodendutc currentperiodend"),
      ShapeField("trial_end", .day, "trialendutc trialend"),
      ShapeField("canceled_at", .day, "canceledatutc canceledat"),
      ShapeField("ended_at", .day, "endedatutc endedat"),
      ShapeField("deal_id", .salesforceID, dealAliases),
      ShapeField("crm_account", .salesforceID, accountAliases),
    ])

  static let invoices = ExportShape(
    "stripe.invoices", .stripe, "invoices", .invoices,
    signature: [
      "id", "customer customerid", "amountdue", "dateutc date createdutc finalizedatutc",
    ],
    fields: [
      ShapeField("invoice_id", .id, "id", named: "id"),
      ShapeField("customer", .id, "customer customerid", named: "Customer"),
      ShapeField("customer_name", .text, "customername customerdescription"),
      ShapeField("customer_email", .text, "customeremail"),
      ShapeField(
        "issued_date", .day, "finalizedatutc dateutc date createdutc", named: "Date (UTC)"),
      ShapeField("amount", .money, "total amountdue", named: "Total"),
      ShapeField("tax", .money, "tax"),
      ShapeField("currency", .text, "currency"),
      ShapeField("due_date", .day, "duedateutc duedate"),
      ShapeField("paid_date", .day, "paidatutc paidat"),
      ShapeField("is_paid", .flag, "paid"),
      ShapeField("status", .text, "status"),
      ShapeField("subscription", .id, "subscription"),
      ShapeField("deal_id", .salesforceID, dealAliases),
      ShapeField("crm_account", .salesforceID, accountAliases),
    ])
}
