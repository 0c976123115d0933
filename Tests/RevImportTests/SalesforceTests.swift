import RevBase
import RevIngest
import RevModel
import Testing

@testable import RevImport

/// Exports of Salesforce: API names, report labels, history.
@Suite struct SalesforceTests {
  static let deal1 = "006Hs00001aBcD1IAK"
  static let deal2 = "006Hs00001aBcD2IAK"
  static let deal3 = "006Hs00001aBcD3IAK"
  static let deal6 = "006Hs00001aBcD6IAK"

  @Test func everyColumnOfOpportunitiesHasItsPlace() throws {
    let work = try Workshop()
    let result = try work.run(fixtures: "salesforce/Opportunity.csv") { options in
      options.slicers = ["Region__c"]
    }
    let deals = try work.rows("deals")
    #expect(
      deals.first == [
        "deal_id": Self.deal1, "name": "Kestrel Foods - platform",
        "account_id": "001Hs00003kLmN1IAK", "owner_id": "005Hs00000xYzA1IAK",
        "stage": "Proposal/Price Quote", "amount": "48000", "currency": "USD",
        "created_date": "2026-08-03T14:05:00Z", "close_date": "2026-12-15", "type": "new",
        "source": "Web", "campaign": "701Hs00000cAmP1IAK", "forecast_category": "commit",
        "probability": "0.75", "next_step": "Contract review, legal",
        "last_activity_date": "2026-11-11", "Region__c": "North",
      ])
    #expect(
      try work.lines("deals", "deal_id", "type", "amount", "currency", "lost_reason") == [
        "\(Self.deal1)|new|48000|USD|", "\(Self.deal2)|expansion|21500.50|EUR|",
        "\(Self.deal3)|renewal|12000|USD|", "006Hs00001aBcD4IAK|expansion|9000|USD|Price",
        "\(Self.deal6)|new||USD|",
      ])
    #expect(result.aside(.deleted) == 1)
    #expect(result.plan.files[0].sureness ?? 0 > 0.9)
    #expect(
      result.plan.files[0].unusedColumns == [
        "RecordTypeId", "Description", "ExpectedRevenue", "PushCount",
      ])
  }

  @Test func stagesComeWithOutcomeCategoryAndProbability() throws {
    let work = try Workshop()
    try work.run(fixtures: "salesforce/Opportunity.csv")
    #expect(
      try work.lines("stages", "stage", "position", "outcome", "category", "probability") == [
        "Prospecting|1|open|pipeline|0.1", "Proposal/Price Quote|2|open|commit|0.75",
        "Negotiation/Review|3|open|best_case|0.9", "Closed Won|4|won|closed|1",
        "Closed Lost|5|lost|omitted|0",
      ])
  }

  @Test func versionsBecomeTheChangesBetweenThem() throws {
    let work = try Workshop()
    try work.run(fixtures: "salesforce/Opportunity.csv", "salesforce/OpportunityHistory.csv")
    let (ada, ben) = ("005Hs00000xYzA1IAK", "005Hs00000xYzA2IAK")
    #expect(
      try work.text("deal_history.csv") == """
        deal_id,changed_at,field,old_value,new_value,changed_by
        \(Self.deal1),2026-08-03T14:05:00Z,stage,,Prospecting,\(ada)
        \(Self.deal1),2026-09-21T10:00:00Z,stage,Prospecting,Id. Decision Makers,\(ada)
        \(Self.deal1),2026-09-21T10:00:00Z,close_date,2026-10-31,2026-11-30,\(ada)
        \(Self.deal1),2026-11-12T09:00:00Z,stage,Id. Decision Makers,Proposal/Price Quote,\(ben)
        \(Self.deal1),2026-11-12T09:00:00Z,amount,40000,48000,\(ben)
        \(Self.deal1),2026-11-12T09:00:00Z,close_date,2026-11-30,2026-12-15,\(ben)
        \(Self.deal1),2026-11-12T09:00:00Z,forecast_category,pipeline,commit,\(ben)
        \(Self.deal3),2026-05-11T10:00:00Z,stage,,Prospecting,\(ada)
        \(Self.deal3),2026-10-05T11:00:00Z,stage,Prospecting,Closed Won,\(ada)
        \(Self.deal3),2026-10-05T11:00:00Z,forecast_category,pipeline,closed,\(ada)

        """)
  }

  @Test func changesOfFieldsAreKeptAndTheOwnersNameIsLeftOut() throws {
    let work = try Workshop()
    let result = try work.run(
      fixtures: "salesforce/Opportunity.csv", "salesforce/OpportunityFieldHistory.csv")
    #expect(
      try work.lines("deal_history", "changed_at", "field", "old_value", "new_value") == [
        "2026-08-10T12:00:00Z|owner_id|005Hs00000xYzA1IAK|005Hs00000xYzA2IAK",
        "2026-10-01T09:00:00Z|close_date|2026-09-30|2026-11-28",
        "2026-10-02T09:00:00Z|amount|18000|21500.50",
        "2026-10-20T09:00:00Z|stage|Proposal/Price Quote|Negotiation/Review",
        "2026-11-13T16:20:00Z|forecast_category|pipeline|best_case",
      ])
    // The pseudo-row `created`, the owner by name, a field that is not kept.
    #expect(result.aside(.otherKind, file: 1) == 3)
  }

  @Test func historyOfAnExportAgreesWithItsDeals() throws {
    let work = try Workshop()
    try work.run(
      fixtures: "salesforce/Opportunity.csv", "salesforce/OpportunityHistory.csv",
      "salesforce/OpportunityFieldHistory.csv", "salesforce/Account.csv", "salesforce/User.csv"
    ) { $0.rates = ["EUR": "1.1"] }
    let report = try work.load().report
    #expect(report.setAside == 0)
    let differing = report.warnings.filter { if case .historyDiffers = $0 { true } else { false } }
    #expect(differing.isEmpty, "\(report.text)")
    let unknown = report.warnings.filter {
      if case .unknownReferences = $0 { true } else { false }
    }
    #expect(unknown.isEmpty, "\(report.text)")
  }

  @Test func everyColumnOfAccountsHasItsPlace() throws {
    let work = try Workshop()
    let result = try work.run(fixtures: "salesforce/Account.csv")
    let accounts = try work.rows("accounts")
    #expect(accounts.count == 4)
    #expect(
      accounts[0] == [
        "account_id": "001Hs00003kLmN1IAK", "name": "Kestrel Foods, Inc.",
        "segment": "Mid-market", "region": "United States", "industry": "Food",
        "owner_id": "005Hs00000xYzA1IAK", "created_date": "2025-02-01T09:00:00Z", "tier": "A",
      ])
    #expect(accounts[2]["parent_id"] == "001Hs00003kLmN1IAK")
    #expect(result.aside(.deleted) == 1)
    #expect(result.notes.contains { $0.contains("none of the files holds deals") })
  }

  @Test func peopleHaveRolesTeamsAndADayOnWhichTheyAreGone() throws {
    let work = try Workshop()
    try work.run(fixtures: "salesforce/User.csv")
    #expect(
      try work.lines("people", "name", "role", "team", "manager_id", "left_date") == [
        "Ada Cole|ae|West|005Hs00000xYzA3IAK|", "Ben Okafor|ae|East|005Hs00000xYzA3IAK|2026-10-31",
        "Cyd Ruiz|manager|Sales||",
      ])
  }

  @Test func leadsKeepTheirConversionAndDisqualification() throws {
    let work = try Workshop()
    let result = try work.run(fixtures: "salesforce/Lead.csv")
    let leads = try work.rows("leads")
    #expect(
      leads == [
        [
          "lead_id": "00QHs00000aaa01MAA", "created_at": "2026-10-20T11:00:00Z", "source": "Web",
          "account_id": "001Hs00003kLmN4IAK", "owner_id": "005Hs00000xYzA2IAK",
          "sql_date": "2026-11-02", "deal_id": Self.deal6,
        ],
        [
          "lead_id": "00QHs00000aaa02MAA", "created_at": "2026-10-25T11:00:00Z",
          "source": "Event", "owner_id": "005Hs00000xYzA1IAK", "disqualified_date": "2026-11-01",
        ],
      ])
    #expect(result.aside(.deleted) == 1)
  }

  @Test func contactsAreCountedByRoleElseByAccount() throws {
    let work = try Workshop()
    try work.run(
      fixtures: "salesforce/Opportunity.csv", "salesforce/Contact.csv",
      "salesforce/OpportunityContactRole.csv")
    #expect(
      try work.lines("deals", "deal_id", "contacts") == [
        "\(Self.deal1)|2", "\(Self.deal2)|", "\(Self.deal3)|1", "006Hs00001aBcD4IAK|2",
        "\(Self.deal6)|1",
      ])
  }

  @Test func tasksAndEventsAreActivitiesOfDealsAndAccounts() throws {
    let work = try Workshop()
    try work.run(fixtures: "salesforce/Task.csv", "salesforce/Event.csv")
    #expect(
      try work.lines("activities", "activity_id", "date", "kind", "deal_id", "account_id") == [
        "00THs00000tas01MAA|2026-11-11|call|\(Self.deal1)|001Hs00003kLmN1IAK",
        "00THs00000tas02MAA|2026-10-06|email||001Hs00003kLmN3IAK",
        "00UHs00000eve01MAA|2026-10-14|meeting|\(Self.deal1)|001Hs00003kLmN1IAK",
      ])
  }

  @Test func campaignsGiveTheirNameToDealsAndTheirCostToSpend() throws {
    let work = try Workshop()
    try work.run(fixtures: "salesforce/Campaign.csv", "salesforce/Opportunity.csv")
    #expect(try work.rows("deals")[0]["campaign"] == "Autumn webinar")
    #expect(
      try work.lines("spend", "date", "channel", "amount", "campaign")
        == ["2026-07-20|Webinar|4321.09|Autumn webinar"])
  }

  // MARK: - Reports

  @Test func aReportInLatin1WithAFooterIsTheSamePipeline() throws {
    let work = try Workshop()
    let result = try work.run(fixtures: "salesforce/report1794816000000.csv") { $0.asOf = nil }
    let plan = result.plan.files[0]
    #expect(plan.encoding == .windows1252)
    #expect(plan.shape == "salesforce.report")
    #expect(result.plan.asOf?.description == "2026-11-16")
    #expect(result.plan.asOfEvidence == "in the name of the file")
    #expect(result.aside(.total) == 5)
    #expect(plan.log.accepted == 5)
    let deals = try work.rows("deals")
    // Ids of fifteen characters are the API's of eighteen.
    #expect(
      deals.map { $0["deal_id"] } == [
        Self.deal1, Self.deal2, Self.deal3, "006Hs00001aBcD4IAK", Self.deal6,
      ])
    #expect(
      deals[1] == [
        "deal_id": Self.deal2, "name": "Müller & Söhne – Erweiterung",
        "account_id": "Müller & Söhne GmbH", "owner_id": "Ben Okafor",
        "stage": "Negotiation/Review", "amount": "21500.50", "currency": "EUR",
        "created_date": "2026-06-22", "close_date": "2026-11-28", "type": "expansion",
        "source": "Partner", "probability": "0.9",
      ])
    #expect(deals[0]["next_step"] == "Contract review,\nlegal")
    #expect(result.decision("close_date") == "month first ('12/15/2026')")
    #expect(result.decision("created_date") == "month first ('6/22/2026')")
    #expect(
      try work.lines("people", "person_id", "name").sorted() == [
        "Ada Cole|Ada Cole", "Ben Okafor|Ben Okafor",
      ])
  }

  @Test func aReportWithoutTheDayOfCreationTakesTheAge() throws {
    let work = try Workshop()
    let file = try work.write(
      "pipeline.csv",
      """
      Opportunity ID,Opportunity Name,Stage,Amount,Close Date,Age
      006Hs00001aBcD1,One,Prospecting,10,2026-12-15,100

      """)
    try work.run([file])
    #expect(try work.rows("deals")[0]["created_date"] == "2026-08-08")
  }

  @Test func aReportWithoutIdsSaysWhichColumnToAdd() throws {
    let work = try Workshop()
    let file = try work.write(
      "pipeline.csv",
      "Opportunity Name,Stage,Amount,Close Date,Created Date\nA,B,1,2026-12-15,2026-01-01\n")
    #expect(
      work.refusal([file])?.description
        == "\(file): Salesforce opportunity report (labels) without the column 'Opportunity ID'. "
        + "Add it to the export, or name the column in a mapping file (--mapping FILE).")
  }

  @Test func aGermanReportIsReadInItsOwnWords() throws {
    let work = try Workshop()
    let result = try work.run(fixtures: "salesforce/Opportunities-DE.csv")
    #expect(result.plan.files[0].delimiter == "semicolon")
    #expect(result.decision("amount") == "decimal comma ('1.234,50')")
    #expect(result.decision("close_date") == "day first ('31.12.2026')")
    #expect(
      try work.lines("deals", "name", "stage", "amount", "created_date", "close_date", "type") == [
        "Falkenmühle Erstvertrag|Angebot|1234.50|2026-09-03|2026-12-31|new",
        "Falkenmühle Ausbau|Geschlossen und gewonnen|12000|2026-05-11|2026-10-05|expansion",
      ])
    #expect(
      try work.lines("stages", "stage", "outcome")
        == ["Angebot|open", "Geschlossen und gewonnen|won"])
    #expect(try work.text("revtop.yaml").contains("currency: EUR"))
  }
}
