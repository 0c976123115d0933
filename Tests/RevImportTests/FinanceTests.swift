import RevBase
import Testing

@testable import RevImport

/// Stripe, QuickBooks and Xero, and what joins them to a CRM.
@Suite struct FinanceTests {
  @Test func everyColumnOfSubscriptionsHasItsPlace() throws {
    let work = try Workshop()
    let result = try work.run(fixtures: "stripe/subscriptions.csv")
    #expect(
      try work.rows("subscriptions") == [
        [
          "subscription_id": "sub_1Kestrel", "account_id": "cus_KestrelFoods1",
          "start_date": "2026-01-10", "mrr": "1250", "currency": "USD", "product": "Team",
        ],
        [
          "subscription_id": "sub_2Orchid", "account_id": "cus_Orchid22",
          "start_date": "2025-10-05", "mrr": "1000", "currency": "USD", "product": "Team",
        ],
        // A trial is not paid for; it ended when it was cancelled.
        [
          "subscription_id": "sub_3Mueller", "account_id": "cus_Mueller333",
          "start_date": "2026-02-15", "end_date": "2026-09-01", "mrr": "99.50",
          "currency": "EUR", "product": "Starter", "cancel_requested_date": "2026-08-20",
        ],
      ])
    #expect(result.aside(.notFinal) == 1)
  }

  @Test func aSubscriptionPaidByTheYearIsAContract() throws {
    let work = try Workshop()
    try work.run(fixtures: "stripe/subscriptions.csv")
    #expect(
      try work.rows("contracts") == [
        [
          "contract_id": "sub_2Orchid", "account_id": "cus_Orchid22",
          "start_date": "2026-10-05", "end_date": "2027-10-04", "annual_value": "12000",
          "currency": "USD", "billing_start_date": "2026-10-05",
        ]
      ])
  }

  @Test func invoicesAreWithoutTaxDraftsAndVoids() throws {
    let work = try Workshop()
    let result = try work.run(fixtures: "stripe/invoices.csv")
    #expect(
      try work.lines(
        "invoices", "invoice_id", "issued_date", "amount", "currency", "due_date", "paid_date",
        "kind") == [
          "in_001|2026-10-10|1250|USD||2026-10-10|recurring",
          "in_002|2026-11-10|1250|USD|2026-11-24||recurring",
          "in_003|2026-10-06|12000|USD|2026-11-05|2026-10-20|recurring",
          "in_004|2026-09-01|500|USD|2026-10-01||one_off",
        ])
    #expect(result.aside(.notFinal) == 2)
  }

  @Test func customersAreJoinedByIdThenDomainThenNameAndOthersListedWithTheirMoney() throws {
    let work = try Workshop()
    let result = try work.run(
      fixtures: "salesforce/Opportunity.csv", "salesforce/Account.csv",
      "stripe/subscriptions.csv", "stripe/invoices.csv")
    let joins = result.plan.joins
    // Kestrel by the number in the CRM, Orchid by its domain, Müller by its name in other letters.
    #expect(joins.matched == [.id: 1, .domain: 1, .name: 1])
    #expect(joins.unmatched.map(\.customer) == ["cus_Stray55"])
    #expect(joins.unmatched.first?.moneyText == "500 USD")
    #expect(
      try work.lines("subscriptions", "subscription_id", "account_id", "deal_id") == [
        "sub_1Kestrel|001Hs00003kLmN1IAK|",
        "sub_2Orchid|001Hs00003kLmN3IAK|\(SalesforceTests.deal3)",
        "sub_3Mueller|001Hs00003kLmN2IAK|",
      ])
    #expect(try work.rows("contracts")[0]["deal_id"] == SalesforceTests.deal3)
    #expect(try work.rows("invoices")[2]["deal_id"] == SalesforceTests.deal3)
  }

  @Test func aJoinOfTheMappingFileWins() throws {
    let work = try Workshop()
    let crm = [
      Workshop.fixture("salesforce/Opportunity.csv"), Workshop.fixture("salesforce/Account.csv"),
    ]
    try work.run(crm + [Workshop.fixture("stripe/invoices.csv")])
    let text = try work.text("import.yaml")
    #expect(text.contains("- {customer: cus_Stray55, account: , name: Stray Cat Cafe"))
    let edited = text.replacing(
      "{customer: cus_Stray55, account: ,",
      with: "{customer: cus_Stray55, account: 001Hs00003kLmN4IAK,")
    _ = try work.write("company/import.yaml", edited)
    let result = try work.run([Workshop.fixture("stripe/invoices.csv")])
    #expect(result.plan.joins.unmatched.isEmpty)
    #expect(try work.rows("invoices")[3]["account_id"] == "001Hs00003kLmN4IAK")
  }

  @Test func amountsOfSeveralUnitsAreAskedAboutUntilInvoicesTell() throws {
    let work = try Workshop()
    let head =
      "id,Customer ID,Customer Name,Plan,Quantity,Currency,Interval,Amount,Status,Created (UTC),"
      + "Start (UTC),Current Period Start (UTC),Current Period End (UTC)\n"
    let file = try work.write(
      "subscriptions.csv",
      head + "sub_1,cus_1,One,p,5,usd,month,20.00,active,2026-01-01 10:00,2026-01-01 10:00,"
        + "2026-11-01 10:00,2026-12-01 10:00\n")
    guard case .questions(let questions) = work.refusal([file]) else {
      Issue.record("it was not asked")
      return
    }
    #expect(questions.map(\.answers) == [["--stripe-amount each", "--stripe-amount total"]])
    try work.run([file]) { $0.stripeAmount = .each }
    #expect(try work.rows("subscriptions")[0]["mrr"] == "100")
    let invoices = try work.write(
      "invoices.csv",
      "id,Amount Due,Currency,Customer,Customer Name,Date (UTC),Paid,Subscription,Total,Status\n"
        + "in_1,100.00,usd,cus_1,One,2026-01-01 10:00,true,sub_1,100.00,paid\n")
    let other = try Workshop()
    try other.run([file, invoices])
    #expect(try other.rows("subscriptions")[0]["mrr"] == "100")
  }

  @Test func quickBooksLosesItsTitlesGroupsAndTotals() throws {
    let work = try Workshop()
    let result = try work.run(fixtures: "quickbooks/sales-by-customer-detail.csv")
    let plan = result.plan.files[0]
    #expect(plan.headerLine == 5)
    #expect(
      plan.titleLines == [
        "Brightwater Analytics LLC", "Sales by Customer Detail",
        "January 1 - November 16, 2026",
      ])
    // Two lines of one invoice are one; a credit is negative; payments are no invoices.
    #expect(
      try work.lines(
        "invoices", "invoice_id", "account_id", "issued_date", "amount", "due_date", "paid_date")
        == [
          "1041|Kestrel Foods, Inc.|2026-10-05|1750|2026-11-04|2026-11-04",
          "1042|Kestrel Foods, Inc.|2026-11-05|1250|2026-12-05|",
          "1043 (credit)|Orchid Labs|2026-11-13|-12||2026-11-13",
          "1044|Orchid Labs|2026-11-14|300||2026-11-14",
        ])
    #expect(result.aside(.otherKind) == 1)
    #expect(result.aside(.total) == 6)
    #expect(result.decision("issued_date") == "month first ('10/20/2026')")
  }

  @Test func xeroGroupsTheLinesOfAnInvoice() throws {
    let work = try Workshop()
    let result = try work.run(fixtures: "xero/SalesInvoices.csv")
    #expect(
      try work.lines(
        "invoices", "invoice_id", "account_id", "issued_date", "amount", "currency", "due_date",
        "paid_date") == [
          "INV-0100|Palisade Systems Ltd|2026-10-13|1200|GBP|2026-11-12|2026-11-12",
          "INV-0101|Saffron Ltd|2026-11-02|300|GBP|2026-12-02|",
          "CN-0007|Saffron Ltd|2026-11-05|-100|GBP|2026-11-05|2026-11-05",
        ])
    #expect(result.aside(.notFinal) == 1)
    #expect(result.decision("issued_date") == "day first ('13/10/2026')")
  }

  @Test(arguments: [
    ("Müller & Söhne GmbH", "Mueller und Soehne"), ("The Acme Company, Inc.", "ACME"),
    ("Café Noir S.A.", "CAFE NOIR SA"), ("Smith-Jones Ltd", "Smith Jones"),
  ])
  func namesAreComparedWithoutFormsAndAccents(one: String, other: String) {
    #expect(CompanyName.normal(one) == CompanyName.normal(other))
  }
}

