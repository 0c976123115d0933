/// The snapshot's own tables, from any CSV file that has their columns by name or by a common one.
enum TableShapes {
  static let all = [
    deals, history, accounts, people, subscriptions, contracts, invoices, leads, activities, quotas,
    spend, stages, calls, onboarding, costs, payouts, health,
  ]

  static let deals = ExportShape(
    "csv.deals", .csv, "deals", .deals,
    signature: [
      "dealid opportunityid", "stage dealstage stagename", "closedate expectedclosedate",
      "createddate engagedate createdate created",
    ],
    fields: [
      ShapeField("deal_id", .id, "dealid opportunityid", required: true),
      ShapeField("name", .text, "name dealname opportunityname"),
      ShapeField("account_id", .id, "accountid account customerid"),
      ShapeField("owner_id", .id, "ownerid owner salesagent salesrep"),
      ShapeField("pipeline", .text, "pipeline"),
      ShapeField("stage", .word, "stage dealstage stagename", required: true),
      ShapeField("amount", .money, "amount closevalue value dealvalue"),
      ShapeField("currency", .text, "currency"),
      ShapeField(
        "created_date", .moment, "createddate engagedate createdate created",
        required: true),
      ShapeField("close_date", .day, "closedate expectedclosedate", required: true),
      ShapeField("closed_date", .day, "closeddate"),
      ShapeField("type", .word, "type dealtype"),
      ShapeField("product", .text, "product"),
      ShapeField("source", .text, "source leadsource"),
      ShapeField("campaign", .text, "campaign"),
      ShapeField("term_months", .number, "termmonths term"),
      ShapeField("lost_reason", .text, "lostreason"),
      ShapeField("forecast_category", .word, "forecastcategory"),
      ShapeField("probability", .share, "probability"),
      ShapeField("next_step", .text, "nextstep"),
      ShapeField("next_step_date", .day, "nextstepdate"),
      ShapeField("last_activity_date", .day, "lastactivitydate"),
      ShapeField("contacts", .number, "contacts"),
    ])

  static let history = table(
    "deal_history", .fieldChanges, ["dealid", "changedat", "field", "newvalue"],
    [
      ShapeField("deal_id", .id, "dealid", required: true),
      ShapeField("changed_at", .moment, "changedat", required: true),
      ShapeField("field", .text, "field", required: true),
      ShapeField("old_value", .text, "oldvalue"),
      ShapeField("new_value", .text, "newvalue"),
      ShapeField("changed_by", .text, "changedby"),
    ])

  static let accounts = table(
    "accounts", .accounts,
    [
      "accountid account companyid", "accountname name industry sector",
      "segment region tier country officelocation signupdate plantier parentid",
    ],
    [
      ShapeField("account_id", .id, "accountid account companyid", required: true),
      ShapeField("name", .text, "name accountname companyname account"),
      ShapeField("segment", .text, "segment"),
      ShapeField("region", .text, "region country officelocation"),
      ShapeField("industry", .text, "industry sector"),
      ShapeField("parent_id", .id, "parentid subsidiaryof"),
      ShapeField("owner_id", .id, "ownerid owner"),
      ShapeField("created_date", .moment, "createddate signupdate created"),
      ShapeField("tier", .text, "tier plantier"),
      ShapeField("domain", .text, "domain website"),
      ShapeField("finance_id", .text, "financeid stripecustomerid"),
    ])

  static let people = table(
    "people", .people,
    [
      "personid salesagent salesrep employeeid", "name manager managerid role team",
      "role team managerid hireddate regionaloffice manager",
    ],
    [
      ShapeField("person_id", .id, "personid salesagent salesrep employeeid", required: true),
      ShapeField("name", .text, "name salesagent salesrep"),
      ShapeField("role", .text, "role"),
      ShapeField("team", .text, "team regionaloffice"),
      ShapeField("manager_id", .id, "managerid manager"),
      ShapeField("hired_date", .day, "hireddate hiredate startdate"),
      ShapeField("left_date", .day, "leftdate"),
      ShapeField("email", .text, "email"),
    ])

  static let subscriptions = table(
    "subscriptions", .table("subscriptions"),
    ["subscriptionid", "accountid", "startdate", "mrr mrramount"],
    [
      ShapeField("subscription_id", .id, "subscriptionid", required: true),
      ShapeField("account_id", .id, "accountid", required: true),
      ShapeField("start_date", .day, "startdate", required: true),
      ShapeField("end_date", .day, "enddate"),
      ShapeField("mrr", .money, "mrr mrramount", required: true),
      ShapeField("currency", .text, "currency"),
      ShapeField("product", .text, "product plan plantier"),
      ShapeField("deal_id", .id, "dealid"),
      ShapeField("cancel_requested_date", .day, "cancelrequesteddate"),
    ])

  static let contracts = table(
    "contracts", .table("contracts"),
    ["contractid", "accountid", "startdate", "enddate", "annualvalue"],
    [
      ShapeField("contract_id", .id, "contractid", required: true),
      ShapeField("account_id", .id, "accountid", required: true),
      ShapeField("start_date", .day, "startdate", required: true),
      ShapeField("end_date", .day, "enddate", required: true),
      ShapeField("annual_value", .money, "annualvalue", required: true),
      ShapeField("currency", .text, "currency"),
      ShapeField("deal_id", .id, "dealid"),
      ShapeField("renewal_deal_id", .id, "renewaldealid"),
      ShapeField("billing_start_date", .day, "billingstartdate"),
    ])

