// From the signature to the money.

import RevBase
import RevMetrics
import RevModel
import Testing

@Suite struct CashTests {
  private let dealColumns =
    "deal_id,stage,created_date,close_date,closed_date,amount,account_id,type,term_months\n"
  private let contractColumns =
    "contract_id,account_id,start_date,end_date,annual_value,deal_id,billing_start_date\n"
  private let invoiceColumns =
    "invoice_id,account_id,issued_date,amount,deal_id,due_date,paid_date,credited,kind\n"

  private func company(
    deals: String = "", contracts: String? = nil, invoices: String? = nil
  ) -> Company {
    var company = Company(asOf: "2026-11-16")
    company["deals"] = dealColumns + deals
    if let contracts { company["contracts"] = contractColumns + contracts }
    if let invoices { company["invoices"] = invoiceColumns + invoices }
    return company
  }

  // MARK: - Won to cash

  private var typical: Company {
    company(
      deals: """
        a,Won,2026-01-01,2026-06-01,2026-06-01,100,x,new,
        b,Won,2026-01-01,2026-06-10,2026-06-10,200,y,new,
        c,Won,2026-01-01,2026-06-20,2026-06-20,300,y,new,
        d,Won,2026-01-01,2026-10-17,2026-10-17,400,z,new,
        e,Won,2026-01-01,2026-10-16,2026-10-16,500,z,new,
        f,Won,2026-01-01,2025-11-16,2025-11-16,999,z,new,
        """,
      invoices: """
        1,x,2026-05-30,10,a,,,,
        2,x,2026-06-05,10,a,,,,
        3,y,2026-06-15,10,,,,,
        4,y,2026-06-09,10,,,,,
        5,z,2026-11-17,10,,,,,
        6,q,2026-06-25,10,nowhere,,,,
        """)
  }

  @Test func theLagEndsWithTheFirstInvoiceOfTheDealOrItsAccount() throws {
    // a: -2 days (its own may be earlier); b: 5 days; c has none since; d, e: only after A.
    #expect(try typical.ask("2026-Q4").number(.cashInvoicingLag) == 1.5)
  }

  @Test func whatNobodyBilledInAMonthIsUnbilled() throws {
    // c and e; d was closed exactly 30 days before A; f before T.
    let readout = try typical.ask("2026-Q4")
    #expect(readout.number(.cashUnbilled) == 800)
  }

  @Test func liveBillingBeginsWithTheFirstSubscription() throws {
    var company = typical
    company["subscriptions"] = """
      subscription_id,account_id,start_date,end_date,mrr,deal_id
      1,x,2026-06-11,,10,a
      2,x,2026-06-04,,10,a
      3,y,2026-12-01,,10,b
      """
    #expect(try company.ask("2026-Q4").number(.cashClosedToLive) == 3)
  }

  @Test func theAmountOfAYearIsHeldAgainstTheContracts() throws {
    let company = company(
      deals: """
        a,Won,2026-01-01,2026-06-01,2026-06-01,2400,x,new,24
        b,Won,2026-01-01,2026-06-01,2026-06-01,1000,x,new,
        c,Won,2026-01-01,2026-06-01,2026-06-01,1000,x,new,7
        d,Won,2026-01-01,2026-06-01,2026-06-01,201.01,x,new,0
        e,Won,2026-01-01,2026-06-01,2026-06-01,77,x,new,12
        """,
      contracts: """
        1,x,2026-06-01,2027-05-31,700,a,
        2,x,2026-06-01,2027-05-31,500,a,
        3,x,2026-06-01,2027-05-31,1005,b,
        4,x,2026-06-01,2027-05-31,1000,c,
        5,x,2026-06-01,2027-05-31,200,d,
        """)
    // a agrees; b differs by 5.00, which is not more than 0.5 % of 1005 (5.025);
    // c by 1000 x 12 / 7 = 1714.29 - 1000; d by 1.01, more than 1.00 and 0.5 % of 200; e has none.
    let mismatch = try company.ask("2026-Q4")[.cashMismatch]
    #expect(mismatch.value == .money(Money(cents: 714_29 + 1_01)))
    #expect(mismatch.count == 2)
  }