/// Spend of the advertising platforms.
@Suite struct AdTests {
  static let google = [
    "2026-10-01|google-ads|1204.50|USD|Brand search",
    "2026-10-03|google-ads|980|USD|Brand search",
    "2026-10-03|google-ads|75.25|EUR|Müsli & mehr",
  ]

  @Test(arguments: ["google-ads/campaigns.csv", "google-ads/campaigns-excel.csv"])
  func googleHasTitlesTotalsAndDashes(path: String) throws {
    let work = try Workshop()
    let result = try work.run(fixtures: path)
    #expect(
      try work.lines("spend", "date", "channel", "amount", "currency", "campaign") == Self.google)
    #expect(result.plan.files[0].headerLine == 3)
    #expect(result.aside(.total) == 2)
    #expect(result.plan.files[0].log.accepted == 4)
  }

  @Test func theExcelFormIsUTF16WithTabs() throws {
    let work = try Workshop()
    let plan = try work.run(fixtures: "google-ads/campaigns-excel.csv").plan.files[0]
    #expect(plan.encoding == .utf16LittleEndian)
    #expect(plan.delimiter == "tab")
  }

  @Test func linkedInAddsUpTheCampaignsOfAGroup() throws {
    let work = try Workshop()
    let result = try work.run(fixtures: "linkedin-ads/campaign-performance.csv")
    #expect(
      try work.lines("spend", "date", "channel", "amount", "currency", "campaign") == [
        "2026-10-01|linkedin-ads|1030.40|USD|Q4 decision makers",
        "2026-10-13|linkedin-ads|88.10|USD|Q4 decision makers",
      ])
    #expect(result.plan.files[0].titleLines.count == 4)
  }

  @Test func metaHasItsCurrencyInTheHeader() throws {
    let work = try Workshop()
    let result = try work.run(fixtures: "meta-ads/campaigns-by-day.csv")
    #expect(
      try work.lines("spend", "date", "channel", "amount", "currency", "campaign") == [
        "2026-10-01|meta-ads|41.20|EUR|Herbst", "2026-10-02|meta-ads|38.80|EUR|Herbst",
      ])
    #expect(result.aside(.total) == 1)
  }

  @Test func metaInFrenchIsMeta() throws {
    let work = try Workshop()
    try work.run(fixtures: "meta-ads/par-jour.csv")
    #expect(
      try work.lines("spend", "date", "amount", "currency", "campaign")
        == ["2026-10-01|12.50|EUR|Automne", "2026-10-02|7|EUR|Automne"])
  }

  @Test func aReportOfAWholeRangeIsRefused() throws {
    let work = try Workshop()
    let file = Workshop.fixture("meta-ads/whole-range.csv")
    #expect(
      work.refusal([file])?.description
        == "\(file): line 2 is about the days from 2026-10-01 to 2026-10-31. Break the report "
        + "down by day and export it again.")
    #expect(try work.hidden().isEmpty)
  }

  @Test func theSameDaysAgainReplaceThemselves() throws {
    let work = try Workshop()
    try work.run(fixtures: "google-ads/campaigns.csv")
    try work.run(fixtures: "google-ads/campaigns-excel.csv")
    #expect(
      try work.lines("spend", "date", "channel", "amount", "currency", "campaign") == Self.google)
  }
}
