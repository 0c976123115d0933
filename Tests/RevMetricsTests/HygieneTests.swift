// Flags on open deals, duplicate accounts, and what bad data costs.

import RevBase
import RevMetrics
import RevModel
import Testing

@Suite struct HygieneTests {
  private var company: Company {
    var company = Company(asOf: "2026-11-16")
    company["people"] = """
      person_id,role,left_date
      p1,ae,
      p2,ae,2026-11-16
      p3,ae,2026-11-17
      """
    company["accounts"] = "account_id,name\nx,X\ny,Y"
    company["deals"] = """
      deal_id,stage,created_date,close_date,amount,owner_id,account_id,type,next_step,next_step_date,last_activity_date,contacts,forecast_category
      clean,Talk,2026-06-01,2026-11-16,100,p1,x,new,call,2026-11-16,2026-10-18,2,
      bad,Talk,2026-06-01,2026-11-15,0,ghost,ghost,new,call,2026-11-15,2026-10-17,1,
      blank,Offer,2026-06-01,2026-12-15,,,,expansion,,,,,
      left,Offer,2026-06-01,2026-12-15,50,p2,x,new,call,,2026-11-17,0,
      stays,Offer,2026-06-01,2026-12-15,-5,p3,y,new,call,,2026-11-16,9,
      renewal,Talk,2026-06-01,2026-11-15,,,,renewal,,,,,
      lead,Lead,2026-06-01,2026-11-15,,,,new,,,,,
      hidden,Talk,2026-06-01,2026-12-15,70,p1,x,new,call,,2026-11-16,3,omitted
      won,Won,2026-06-01,2026-11-10,80,p1,x,new,,,,,
      """
    return company
  }

  @Test func flagsAreRaisedOnSalesDealsOfThePipelineOnly() throws {
    let readout = try company.ask("2026-Q4")
    #expect(readout.number(.hygieneNoAmount) == 3)
    #expect(readout.number(.hygienePastDue) == 1)
    #expect(readout.number(.hygieneNoNextStep) == 2)
    #expect(readout.number(.hygieneNoActivity) == 3)
    #expect(readout.number(.hygieneNoOwner) == 3)
    #expect(readout.number(.hygieneNoAccount) == 2)
    #expect(readout.number(.hygieneSingleContact) == 2)
    #expect(readout.number(.hygieneOmitted) == 1)
    // 16 of 7 flags on 5 deals.
    #expect(readout.number(.hygieneScore) == 1900.0 / 35)
  }

  @Test func withActivitiesTheColumnIsNotUsed() throws {
    var company = company
    company["activities"] = """
      activity_id,date,deal_id
      1,2026-10-18,blank
      2,2026-10-17,clean
      3,2026-11-16,left
      4,2026-11-17,stays
      5,2026-11-16,ghost
      """
    #expect(try company.ask("2026-Q4").number(.hygieneNoActivity) == 3)
  }

  @Test func whatTheSnapshotLacksIsUndefinedAndNotRaised() throws {
    var bare = Company(asOf: "2026-11-16")
    bare["deals"] = "deal_id,stage,created_date,close_date\na,Talk,2026-06-01,2026-12-15"
    let readout = try bare.ask("2026-Q4")
    #expect(readout.reason(.hygieneNoAmount) == "deals.csv has no column amount")
    #expect(readout.number(.hygienePastDue) == 0)
    #expect(readout.reason(.hygieneNoActivity) != nil)
    #expect(readout.reason(.hygieneDuplicateAccounts) == "accounts.csv is missing")
    #expect(readout.number(.hygieneScore) == 100)
    bare["deal_history"] = """
      deal_id,changed_at,field,old_value,new_value
      a,2026-07-01,amount,5,
      """
    #expect(try bare.ask("2026-Q4").number(.hygieneNoAmount) == 1)
  }

  @Test func withoutDealsThereIsNoScore() throws {
    let readout = try company.ask("2026-Q4", [(.owner, ["nobody"])])
    #expect(readout.number(.hygieneNoAmount) == 0)
    #expect(readout.reason(.hygieneScore) == "there are no open deals")
  }

  @Test func theOwnerOfTheDayDecides() throws {
    var company = company
    company["deal_history"] = """
      deal_id,changed_at,field,old_value,new_value
      clean,2026-11-16,owner_id,,p1
      """
    // On the 15th clean has nobody, and p2 is still there.
    let before = try company.ask("2026-Q4", asOf: "2026-11-15")
    #expect(before.number(.hygieneNoOwner) == 3)
    #expect(before.number(.hygienePastDue) == 0)
  }

