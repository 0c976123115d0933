// Bookings, win rates and quota.

import RevBase
import RevMetrics
import RevModel
import Testing

@Suite struct BookingsMetricsTests {
  private var typical: PipelineCase {
    PipelineCase(
      """
      a,Won,100,2026-09-01,2026-10-11,p1,new
      b,Won,300,2026-10-01,2026-10-11,p2,expansion
      c,Won,50.01,2026-10-21,2026-10-11,p1,new
      d,Lost,200,2026-09-01,2026-11-01,p1,new
      e,Won,999,2026-01-01,2026-09-30,p1,new
      f,Won,7,2026-10-01,2026-10-11,p1,renewal
      g,Talk,60,2026-10-01,2026-12-01,p1,new
      """)
  }

  @Test func bookingsAreTheDealsClosedInThePeriod() throws {
    let readout = try typical.ask()
    #expect(readout.amount(.bookingsWon) == "450.01")
    #expect(readout.value(.bookingsCount) == 3)
    #expect(readout.amount(.bookingsLost) == "200")
    #expect(readout.value(.winRateCount) == 0.75)
    #expect(readout[.winRateCount].numerator == .count(3))
    #expect(readout[.winRateCount].denominator == .count(4))
    #expect(readout.value(.winRateValue) == 45_001.0 / 65_001)
    #expect(readout.value(.winRateTrailing) == 0.8)
    #expect(readout.value(.winRateCohort) == 4.0 / 6)
  }

  @Test func meansAndMediansOfWonDeals() throws {
    let readout = try typical.ask()
    // 450.01 / 3 = 150.00333...
    #expect(readout.amount(.dealAverageWon) == "150")
    #expect(readout.amount(.dealMedianWon) == "100")
    let even = PipelineCase(
      """
      a,Won,0.01,2026-10-01,2026-10-11,p1,new
      b,Won,0.04,2026-10-01,2026-10-11,p1,new
      """)
    // The middle of 1 and 4 hundredths is 2.5, shown half to even.
    #expect(try even.ask()[.dealMedianWon].value == .fraction(cents: 5, over: 2))
    #expect(try even.ask().amount(.dealMedianWon) == "0.02")
  }

  @Test func cyclesLeaveOutDealsThatClosedBeforeTheyWereCreated() throws {
    let readout = try typical.ask()
    #expect(readout.value(.cycleMean) == 25)
    #expect(readout.value(.cycleMedian) == 25)
    #expect(readout[.cycleMedian].excluded == 1)
    #expect(try typical.ask("2025-Q1").why(.cycleMean) == "no deal was won in the period")
  }

