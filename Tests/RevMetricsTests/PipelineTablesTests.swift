// Stages, aging and creation by week.

import RevBase
import RevMetrics
import RevModel
import Testing

@Suite struct PipelineTablesTests {
  private func stages(_ company: PipelineCase, asOf: String? = nil) throws -> [String: StageLine] {
    let lines = try #require(try company.ask(asOf: asOf).tables.stages.value)
    return Dictionary(uniqueKeysWithValues: lines.map { ($0.stage, $0) })
  }

  /// One deal that went through Talk and Offer to Won, one that came back to Talk and was lost, one
  /// that skipped Talk, one that is new.
  private var travelled: PipelineCase {
    PipelineCase(
      """
      a,Won,10,2026-01-10,2026-03-01,p,new
      b,Lost,10,2026-02-01,2026-05-01,p,new
      c,Offer,10,2026-04-01,2026-12-01,p,new
      d,Talk,10,2026-11-01,2026-12-01,p,new
      """,
      history: """
        a,2026-01-20,stage,Talk,Offer
        a,2026-03-01,stage,Offer,Won
        b,2026-02-11,stage,Talk,Offer
        b,2026-02-21,stage,Offer,Talk
        b,2026-05-01,stage,Talk,Lost
        """)
  }

  @Test func aDealAdvancesWhenItReachesAHigherOpenStageOrAWonOne() throws {
    let lines = try stages(travelled)
    let talk = try #require(lines["Talk"])
    #expect(talk.entered == 3)
    #expect(talk.advanced == 2)
    #expect(talk.lost == 0)
    #expect(talk.open == 1)
    #expect(talk.conversion == 1)
    let offer = try #require(lines["Offer"])
    #expect(offer.entered == 3)
    #expect(offer.advanced == 1)
    #expect(offer.lost == 1)
    #expect(offer.open == 1)
    #expect(offer.conversion == 0.5)
  }

  @Test func onlyFirstStaysThatEndedAreMeasured() throws {
    let lines = try stages(travelled)
    // Talk: 10 days each (the second stay of b is no first one); Offer: 40 and 10.
    #expect(lines["Talk"]?.medianDays == 10)
    #expect(lines["Offer"]?.medianDays == 25)
    #expect(lines["Close"]?.medianDays == nil)
    #expect(lines["Talk"]?.medianAge == 15)
    #expect(lines["Offer"]?.medianAge == 229)
  }

  @Test func onAnEarlierDayWhatCameLaterHasNotHappened() throws {
    let lines = try stages(travelled, asOf: "2026-02-15")
    #expect(lines["Talk"]?.entered == 2)
    #expect(lines["Offer"]?.entered == 2)
    #expect(lines["Offer"]?.advanced == 0)
    #expect(lines["Offer"]?.open == 2)
    #expect(lines["Offer"]?.medianDays == nil)
  }

  @Test func aStageThatTheHistoryDoesNotEndInIsEnteredOnTheDayOfTheLastChange() throws {
    let company = PipelineCase(
      "a,Close,10,2026-09-01,2026-12-01,p,new", history: "a,2026-10-01,stage,Talk,Offer")
    let lines = try stages(company)
    #expect(lines["Close"]?.entered == 1)
    #expect(lines["Offer"]?.advanced == 1)
    #expect(lines["Offer"]?.medianDays == 0)
    #expect(lines["Close"]?.medianAge == 46)
    // The day before, nothing is known of it.
    let before = try stages(company, asOf: "2026-11-15")
    #expect(before["Close"]?.entered == 0)
    #expect(before["Offer"]?.open == 1)
  }

  @Test func withoutAHistoryOnlyCountAndAmountAreKnown() throws {
    let company = PipelineCase("a,Talk,10,2026-09-01,2026-12-01,p,new", history: nil)
    let talk = try #require(try stages(company)["Talk"])
    #expect(talk.tally == Tally(amount: Money(cents: 1000), count: 1))
    #expect(talk.entered == nil && talk.conversion == nil && talk.medianAge == nil)
    #expect(talk.isBottleneck == false)
  }