  @Test func missingTablesAreSaid() throws {
    let readout = try company().ask("2026-Q4")
    #expect(readout.reason(.cashInvoicingLag) == "invoices.csv is missing")
    #expect(readout.reason(.cashClosedToLive) == "subscriptions.csv is missing")
    #expect(readout.reason(.cashMismatch) == "contracts.csv is missing")
    #expect(readout.reason(.cashLeakage) == "contracts.csv is missing")
    #expect(readout.reason(.cashDSO) == "invoices.csv is missing")
    let byType = try typical.ask("2026-Q4", [(.type, ["new"])])
    #expect(byType.number(.cashUnbilled) == 800)
    #expect(byType.reason(.cashOverdue) == "invoices have no type")
  }

  @Test func theOrderOfRowsChangesNothing() throws {
    let readout = try typical.ask("2026-Q4")
    for file in ["invoices", "deals"] {
      var turned = typical
      turned.reverse(file)
      let other = try turned.ask("2026-Q4")
      for definition in MetricCatalog.all where definition.group == .cash {
        #expect(readout[definition.id] == other[definition.id], "\(definition.id.rawValue)")
      }
    }
  }

  // MARK: - Leakage

  private func leakage(_ contracts: String, _ invoices: String) throws -> Double? {
    try company(contracts: contracts, invoices: invoices).ask("2026-Q4").number(.cashLeakage)
  }

  @Test func whatWasNotInvoicedLeaks() throws {
    // E - 31 is 2026-10-16: 100 days from 2026-07-09.
    #expect(try leakage("1,x,2026-07-09,2027-07-08,365,,", "") == 100)
    #expect(try leakage("1,x,2026-07-09,2027-07-08,365,,", "1,x,2026-07-09,60,,,,,") == 40)
    #expect(try leakage("1,x,2026-07-09,2027-07-08,365,,", "1,x,2026-07-09,600,,,,,") == 0)
  }

  @Test func billingMayBeginLaterButNeverBeforeTheContract() throws {
    #expect(try leakage("1,x,2026-01-01,2027-07-08,365,,2026-07-09", "") == 100)
    #expect(try leakage("1,x,2026-07-09,2027-07-08,365,,2026-01-01", "") == 100)
    #expect(try leakage("1,x,2026-10-20,2027-07-08,365,,", "") == 0)
  }

  @Test func creditsAndOneOffInvoicesDoNotPayForAContract() throws {
    let contract = "1,x,2026-07-09,2027-07-08,365,,"
    #expect(try leakage(contract, "1,x,2026-07-09,60,,,,10,recurring") == 50)
    #expect(try leakage(contract, "1,x,2026-07-09,60,,,,,one_off") == 100)
    // 31 days before the first day counts, 32 do not; after E neither.
    #expect(try leakage(contract, "1,x,2026-06-08,60,,,,,") == 40)
    #expect(try leakage(contract, "1,x,2026-06-07,60,,,,,") == 100)
    #expect(try leakage(contract, "1,x,2026-11-17,60,,,,,") == 100)
  }

  @Test func invoicesWithoutADealAreSharedOutByStartDate() throws {
    // The second row starts first: it takes what it expects (110), the other the rest (10).
    let contracts = """
      1,x,2026-07-09,2027-07-08,365,,
      2,x,2026-06-29,2027-06-28,365,,
      """
    #expect(try leakage(contracts, "1,x,2026-07-20,120,,,,,") == 90)
    #expect(try leakage(contracts, "1,x,2026-07-20,500,,,,,") == 0)
  }

  @Test func anInvoiceOfADealBelongsToTheContractsThatNameIt() throws {
    // The deal's invoice fills its contract beyond what it expects; nothing is left for the other.
    let contracts = """
      1,x,2026-07-09,2027-07-08,365,a,
      2,x,2026-07-09,2027-07-08,365,,
      """
    #expect(try leakage(contracts, "1,x,2026-07-20,500,a,,,,") == 100)
    #expect(try leakage(contracts, "1,x,2026-07-20,500,other,,,,") == 200)
    let shared = """
      1,x,2026-07-09,2027-07-08,365,a,
      2,x,2026-07-10,2027-07-08,365,a,
      """
    #expect(try leakage(shared, "1,x,2026-07-20,150,a,,,,") == 49)
  }

