// Carriers and their attainment, pay, costs and efficiency.

import RevBase
import RevMetrics
import RevModel
import Testing

@Suite struct TeamTests {
  /// As of 2026-11-15, the 46th of the quarter's 92 days: half of it.
  private var company: Company {
    var company = Company(asOf: "2026-11-15")
    company["people"] = """
      person_id,name,role,team,manager_id,hired_date,left_date
      p1,Ann,ae,East,m,2025-01-01,
      p2,Bob,ae,East,m,2026-10-16,
      p3,Cid,ae,West,m,2020-01-01,2026-10-11
      m,Mia,manager,East,,2020-01-01,
      """
    company["quotas"] = """
      person_id,start_date,end_date,amount,full_amount,segment
      p1,2026-10-01,2026-12-31,920,,SMB
      p2,2026-10-01,2026-12-31,100,200,
      p3,2026-01-01,2026-12-31,365,,SMB
      m,2026-10-01,2026-12-31,5000,,
      ghost,2026-10-01,2026-12-31,50,,
      p1,2026-07-01,2026-09-30,300,,SMB
      """
    company["deals"] = """
      deal_id,stage,created_date,close_date,closed_date,amount,owner_id,account_id,type
      a,Won,2026-09-01,2026-10-10,2026-10-10,460,p1,x,new
      b,Won,2026-09-01,2026-10-20,2026-10-20,49.99,p2,y,new
      c,Won,2026-06-01,2026-09-10,2026-09-10,300,p1,z,new
      d,Won,2025-01-01,2025-01-31,2025-01-31,10,p1,y,expansion
      e,Won,2026-09-01,2026-11-01,2026-11-01,70,m,w,new
      """
    return company
  }

  @Test func carriersOnCourseHaveWonTheElapsedShare() throws {
    // p1 won half of 920; p2 49.99 of 100; p3 has 365 x 92 / 365 = 92.00 and won nothing.
    let readout = try company.ask("2026-Q4")
    #expect(readout[.teamAtQuota].numerator == .count(1))
    #expect(readout[.teamAtQuota].denominator == .count(3))
    #expect(readout.number(.teamAttainmentMedian) == 0.4999)
  }

  @Test func withoutPeopleEveryoneWithQuotaCarriesIt() throws {
    var company = company
    let files = ["quotas", "deals"]
    var bare = Company(asOf: "2026-11-15")
    for file in files { bare.copy(file, from: company) }
    #expect(try bare.ask("2026-Q4")[.teamAtQuota].denominator == .count(5))
    #expect(try bare.ask("2026-Q4").reason(.teamRevenuePerRep) == "people.csv is missing")
    #expect(try bare.ask("2026-Q4").reason(.teamRampDays) == "people.csv is missing")
    company["quotas"] = "person_id,start_date,end_date,amount"
    #expect(try company.ask("2026-Q4").reason(.teamAtQuota) != nil)
  }

  @Test func revenuePerRepIsOverTheMeanHeadcount() throws {
    // Employed days of the 46: p1 46, p2 31 (from 2026-10-16), p3 10 (gone on 2026-10-11).
    let value = try #require(try company.ask("2026-Q4")[.teamRevenuePerRep].value)
    #expect(value == .fraction(cents: 50_999 * 46, over: 87))
  }

  @Test func activitiesPerRepAreThoseOfCarriers() throws {
    var company = company
    company["activities"] = """
      activity_id,date,person_id
      1,2026-10-01,p1
      2,2026-11-15,p2
      3,2026-11-16,p2
      4,2026-09-30,p1
      5,2026-10-02,m
      6,2026-10-02,
      """
    #expect(try company.ask("2026-Q4").number(.teamActivitiesPerRep) == 92.0 / 87)
    let sliced = try company.ask("2026-Q4", [(.segment, ["SMB"])])
    #expect(sliced.reason(.teamActivitiesPerRep) == "activities have no segment")
  }

  @Test func rampIsTheTimeToTheFirstDeal() throws {
    // p1 was hired in the 730 days to A: 30 days to d; p2: 4 days to b.
    #expect(try company.ask("2026-Q4").number(.teamRampDays) == 17)
  }

