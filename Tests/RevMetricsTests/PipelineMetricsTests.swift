// Open pipeline, coverage, velocity and what was created: companies small enough to add up by hand.

import RevBase
import RevMetrics
import RevModel
import Testing

@Suite struct PipelineMetricsTests {
  /// Two deals of the quarter, one after it, one before it, one omitted, one unqualified, one
  /// renewal.
  private var typical: PipelineCase {
    PipelineCase(
      """
      a,Talk,1000,2026-10-01,2026-12-01,p1,new
      b,Close,500.50,2026-09-01,2026-11-20,p2,expansion
      c,Talk,200,2026-08-01,2027-02-01,p1,new
      d,Offer,70,2026-01-01,2026-09-15,p2,new
      e,Lead,999,2026-11-01,2026-12-01,p1,new
      f,Talk,31,2026-11-01,2026-11-10,p1,renewal
      """)
  }

  @Test func openPipelineHoldsQualifiedSalesDealsDatedInThePeriod() throws {
    let readout = try typical.ask()
    #expect(readout.amount(.pipelineOpen) == "1500.50")
    #expect(readout.value(.pipelineOpenCount) == 2)
    #expect(readout.amount(.pipelineOpenAll) == "1770.50")
    #expect(readout.value(.pipelineOpenAllCount) == 4)
    #expect(readout.amount(.pipelineAverageOpen) == "750.25")
  }

  @Test func datesThatPassedAreSeenBesideThePeriod() throws {
    let readout = try typical.ask()
    #expect(readout.amount(.pipelinePastDue) == "70")
    #expect(readout.amount(.pipelineBeforePeriod) == "70")
    #expect(try typical.ask("2027-Q1").amount(.pipelineBeforePeriod) == "1570.50")
  }

  @Test func aTypeFilterSelectsExactlyItsTypes() throws {
    let renewals = try typical.ask(slicing: [(.type, "renewal")])
    #expect(renewals.amount(.pipelineOpen) == "31")
    let both = try typical.ask(slicing: [(.type, "renewal"), (.type, "new")])
    #expect(both.amount(.pipelineOpen) == "1031")
  }

  @Test func weightedRoundsEachDealHalfToEven() throws {
    var company = PipelineCase("")
    company.files["deals.csv"] = """
      deal_id,stage,amount,created_date,close_date,probability
      a,Talk,0.25,2026-10-01,2026-12-01,0.1
      b,Talk,0.35,2026-10-01,2026-12-01,0.1
      c,Offer,3.01,2026-10-01,2026-12-01,
      """
    // 2.5 and 3.5 hundredths round to 2 and 4, 150.5 to 150.
    #expect(try company.ask().amount(.pipelineWeighted) == "1.56")
  }