  @Test func onlyContractsInServiceInTheYearLeak() throws {
    // Ended on the day before T: out. Ended on its first day: in, with its whole life.
    #expect(try leakage("1,x,2025-01-01,2025-11-16,365,,", "") == 0)
    #expect(try leakage("1,x,2025-01-01,2025-11-17,365,,", "") == 321)
  }

  @Test func leakageIsHeldAgainstRecurringRevenue() throws {
    var company = company(contracts: "1,x,2026-07-09,2027-07-08,365,,", invoices: "")
    #expect(try company.ask("2026-Q4").reason(.cashLeakageShare) == "subscriptions.csv is missing")
    company["subscriptions"] =
      "subscription_id,account_id,start_date,end_date,mrr\n1,x,2026-01-01,,100"
    let share = try company.ask("2026-Q4")[.cashLeakageShare]
    #expect(share.numerator == .money(Money(cents: 100_00)))
    #expect(share.denominator == .money(Money(cents: 1200_00)))
  }

  @Test func slicedContractsStillShareWithTheOthers() throws {
    var company = company(
      contracts: """
        1,x,2026-07-09,2027-07-08,365,,
        2,y,2026-07-09,2027-07-08,730,,
        """,
      invoices: "1,y,2026-07-20,50,,,,,")
    company["accounts"] = "account_id,segment\nx,SMB\ny,Big"
    #expect(try company.ask("2026-Q4").number(.cashLeakage) == 250)
    #expect(try company.ask("2026-Q4", [(.segment, ["SMB"])]).number(.cashLeakage) == 100)
    #expect(try company.ask("2026-Q4", [(.segment, ["Big"])]).number(.cashLeakage) == 150)
  }

  // MARK: - Paying

  private var owed: Company {
    company(
      invoices: """
        1,x,2026-10-01,100,,2026-11-15,,,
        2,x,2026-10-01,100,,2026-11-16,,,
        3,x,2026-10-01,100,,2026-10-31,2026-11-16,,
        4,x,2026-10-01,100,,2026-10-31,2026-11-17,30,
        5,x,2026-10-01,100,,,,,
        6,x,2026-12-01,100,,2026-01-01,,,
        7,x,2026-08-19,50,,2026-09-01,2026-09-01,,
        8,x,2026-08-18,50,,2026-09-01,,,
        """)
  }

  @Test func overdueIsDueBeforeTheDayAndNotPaidByIt() throws {
    // 1, 4 (paid later, less the credit) and 8.
    #expect(try owed.ask("2026-Q4").number(.cashOverdue) == 220)
  }

  @Test func outstandingDaysAreOverNinetyDaysOfInvoices() throws {
    // Unpaid: 100 + 100 + 70 + 100 + 50 = 420; invoiced since 2026-08-19: 520 - 30 + ... = 520.
    let dso = try owed.ask("2026-Q4").number(.cashDSO)
    #expect(dso == 420.0 * 90 / 520)
    #expect(try company(invoices: "").ask("2026-Q4").reason(.cashDSO) != nil)
  }

  @Test func onAnEarlierDayALaterPaymentIsUnknown() throws {
    var company = owed
    company["deal_history"] = "deal_id,changed_at,field,old_value,new_value"
    let readout = try company.ask("2026-Q4", asOf: "2026-11-15")
    // 3 and 4 are due before and paid later; 1 is due on the day itself; 8 stays.
    #expect(readout.number(.cashOverdue) == 220)
  }

  @Test func rowsAddUpToTheNumber() throws {
    let expected: [(Company, MetricID)] = [
      (typical, .cashUnbilled), (owed, .cashOverdue),
      (company(contracts: "1,x,2026-07-09,2027-07-08,365,,", invoices: ""), .cashLeakage),
    ]
    for (company, id) in expected {
      let facts = try company.facts("2026-Q4")
      let definition = try #require(MetricCatalog.definition(id))
      let sum = try #require(definition.rows(facts)?.amounts).reduce(0, +)
      #expect(definition.measure(facts).value == .money(Money(cents: sum)))
      #expect(sum > 0)
    }
  }
}