  @Test func timeToQuotaEndsWithTheFirstFullQuotaRow() throws {
    // p1 reached 300 by 2026-09-30; the current quarter has not ended.
    #expect(try company.ask("2026-Q4").number(.teamTimeToQuota) == 637)
    let nobody = try company.ask("2026-Q4", [(.owner, ["p2"])])
    #expect(nobody.reason(.teamTimeToQuota) != nil)
  }

  @Test func beforeThePeriodRatesAreUndefined() throws {
    let readout = try company.ask("2027-Q1")
    for id in [MetricID.teamAtQuota, .teamRevenuePerRep, .efficiencyCACPayback] {
      #expect(readout[id].value == nil)
    }
    #expect(readout.reason(.teamAtQuota) == "the period has not begun")
  }

  @Test func segmentsOfQuotaAreTheirOwn() throws {
    var company = company
    company["accounts"] = "account_id,segment\nx,SMB\ny,Big"
    let readout = try company.ask("2026-Q4", [(.segment, ["SMB"])])
    // p1 920 and p3 92.00; p1 won 460 in SMB.
    #expect(readout[.teamAtQuota].denominator == .count(2))
    #expect(readout.number(.teamAttainmentMedian) == 0.25)
    let byRegion = try company.ask("2026-Q4", [(.region, ["EU"])])
    #expect(byRegion.reason(.teamAtQuota) != nil)
  }

  @Test func payIsProratedByDayAndRoundedByRow() throws {
    var company = company
    company["payouts"] = """
      person_id,start_date,end_date,paid,budget
      p1,2026-10-01,2026-12-31,92,184
      p1,2026-09-01,2026-10-30,60,60
      p2,2026-10-01,2026-10-31,31,
      p3,2026-12-01,2026-11-01,31,31
      """
    // 46 of 92 days; 30 of 60 days.
    let ratio = try company.ask("2026-Q4")[.compPayoutRatio]
    #expect(ratio.numerator == .money(Money(cents: 76_00)))
    #expect(ratio.denominator == .money(Money(cents: 122_00)))
    #expect(try company.ask("2024-Q4").reason(.compPayoutRatio) != nil)
    let byTeam = try company.ask("2026-Q4", [(.team, ["East"])])
    #expect(byTeam[.compPayoutRatio].denominator == .money(Money(cents: 122_00)))
  }

  private var spending: Company {
    var company = company
    company["costs"] = """
      month,category,amount
      2026-10-01,sales,310
      2026-11-01,sales,60
      2026-11-01,marketing,100
      2026-12-01,sales,9999
      2025-11-01,tools,30
      2026-11-01,tools,30
      """
    company["subscriptions"] = """
      subscription_id,account_id,start_date,end_date,mrr
      s1,x,2026-10-10,,40
      s2,z,2024-01-01,,60
      """
    return company
  }

  @Test func costsOfAMonthAreProratedToE() throws {
    // Sales: 310 and half of November's 60; won in P: 460 + 49.99 + 70.
    let ratio = try spending.ask("2026-Q4")[.compCostOfSales]
    #expect(ratio.numerator == .money(Money(cents: 340_00)))
    #expect(ratio.denominator == .money(Money(cents: 579_99)))
  }

