import RevBase
import Testing

@testable import RevImport

/// View exports of HubSpot.
@Suite struct HubSpotTests {
  static let deals = "hubspot/hubspot-crm-exports-all-deals-2026-11-16.csv"
  static let companies = "hubspot/hubspot-crm-exports-all-companies-2026-11-16.csv"
  static let contacts = "hubspot/hubspot-crm-exports-all-contacts-2026-11-16.csv"

  @Test func everyColumnOfDealsHasItsPlace() throws {
    let work = try Workshop()
    let result = try work.run(fixtures: Self.deals, Self.companies) { $0.asOf = nil }
    #expect(result.plan.asOf?.description == "2026-11-16")
    let deals = try work.rows("deals")
    #expect(
      deals[0] == [
        "deal_id": "9001", "name": "Nimbus onboarding", "account_id": "501",
        "owner_id": "Dana Petrov", "pipeline": "Sales Pipeline", "stage": "Contract sent",
        "amount": "14400", "created_date": "2026-09-07T09:12:00", "close_date": "2026-12-01",
        "type": "new", "source": "Organic search", "forecast_category": "commit",
        "probability": "0.9", "next_step_date": "2026-11-20", "last_activity_date": "2026-11-13",
        "contacts": "2",
      ])
    // Several companies: the first counts.
    #expect(deals[1]["account_id"] == "502")
    #expect(deals[1]["type"] == "expansion")
  }

  @Test func aDealWithoutACloseDateIsKeptAndSaidToBe() throws {
    let work = try Workshop()
    let result = try work.run(fixtures: Self.deals)
    #expect(try work.rows("deals")[2]["close_date"] == DealPlan.noCloseDate)
    #expect(result.notes.contains { $0.hasPrefix("no close date on 1 deal,") })
  }

  @Test func daysOfEnteringStagesAreAHistoryInThePipelinesOwnSpelling() throws {
    let work = try Workshop()
    try work.run(fixtures: Self.deals)
    #expect(
      try work.lines("deal_history", "deal_id", "changed_at", "field", "old_value", "new_value")
        == [
          "9001|2026-09-07T09:12:00|stage||Appointment scheduled",
          "9001|2026-10-12T08:00:00|stage|Appointment scheduled|Contract sent",
          // The column of the second pipeline counts like that of the first.
          "9002|2026-10-02T12:00:00|stage||Closed won",
          "9003|2026-11-10T15:30:00|stage||Appointment scheduled",
        ])
  }

  @Test func aColumnsStageIsSpelledAsTheDealsSpellIt() throws {
    let work = try Workshop()
    let file = try work.write(
      "deals.csv",
      #"""
      Record ID,Deal Name,Deal Stage,Amount,Close Date,Create Date,Pipeline,"Date entered ""Closed Won (Sales)"""
      1,A,Closed won,5,2026-11-01,2026-10-01,Sales,2026-11-01 10:00

      """#)
    try work.run([file])
    #expect(try work.lines("deal_history", "new_value") == ["Closed won"])
  }

  @Test(arguments: [
    (#"Date entered "Contract sent (Sales Pipeline)""#, "Contract sent"),
    ("Date entered 'Contract sent (Sales Pipeline)'", "Contract sent"),
    (#"Date entered "Contract sent" (Sales Pipeline)"#, "Contract sent"),
    ("Date entered “Won”", "Won"), ("hs_v2_date_entered_closedwon", "closedwon"),
    ("Date entered current stage", nil), (#"Date exited "Won""#, nil),
  ])
  func stagesAreFoundInTheNamesOfColumns(name: String, stage: String?) {
    #expect(EnteredColumns.stage(in: name) == stage)
  }

  @Test func everyColumnOfCompaniesHasItsPlace() throws {
    let work = try Workshop()
    try work.run(fixtures: Self.companies)
    #expect(
      try work.rows("accounts") == [
        [
          "account_id": "501", "name": "Nimbus Retail", "region": "United States",
          "industry": "Retail", "owner_id": "Dana Petrov", "created_date": "2026-01-15T10:00:00",
        ],
        [
          "account_id": "502", "name": "Quartz GmbH", "region": "Germany", "industry": "Glass",
          "owner_id": "Eli Brandt", "created_date": "2025-06-01T08:00:00",
        ],
        [
          "account_id": "504", "name": "Topaz", "owner_id": "Eli Brandt",
          "created_date": "2026-11-10T15:00:00",
        ],
      ])
  }

  @Test func contactsAreLeadsOfTheirCompany() throws {
    let work = try Workshop()
    try work.run(fixtures: Self.companies, Self.contacts)
    #expect(
      try work.lines("leads", "lead_id", "created_at", "source", "account_id", "owner_id") == [
        "7001|2026-09-01T11:00:00|Organic Search|501|Dana Petrov",
        "7003|2025-06-02T09:00:00|Direct Traffic|502|Eli Brandt",
      ])
  }
}

/// List views of Pipedrive.
@Suite struct PipedriveTests {
  @Test func everyColumnOfDealsHasItsPlace() throws {
    let work = try Workshop()
    let result = try work.run(fixtures: "pipedrive/deals-2026-11-16.csv")
    let deals = try work.rows("deals")
    #expect(
      deals[0] == [
        "deal_id": "11", "name": "Saffron kitchen", "account_id": "Saffron Ltd",
        "owner_id": "Finn Doyle", "pipeline": "Sales", "stage": "Proposal Made",
        "amount": "3250", "currency": "GBP", "created_date": "2026-09-15T10:30:00",
        "close_date": "2026-12-09", "type": "new", "source": "Web", "probability": "0.6",
        "next_step_date": "2026-11-18", "last_activity_date": "2026-11-12",
      ])
    #expect(result.aside(.deleted) == 1)
    #expect(result.plan.files[0].encoding == .utf8)
  }

  @Test func wonAndLostAreStatusesWithADayOfTheirOwn() throws {
    let work = try Workshop()
    try work.run(fixtures: "pipedrive/deals-2026-11-16.csv")
    #expect(
      try work.lines("deals", "deal_id", "stage", "close_date", "closed_date", "lost_reason") == [
        "11|Proposal Made|2026-12-09||", "12|Won|2026-10-20|2026-10-20|",
        "13|Lost|2026-09-09|2026-09-09|Went with nobody",
        "14|Qualified|\(DealPlan.noCloseDate)||",
      ])
    #expect(
      try work.lines("stages", "stage", "outcome", "pipeline") == [
        "Qualified|open|Sales", "Proposal Made|open|Sales", "Won|won|Sales", "Lost|lost|Sales",
      ])
  }

  @Test func serialDaysOfSpreadsheetsAreDays() throws {
    let work = try Workshop()
    let file = try work.write(
      "deals.csv",
      """
      Deal - ID,Deal - Title,Deal - Value,Deal - Status,Deal - Stage,Deal - Deal created,Deal - Expected close date
      1,A,10,Open,Qualified,45631,45700.5

      """)
    try work.run([file])
    // 45631 is the 5th of December 2024.
    #expect(try work.lines("deals", "created_date", "close_date") == ["2024-12-05|2025-02-12"])
  }
}