  @Test func theBottleneckIsTheLowestConversionOfTwentyDecidedDeals() throws {
    // Talk: 20 entered, 15 advanced, 5 lost. Offer: 15 entered, all lost: too few to tell.
    let rows = (0..<20).map { "d\($0),Lost,1,2026-06-01,2026-07-01,p,new" }
    let moves = (0..<20).map { deal in
      (deal < 15 ? "d\(deal),2026-06-10,stage,Talk,Offer\n" : "")
        + "d\(deal),2026-07-01,stage,\(deal < 15 ? "Offer" : "Talk"),Lost"
    }
    var company = PipelineCase(
      rows.joined(separator: "\n"), history: moves.joined(separator: "\n"))
    #expect(try stages(company)["Talk"]?.isBottleneck == true)
    #expect(try stages(company)["Talk"]?.conversion == 0.75)
    company = PipelineCase(
      rows.dropLast().joined(separator: "\n"), history: moves.dropLast().joined(separator: "\n"))
    #expect(try stages(company).values.allSatisfy { !$0.isBottleneck })
  }

  @Test func positionsOfDifferentPipelinesAreNotCompared() throws {
    var company = PipelineCase("")
    company.files["stages.csv"] = """
      stage,position,outcome,pipeline
      Talk,1,open,
      Plan,9,open,Partner
      Won,10,won,
      """
    company.files["deals.csv"] = """
      deal_id,stage,amount,created_date,close_date,pipeline
      a,Plan,1,2026-06-01,2026-12-01,Partner
      b,Won,1,2026-06-01,2026-06-20,Partner
      """
    company.files["deal_history.csv"] = """
      deal_id,changed_at,field,old_value,new_value
      a,2026-06-10,stage,Talk,Plan
      b,2026-06-10,stage,Plan,Won
      """
    let lines = try stages(company)
    #expect(lines["Talk"]?.entered == 1)
    #expect(lines["Talk"]?.advanced == 0)
    #expect(lines["Talk"]?.open == 1)
    #expect(lines["Plan"]?.advanced == 1)
  }

  @Test func agesFallIntoSixBuckets() throws {
    let ages = [0, 30, 31, 60, 61, 90, 91, 180, 181, 365, 366, 4000]
    let asOf = try #require(Day("2026-11-16"))
    let rows = ages.enumerated().map { "d\($0),Talk,1,\(asOf - $1),2026-12-01,p,new" }
    let lines = try #require(
      try PipelineCase(rows.joined(separator: "\n")).ask().tables.aging.value)
    #expect(lines.map(\.bucket) == ["0-30", "31-60", "61-90", "91-180", "181-365", "over 365"])
    #expect(lines.allSatisfy { $0.tally.count == 2 && $0.tally.amount == Money(cents: 200) })
  }

  @Test func weeksRunFromMondayToSundayAndEndWithTheWeekOfTheAsOfDay() throws {
    // 2026-11-16 is a Monday.
    let company = PipelineCase(
      """
      a,Talk,1,2026-11-16,2026-12-01,p,new
      b,Lost,2,2026-11-15,2026-12-01,p,new
      c,Talk,4,2026-11-09,2026-12-01,p,new
      d,Talk,8,2026-05-25,2026-12-01,p,new
      e,Talk,16,2026-05-24,2026-12-01,p,new
      """)
    let weeks = try #require(try company.ask().tables.createdWeekly.value)
    #expect(weeks.count == 26)
    #expect(weeks.last?.week == Day("2026-11-16"))
    #expect(weeks.last?.tally.count == 1)
    #expect(weeks[24].tally == Tally(amount: Money(cents: 600), count: 2))
    #expect(weeks[0].week == Day("2026-05-25"))
    #expect(weeks[0].tally.count == 1)
    #expect(weeks.reduce(0) { $0 + $1.tally.count } == 4)
  }
}