  @Test func aNewLogoIsAnAccountsFirstWonDeal() throws {
    // x and w are new; y had bought an expansion before; z bought in the quarter before.
    let readout = try spending.ask("2026-Q4")
    #expect(readout[.efficiencyCAC].value == .fraction(cents: 390_00, over: 2))
    #expect(
      try spending.ask("2026-Q4", [(.owner, ["p1"])]).reason(.efficiencyCAC)
        == "costs have no owner")
  }

  @Test func onTheDayOfTheFirstDealAnyNewOneMakesALogo() throws {
    var company = spending
    company["deals"] = """
      deal_id,stage,created_date,close_date,closed_date,amount,owner_id,account_id,type
      a,Won,2026-09-01,2026-10-10,2026-10-10,460,p1,x,expansion
      b,Won,2026-09-01,2026-10-10,2026-10-10,460,p1,x,new
      c,Won,2026-09-01,2026-10-10,2026-10-10,460,p1,,new
      """
    #expect(try company.ask("2026-Q4")[.efficiencyCAC].value == .fraction(cents: 390_00, over: 1))
  }

  @Test func paybackNeedsNewRevenueAndAMargin() throws {
    var company = spending
    #expect(
      try company.ask("2026-Q4").reason(.efficiencyCACPayback)
        == "revtop.yaml has no gross_margin")
    company.manifest.grossMargin = 750_000_000
    // 390 over 40 x 0.75 = 30.
    #expect(try company.ask("2026-Q4").number(.efficiencyCACPayback) == 13)
    #expect(try company.ask("2026-Q3").reason(.efficiencyCACPayback) != nil)
  }

  @Test func paybackDividesByAnUnroundedProduct() throws {
    var company = spending
    company.manifest.grossMargin = 333_333_333
    // 40 x 0.333333333 is 13.33333332: rounded to 13.33 it would give another number.
    let expected = 390_000_000_000 / (40 * 333_333_333.0)
    #expect(try company.ask("2026-Q4").number(.efficiencyCACPayback) == expected)
  }

  @Test func withoutAColumnOfOwnersNobodysDealsAreKnown() throws {
    var company = company
    company["deals"] = """
      deal_id,stage,created_date,close_date,closed_date,amount,type
      a,Won,2026-09-01,2026-10-10,2026-10-10,460,new
      """
    let readout = try company.ask("2026-Q4")
    for id in [MetricID.teamAtQuota, .teamAttainmentMedian, .teamRevenuePerRep] {
      #expect(readout.reason(id) == "deals.csv has no column owner_id")
    }
  }

  @Test func toolsAreHeldAgainstRecurringRevenue() throws {
    // T is 2025-11-16 to 2026-11-15: half of one November, half of the other; ARR 1200.
    let share = try spending.ask("2026-Q4")[.efficiencyStackShare]
    #expect(share.numerator == .money(Money(cents: 30_00)))
    #expect(share.denominator == .money(Money(cents: 1200_00)))
  }

  @Test func pipelinePerSpendNeedsTheListOfSources() throws {
    var company = company
    company["deals"] = """
      deal_id,stage,created_date,close_date,amount,owner_id,type,source
      a,Talk,2026-10-02,2026-12-10,460,p1,new,web
      b,Talk,2026-10-02,2026-12-10,40,p1,new,call
      """
    company["spend"] = "date,channel,amount\n2026-10-02,web,230"
    #expect(
      try company.ask("2026-Q4").reason(.efficiencyPipelinePerSpend)
        == "revtop.yaml has no marketing_sources")
    company.manifest.marketingSources = ["web"]
    #expect(try company.ask("2026-Q4").number(.efficiencyPipelinePerSpend) == 2)
    let sliced = try company.ask("2026-Q4", [(.source, ["call"])])
    #expect(sliced.reason(.efficiencyPipelinePerSpend) != nil)
  }

  @Test func theHistogramHoldsEveryCarrierOnce() throws {
    let histogram = AttainmentHistogram(try company.facts("2026-Q4"))
    #expect(histogram.bins.map(\.carriers) == [1, 1, 1, 0, 0, 0, 0])
    #expect(histogram.bins.last?.to == nil)
    let sliced = AttainmentHistogram(try company.facts("2026-Q4", [(.region, ["EU"])]))
    #expect(sliced.reason != nil)
  }

  @Test func theOrderOfRowsChangesNothing() throws {
    let readout = try spending.ask("2026-Q4")
    for file in ["people", "quotas", "deals", "costs", "subscriptions"] {
      var turned = spending
      turned.reverse(file)
      let other = try turned.ask("2026-Q4")
      for definition in MetricCatalog.all where definition.group == .team {
        #expect(readout[definition.id] == other[definition.id], "\(definition.id.rawValue)")
      }
    }
  }
}