  static let invoices = table(
    "invoices", .table("invoices"), ["invoiceid", "accountid", "issueddate invoicedate", "amount"],
    [
      ShapeField("invoice_id", .id, "invoiceid", required: true),
      ShapeField("account_id", .id, "accountid", required: true),
      ShapeField("issued_date", .day, "issueddate invoicedate", required: true),
      ShapeField("amount", .money, "amount", required: true),
      ShapeField("currency", .text, "currency"),
      ShapeField("deal_id", .id, "dealid"),
      ShapeField("due_date", .day, "duedate"),
      ShapeField("paid_date", .day, "paiddate"),
      ShapeField("credited", .money, "credited"),
      ShapeField("kind", .text, "kind"),
    ])

  static let leads = table(
    "leads", .table("leads"), ["leadid", "createdat createddate", "source"],
    [
      ShapeField("lead_id", .id, "leadid", required: true),
      ShapeField("created_at", .moment, "createdat createddate", required: true),
      ShapeField("source", .text, "source"),
      ShapeField("campaign", .text, "campaign"),
      ShapeField("segment", .text, "segment"),
      ShapeField("account_id", .id, "accountid"),
      ShapeField("owner_id", .id, "ownerid"),
      ShapeField("score", .number, "score"),
      ShapeField("first_response_at", .moment, "firstresponseat"),
      ShapeField("mql_date", .day, "mqldate"),
      ShapeField("sql_date", .day, "sqldate"),
      ShapeField("meeting_date", .day, "meetingdate"),
      ShapeField("deal_id", .id, "dealid"),
      ShapeField("disqualified_date", .day, "disqualifieddate"),
    ])

  static let activities = table(
    "activities", .table("activities"), ["activityid", "date"],
    [
      ShapeField("activity_id", .id, "activityid", required: true),
      ShapeField("date", .day, "date", required: true),
      ShapeField("kind", .text, "kind"),
      ShapeField("deal_id", .id, "dealid"),
      ShapeField("account_id", .id, "accountid"),
      ShapeField("person_id", .id, "personid"),
      ShapeField("direction", .text, "direction"),
    ])

  static let quotas = table(
    "quotas", .table("quotas"),
    ["personid quotaownerid", "startdate", "amount quotaamount", "enddate"],
    [
      ShapeField("person_id", .id, "personid quotaownerid", required: true),
      ShapeField("start_date", .day, "startdate", required: true),
      ShapeField("end_date", .day, "enddate", required: true),
      ShapeField("amount", .money, "amount quotaamount", required: true),
      ShapeField("full_amount", .money, "fullamount"),
      ShapeField("segment", .text, "segment"),
    ])

  static let spend = table(
    "spend", .table("spend"), ["date", "channel", "amount"],
    [
      ShapeField("date", .day, "date", required: true),
      ShapeField("channel", .text, "channel", required: true),
      ShapeField("amount", .money, "amount", required: true),
      ShapeField("currency", .text, "currency"),
      ShapeField("campaign", .text, "campaign"),
    ])

  static let stages = table(
    "stages", .table("stages"), ["stage", "position", "outcome"],
    [
      ShapeField("stage", .text, "stage", required: true),
      ShapeField("position", .number, "position", required: true),
      ShapeField("outcome", .text, "outcome", required: true),
      ShapeField("category", .text, "category"),
      ShapeField("probability", .share, "probability"),
      ShapeField("qualified", .flag, "qualified"),
      ShapeField("pipeline", .text, "pipeline"),
    ])

  static let calls = table(
    "calls", .table("calls"), ["personid", "periodstart", "submitteddate", "category", "amount"],
    [
      ShapeField("person_id", .id, "personid", required: true),
      ShapeField("period_start", .day, "periodstart", required: true),
      ShapeField("submitted_date", .day, "submitteddate", required: true),
      ShapeField("category", .text, "category", required: true),
      ShapeField("amount", .money, "amount", required: true),
    ])

  static let onboarding = table(
    "onboarding", .table("onboarding"), ["accountid", "kickoffdate firstvaluedate livedate"],
    [
      ShapeField("account_id", .id, "accountid", required: true),
      ShapeField("deal_id", .id, "dealid"),
      ShapeField("kickoff_date", .day, "kickoffdate"),
      ShapeField("first_value_date", .day, "firstvaluedate"),
      ShapeField("live_date", .day, "livedate"),
    ])

  static let costs = table(
    "costs", .table("costs"), ["month", "category", "amount"],
    [
      ShapeField("month", .day, "month", required: true),
      ShapeField("category", .text, "category", required: true),
      ShapeField("amount", .money, "amount", required: true),
      ShapeField("currency", .text, "currency"),
    ])

  static let payouts = table(
    "payouts", .table("payouts"), ["personid", "startdate", "enddate", "paid"],
    [
      ShapeField("person_id", .id, "personid", required: true),
      ShapeField("start_date", .day, "startdate", required: true),
      ShapeField("end_date", .day, "enddate", required: true),
      ShapeField("paid", .money, "paid", required: true),
      ShapeField("budget", .money, "budget"),
    ])

  static let health = table(
    "health", .table("health"), ["accountid", "date", "score"],
    [
      ShapeField("account_id", .id, "accountid", required: true),
      ShapeField("date", .day, "date", required: true),
      ShapeField("score", .number, "score", required: true),
    ])

  private static func table(
    _ name: String, _ meaning: RowMeaning, _ signature: [String], _ fields: [ShapeField]
  ) -> ExportShape {
    ExportShape("csv.\(name)", .csv, name, meaning, signature: signature, fields: fields)
  }
}