  @Test func expansionShareLooksOnlyAtNewAndExpansion() throws {
    #expect(try typical.ask().value(.bookingsExpansionShare) == 30_000.0 / 45_001)
    #expect(
      try typical.ask(slicing: [(.type, "renewal")]).why(.bookingsExpansionShare)
        == "nothing new or expanded was won in the period")
    #expect(try typical.ask(slicing: [(.type, "renewal")]).amount(.bookingsWon) == "7")
  }

  @Test func aDealReopenedIsNoBookingAnyMore() throws {
    let company = PipelineCase(
      "a,Talk,10,2026-09-01,2026-12-01,p,new",
      history: "a,2026-10-05,stage,Talk,Won\na,2026-10-20,stage,Won,Talk")
    #expect(try company.ask(asOf: "2026-10-10").amount(.bookingsWon) == "10")
    #expect(try company.ask(asOf: "2026-10-20").amount(.bookingsWon) == "0")
    #expect(try company.ask().amount(.pipelineOpen) == "10")
  }

  @Test func theClosedDayOfADealWithoutOneIsTheDayOfItsLastClosing() throws {
    let company = PipelineCase(
      "a,Won,10,2026-01-01,2026-12-24,p,new",
      history: "a,2026-03-05,stage,Talk,Lost\na,2026-08-20,stage,Lost,Won")
    #expect(try company.ask("2026-Q3").amount(.bookingsWon) == "10")
    #expect(try company.ask("2026-Q1", asOf: "2026-06-01").amount(.bookingsLost) == "10")
    let silent = PipelineCase("a,Won,10,2026-01-01,2026-12-24,p,new")
    // Its close date lies after the as-of day: it cannot have been won later than that.
    #expect(try silent.ask("2026-11-16..2026-11-16").amount(.bookingsWon) == "10")
  }

  // MARK: - Quota

  private func quota(
    _ rows: String, people: String? = nil, period: String = "2026-Q4",
    slicing slicers: [(RevModel.Dimension, String)] = []
  ) throws -> Readout {
    var company = typical
    company.files["quotas.csv"] = "person_id,start_date,end_date,amount,segment\n" + rows
    if let people {
      company.files["people.csv"] = "person_id,role,team,manager_id\n" + people
    }
    return try company.ask(period, slicing: slicers)
  }

  @Test func aQuotaRowCountsWithItsDaysInThePeriod() throws {
    // 92 of 365 days of 365.00, 31 of 62 days of 0.03 (0.015 rounds to 0.02), and none of the third.
    let readout = try quota(
      """
      p1,2026-01-01,2026-12-31,365,
      p2,2026-08-31,2026-10-31,0.03,
      p3,2026-01-01,2026-09-30,1000,
      p4,2026-12-01,2026-11-01,1000,
      """)
    #expect(readout.amount(.bookingsQuota) == "92.02")
    #expect(readout.amount(.bookingsGap) == "-357.99")
    #expect(readout.value(.bookingsAttainment) == 45_001.0 / 9_202)
  }

  @Test func overlappingRowsOfOnePersonAddUp() throws {
    let rows = "p1,2026-10-01,2026-12-31,100,\np1,2026-12-01,2026-12-31,11,\n"
    #expect(try quota(rows).amount(.bookingsQuota) == "111")
  }

  @Test func paceComparesWithTheDaysThatHavePassed() throws {
    // 47 of 92 days of the quarter have passed.
    let readout = try quota("p1,2026-10-01,2026-12-31,900.02,\n")
    #expect(readout.value(.bookingsPace) == Double(45_001 * 92) / Double(90_002 * 47))
    #expect(
      try quota("p1,2027-01-01,2027-03-31,9,\n", period: "2027-Q1").why(.bookingsPace)
        == "the period has not begun")
    let past = try quota("p1,2026-07-01,2026-09-30,1998,\n", period: "2026-Q3")
    #expect(past.value(.bookingsPace) == 0.5)
  }

  @Test func aQuotaOfZeroHasNoAttainment() throws {
    let readout = try quota("p1,2026-10-01,2026-12-31,0,\n")
    #expect(readout.amount(.bookingsQuota) == "0")
    #expect(readout.why(.bookingsAttainment) == "the quota is zero")
    #expect(readout.why(.pipelineCoverage) == "quota met")
    #expect(readout.why(.pipelineCoverageFull) == "the quota is zero")
  }

  private let people = """
    boss,manager,,
    m1,manager,east,boss
    p1,ae,east,m1
    p2,ae,west,boss
    """
  private let rows = """
    boss,2026-10-01,2026-12-31,1000,
    m1,2026-10-01,2026-12-31,400,
    p1,2026-10-01,2026-12-31,300,SMB
    p2,2026-10-01,2026-12-31,200,
    """

  @Test func managersCountOnlyWhenNobodyElseHasAQuota() throws {
    #expect(try quota(rows, people: people).amount(.bookingsQuota) == "500")
    #expect(
      try quota(rows, people: people, slicing: [(.team, "east")]).amount(.bookingsQuota) == "300")
    #expect(
      try quota(rows, people: people, slicing: [(.owner, "m1")]).amount(.bookingsQuota) == "400")
    #expect(
      try quota(rows, people: people, slicing: [(.owner, "m1"), (.owner, "boss")]).amount(
        .bookingsQuota)
        == "1000")
  }

  @Test func theSegmentOfAQuotaSelectsRowsAndNotHolders() throws {
    #expect(try quota(rows, people: people, slicing: [(.segment, "SMB")]).why(.pipelineOpen) != nil)
    #expect(
      try quota(rows, people: people, slicing: [(.segment, "SMB")]).amount(.bookingsQuota) == "300")
    #expect(
      try quota(rows, people: people, slicing: [(.segment, "(none)")]).amount(.bookingsQuota)
        == "200")
    #expect(
      try quota(rows, people: people, slicing: [(.segment, "Other")]).why(.bookingsQuota)
        == "no quota")
  }

  @Test func aCircleOfManagersEndsWhereItCloses() throws {
    let circle = "a,manager,,b\nb,manager,,a\n"
    let rows = "a,2026-10-01,2026-12-31,5,\n"
    #expect(try quota(rows, people: circle).amount(.bookingsQuota) == "5")
    #expect(
      try quota(rows + "b,2026-10-01,2026-12-31,6,\n", people: circle).why(.bookingsQuota)
        == "no quota")
  }

  @Test func quotasHaveNoType() throws {
    let readout = try quota(rows, people: people, slicing: [(.type, "new")])
    #expect(readout.why(.bookingsQuota) == "quotas have no type")
    #expect(readout.why(.bookingsAttainment) == "quotas have no type")
    #expect(readout.amount(.bookingsWon) == "150.01")
  }
}