  @Test func rowsAreTheFlaggedDeals() throws {
    let facts = try company.facts("2026-Q4")
    let rows = MetricCatalog.definition(.hygieneNoOwner)?.rows(facts)?.rows
    #expect(rows == [1, 2, 3])
  }

  @Test func aFlagSaysWhatItCosts() throws {
    let costs = HygieneCost.all(try company.facts("2026-Q4"))
    #expect(costs.count == 7)
    let noAmount = try #require(costs.first { $0.flag == .noAmount })
    // Three deals of the period at the mean won deal of the year, 80.00.
    #expect(noAmount.distortion == Money(cents: 240_00))
    #expect(noAmount.isEstimate)
    #expect(noAmount.subject == "3 deals without an amount")
    let noOwner = try #require(costs.first { $0.flag == .noOwner })
    #expect(noOwner.pipeline == Money(cents: 50_00))
    let single = try #require(costs.first { $0.flag == .singleContact })
    #expect(single.distortion == Money(cents: 30_00))
    #expect(costs.map(\.distortion) == costs.map(\.distortion).sorted(by: >))
  }

  @Test func flagsByOwnerAddUpToTheFlags() throws {
    let facts = try company.facts("2026-Q4")
    let table = HygieneByOwner(facts)
    #expect(table.known == 7)
    #expect(table.lines.map(\.deals).reduce(0, +) == 5)
    for flag in HygieneFlag.allCases {
      #expect(table.lines.map { $0[flag] }.reduce(0, +) == facts.hygiene.count(flag))
    }
    #expect(table.lines.first?.person == nil)
  }

  @Test func theOrderOfRowsChangesNothing() throws {
    let readout = try company.ask("2026-Q4")
    for file in ["people", "accounts", "deals"] {
      var turned = company
      turned.reverse(file)
      let other = try turned.ask("2026-Q4")
      for definition in MetricCatalog.all where definition.group == .hygiene {
        #expect(readout[definition.id] == other[definition.id], "\(definition.id.rawValue)")
      }
    }
  }

  // MARK: - Duplicate accounts

  private func duplicates(_ names: [String]) throws -> Int? {
    var company = Company(asOf: "2026-11-16")
    company["accounts"] =
      "account_id,name\n"
      + names.enumerated().map { "a\($0.offset),\($0.element)" }.joined(separator: "\n")
    return try company.ask("2026-Q4").number(.hygieneDuplicateAccounts).map { Int($0) }
  }

  @Test(arguments: [
    (["Acme", "ACME Inc.", "acme  corp"], 2),
    (["Acme & Co. KG", "acme"], 1),
    (["Müller GmbH", "MÜLLER", "Mu\u{308}ller AG"], 2),
    (["Straße 7", "STRASSE 7"], 1),
    (["ＡＣＭＥ　Ｌｔｄ", "Acme"], 1),
    (["ﬁne ﬂow", "Fine Flow"], 1),
    (["Σίσυφος", "ΣΊΣΥΦΟΣ"], 1),
    (["Inc", "inc."], 1),
    (["Co Ltd", "Co"], 1),
    (["Ac-me", "Acme", "Ac me"], 1),
    (["A+B", "A B", "AB"], 0),
    (["Company of Ships", "Ships"], 0),
    (["...", "!!!", ""], 0),
  ])
  func namesAreTheSameCompany(_ names: [String], _ count: Int) throws {
    #expect(try duplicates(names) == count)
  }

  @Test func theOldestAccountOfANameIsNoDuplicate() throws {
    var company = Company(asOf: "2026-11-16")
    company["accounts"] = """
      account_id,name,created_date,segment
      a,Acme,,SMB
      b,Acme,2026-02-01,SMB
      c,Acme,2026-01-01,Big
      d,Acme,2026-01-01,Big
      """
    let facts = try company.facts("2026-Q4")
    let definition = try #require(MetricCatalog.definition(.hygieneDuplicateAccounts))
    #expect(definition.rows(facts)?.rows == [0, 1, 3])
    let big = try company.ask("2026-Q4", [(.segment, ["Big"])])
    #expect(big.number(.hygieneDuplicateAccounts) == 1)
  }
}