  @Test func weightedIsUndefinedOnlyWhenNoDealHasAProbability() throws {
    var company = PipelineCase("a,Talk,10,2026-10-01,2026-12-01,p,new")
    company.files["stages.csv"] = "stage,position,outcome\nTalk,1,open\nWon,2,won\n"
    #expect(
      try company.ask().why(.pipelineWeighted) == "no open deal of the period has a probability")
    #expect(try company.ask("2020-Q1").amount(.pipelineWeighted) == "0")
  }

  @Test func aDealsOwnProbabilityCountsOnlyInTheStageThatItIsInNow() throws {
    var company = PipelineCase("", history: "a,2026-11-10,stage,Talk,Offer")
    company.files["deals.csv"] = """
      deal_id,stage,amount,created_date,close_date,probability
      a,Offer,100,2026-10-01,2026-12-01,0.9
      """
    #expect(try company.ask().amount(.pipelineWeighted) == "90")
    #expect(try company.ask(asOf: "2026-11-10").amount(.pipelineWeighted) == "90")
    #expect(try company.ask(asOf: "2026-11-09").amount(.pipelineWeighted) == "20")
  }

  @Test func coverageComparesWithWhatIsStillMissing() throws {
    var company = PipelineCase(
      """
      a,Talk,600,2026-10-01,2026-12-01,p1,new
      b,Won,100,2026-10-01,2026-10-20,p1,new
      """)
    company.files["quotas.csv"] =
      "person_id,start_date,end_date,amount\np1,2026-10-01,2026-12-31,400\n"
    let readout = try company.ask()
    #expect(readout.value(.pipelineCoverage) == 2)
    #expect(readout[.pipelineCoverage].denominator == .money(Money(cents: 30_000)))
    #expect(readout.value(.pipelineCoverageFull) == 1.5)
    company.files["quotas.csv"] =
      "person_id,start_date,end_date,amount\np1,2026-10-01,2026-12-31,100\n"
    #expect(try company.ask().why(.pipelineCoverage) == "quota met")
    #expect(try company.ask("2025-Q1").why(.pipelineCoverage) == "no quota")
    company.files["quotas.csv"] = nil
    #expect(try company.ask().why(.pipelineCoverage) == "quotas.csv is missing")
  }

  @Test func velocityUsesTheYearThatEndsOnE() throws {
    let company = PipelineCase(
      """
      a,Talk,600,2026-10-01,2026-12-01,p1,new
      b,Talk,600,2026-10-01,2028-12-01,p1,new
      c,Won,100,2026-01-01,2026-01-11,p1,new
      d,Won,300,2026-01-01,2026-01-31,p1,new
      e,Lost,50,2026-02-01,2026-02-05,p1,new
      f,Lost,50,2026-02-01,2026-02-05,p1,new
      g,Won,900,2020-01-01,2020-02-01,p1,new
      """)
    // 2 open × 2/4 × 200 / 20 days.
    #expect(try company.ask().amount(.pipelineVelocity) == "10")
  }

  @Test func velocityTakesACycleUnderADayAsOneDay() throws {
    let company = PipelineCase(
      """
      a,Talk,600,2026-10-01,2026-12-01,p1,new
      c,Won,100,2026-01-01,2026-01-01,p1,new
      d,Won,300,2026-01-01,2026-01-02,p1,new
      """)
    #expect(try company.ask().amount(.pipelineVelocity) == "200")
    let early = PipelineCase("c,Won,100,2026-01-05,2026-01-01,p1,new")
    #expect(try early.ask().why(.pipelineVelocity) == "no won deal of the year has a cycle")
    #expect(try early.ask("2019").why(.pipelineVelocity) == "no deal was won in the year")
  }

  @Test func createdCountsDealsOfThePeriodUpToTheAsOfDayWhateverBecameOfThem() throws {
    let company = PipelineCase(
      """
      a,Talk,600,2026-10-01,2026-12-01,p1,new
      b,Lost,50,2026-11-16,2026-11-16,p1,new
      c,Talk,7,2026-11-17,2026-12-01,p1,new
      d,Talk,9,2026-09-30,2026-12-01,p1,new
      """)
    let readout = try company.ask()
    #expect(readout.amount(.pipelineCreated) == "650")
    #expect(readout.value(.pipelineCreatedCount) == 2)
  }

  @Test func marketingSourcedNeedsItsSourcesAndTheColumn() throws {
    var company = typical
    #expect(
      try company.ask().why(.pipelineMarketingSourced)
        == "revtop.yaml has no marketing_sources")
    company.manifest += "\nmarketing_sources: [event, webinar]"
    #expect(
      try company.ask().why(.pipelineMarketingSourced) == "deals.csv has no column source")
    company.files["deals.csv"] = """
      deal_id,stage,amount,created_date,close_date,source
      a,Talk,30,2026-10-01,2026-12-01,event
      b,Talk,60,2026-10-02,2026-12-01,outbound
      c,Talk,10,2026-10-02,2026-12-01,
      """
    #expect(try company.ask().value(.pipelineMarketingSourced) == 0.3)
    #expect(
      try company.ask("2020").why(.pipelineMarketingSourced)
        == "no pipeline was created in the period")
  }

  @Test func staleDealsWereTouchedMoreThanNinetyDaysAgo() throws {
    // 2026-08-18 is 90 days before the as-of day.
    var company = PipelineCase(
      """
      a,Talk,1,2026-01-01,2026-12-01,p1,new
      b,Talk,2,2026-08-18,2026-12-01,p1,new
      c,Talk,4,2026-01-01,2026-12-01,p1,new
      d,Talk,8,2026-08-17,2026-12-01,p1,new
      e,Talk,16,2026-01-01,2026-12-01,p1,new
      """, history: "c,2026-08-18,amount,4,4\ne,2026-09-01,next_step,x,y")
    var readout = try company.ask()
    #expect(readout[.pipelineStaleShare].numerator == .money(Money(cents: 2500)))
    #expect(readout.value(.pipelineStaleShare) == 25.0 / 31)
    company.files["activities.csv"] = "activity_id,date,deal_id\n1,2026-09-01,e\n2,2026-12-01,a\n"
    readout = try company.ask()
    #expect(readout[.pipelineStaleShare].numerator == .money(Money(cents: 900)))
  }

  @Test func staleShareIsUnknownWithoutHistoryAndActivities() throws {
    let company = PipelineCase("a,Talk,1,2026-01-01,2026-12-01,p1,new", history: nil)
    #expect(try company.ask().why(.pipelineStaleShare) != nil)
    var known = company
    known.files["activities.csv"] = "activity_id,date,deal_id\n"
    #expect(try known.ask().value(.pipelineStaleShare) == 1)
  }

  @Test func nothingOpenIsZeroAndItsRatiosAreUndefined() throws {
    let readout = try typical.ask("2020-Q1", slicing: [(.owner, "nobody")])
    #expect(readout.amount(.pipelineOpen) == "0")
    #expect(readout.value(.pipelineOpenAllCount) == 0)
    #expect(readout.amount(.pipelineWeighted) == "0")
    #expect(readout.why(.pipelineAverageOpen) == "no deal is open for the period")
    #expect(readout.why(.pipelineStaleShare) == "nothing is open")
    #expect(readout.why(.pipelineVelocity) == "no deal was won in the year")
    #expect(readout.why(.winRateCohort) == "no deal was created in the year")
  }

  @Test func aSlicerThatDealsCannotHonourMakesThemUndefined() throws {
    let readout = try typical.ask(slicing: [(.segment, "Enterprise")])
    #expect(readout.why(.pipelineOpen) == "deals.csv has no column account_id")
    #expect(readout.tables.aging.reason == "deals.csv has no column account_id")
    #expect(
      try typical.ask(slicing: [(.product, "x")]).why(.pipelineOpen)
        == "deals.csv has no column product")
  }

  @Test func aSumBeyondWhatIsHeldToTheCentIsUndefinedAndNoCrash() throws {
    let rows = (0..<10_000).map { "d\($0),Talk,10000000000000,2026-10-01,2026-12-01,p1,new" }
    let readout = try PipelineCase(rows.joined(separator: "\n")).ask()
    #expect(readout.why(.pipelineOpen) == "the sum is too large to be held to the cent")
    #expect(readout.value(.pipelineOpenCount) == 10_000)
  }
}
