// What moved in and out of the pipeline, case by case.

import RevBase
import RevMetrics
import RevModel
import Testing

@Suite struct MovementTests {
  /// The buckets that are not empty, as `name amount/count`.
  private func buckets(_ movement: Movement) -> [String] {
    let named =
      [("start", movement.start)]
      + Movement.Bucket.allCases.map { ($0.rawValue, movement[$0]) }
      + [("end", movement.end), ("unexplained", movement.unexplained)]
    return named.filter { $0.1 != Tally() }.map { "\($0.0) \($0.1.amount)/\($0.1.count)" }
  }

  /// From 2026-11-01 to the as-of day unless told otherwise, over the fourth quarter.
  private func moved(
    _ deals: String, _ history: String, since: String = "2026-11-01", asOf: String? = nil,
    slicing slicers: [(RevModel.Dimension, String)] = []
  ) throws -> [String] {
    let readout = try PipelineCase(deals, history: history)
      .ask(asOf: asOf, since: since, slicing: slicers)
    return buckets(try #require(readout.tables.movement.value))
  }

  @Test func aDealThatNothingHappenedToIsThereAtBothEnds() throws {
    #expect(
      try moved("a,Talk,10,2026-09-01,2026-12-01,p,new", "") == ["start 10/1", "end 10/1"])
  }

  @Test func newDealsEnterAtTheirFirstValueAndGrow() throws {
    #expect(
      try moved(
        "a,Talk,15,2026-11-05,2026-12-01,p,new", "a,2026-11-10,amount,10,15")
        == ["new 10/1", "increased 5/1", "end 15/1"])
  }

  @Test func aDealMayEnterOnADayAfterItsCreation() throws {
    #expect(
      try moved(
        "a,Talk,15,2026-11-05,2026-12-01,p,new",
        "a,2026-11-08,amount,10,15\na,2026-11-08,stage,Lead,Talk") == ["new 15/1", "end 15/1"])
  }

  @Test func datesMoveDealsInAndOut() throws {
    #expect(
      try moved(
        "a,Talk,1,2026-09-01,2026-12-01,p,new", "a,2026-11-10,close_date,2027-02-01,2026-12-01")
        == ["pulled_in 1/1", "end 1/1"])
    #expect(
      try moved(
        "a,Talk,1,2026-09-01,2026-12-01,p,new", "a,2026-11-10,close_date,2026-09-15,2026-12-01")
        == ["pushed_in 1/1", "end 1/1"])
    #expect(
      try moved(
        "a,Talk,9,2026-09-01,2027-02-01,p,new",
        "a,2026-11-10,close_date,2026-12-01,2027-02-01\na,2026-11-10,amount,4,9")
        == ["start 4/1", "pushed_out 4/1"])
    #expect(
      try moved(
        "a,Talk,9,2026-09-01,2026-09-20,p,new", "a,2026-11-10,close_date,2026-12-01,2026-09-20")
        == ["start 9/1", "pulled_out 9/1"])
    #expect(
      try moved("a,Talk,9,2026-09-01,2026-12-20,p,new", "a,2026-11-10,close_date,,2026-12-20")
        == ["transferred_in 9/1", "end 9/1"])
  }

  @Test func wonDealsLeaveAtTheirLastAmountLostOnesAtTheAmountWhileOpen() throws {
    #expect(
      try moved(
        "a,Won,12,2026-09-01,2026-11-10,p,new",
        "a,2026-11-10,stage,Talk,Won\na,2026-11-10,amount,10,12")
        == ["start 10/1", "increased 2/1", "won 12/1"])
    #expect(
      try moved(
        "a,Lost,12,2026-09-01,2026-11-10,p,new",
        "a,2026-11-05,amount,9,10\na,2026-11-10,stage,Talk,Lost\na,2026-11-10,amount,10,12")
        == ["start 9/1", "increased 1/1", "lost 10/1"])
  }

  @Test func aDealCreatedAndWonBetweenEntersAndLeaves() throws {
    #expect(
      try moved("a,Won,7,2026-11-05,2026-11-05,p,new", "a,2026-11-05,stage,Talk,Won")
        == ["new 7/1", "won 7/1"])
    // Won in the window but dated outside of the period: never in, and no booking of it either.
    #expect(
      try moved(
        "a,Won,7,2026-11-05,2027-05-05,p,new\nb,Won,1,2026-11-05,2026-09-05,p,new", "") == [
          "new 7/1", "won 7/1",
        ])
  }

  @Test func aWonDealThatWasClosedBeforeIsReopenedByItsNewDay() throws {
    // Lost in September, won in November, open on no day in between.
    #expect(
      try moved(
        "a,Won,7,2026-01-05,2026-11-05,p,new",
        "a,2026-09-05,stage,Talk,Lost\na,2026-11-05,stage,Lost,Won")
        == ["reopened 7/1", "won 7/1"])
    #expect(
      try moved(
        "a,Talk,7,2026-01-05,2026-12-05,p,new",
        "a,2026-09-05,stage,Talk,Lost\na,2026-11-05,stage,Lost,Talk")
        == ["reopened 7/1", "end 7/1"])
  }

  @Test func aDealThatWasOutForADayNeitherEntersNorLeaves() throws {
    #expect(
      try moved(
        "a,Talk,8,2026-09-01,2026-12-01,p,new",
        """
        a,2026-11-05,close_date,2026-12-01,2027-02-01
        a,2026-11-06,amount,5,8
        a,2026-11-09,close_date,2027-02-01,2026-12-01
        """) == ["start 5/1", "increased 3/1", "end 8/1"])
  }

  @Test func whatHappenedWithinOneDayWasNeverSeen() throws {
    #expect(
      try moved(
        "a,Talk,8,2026-09-01,2027-02-01,p,new",
        """
        a,2026-11-05T08:00Z,close_date,2027-02-01,2026-12-01
        a,2026-11-05T17:00Z,close_date,2026-12-01,2027-02-01
        """) == [])
  }

  @Test func changesOfOneMomentApplyInTheOrderOfTheFile() throws {
    #expect(
      try moved(
        "a,Talk,3,2026-09-01,2026-12-01,p,new",
        "a,2026-11-05T08:00Z,amount,1,2\na,2026-11-05T08:00Z,amount,2,3", since: "2026-11-04",
        asOf: "2026-11-05") == ["start 1/1", "increased 2/1", "end 3/1"])
  }

  @Test func aChangeOfHandsIsATransferForTheOwnersAndNothingForTheWhole() throws {
    let deals = "a,Talk,5,2026-09-01,2026-12-01,p2,new"
    let history = "a,2026-11-05,owner_id,p1,p2"
    #expect(try moved(deals, history) == ["start 5/1", "end 5/1"])
    #expect(
      try moved(deals, history, slicing: [(.owner, "p1")]) == ["start 5/1", "transferred_out 5/1"])
    #expect(
      try moved(deals, history, slicing: [(.owner, "p2")]) == ["transferred_in 5/1", "end 5/1"])
    #expect(
      try moved(deals, history, slicing: [(.owner, "p2"), (.owner, "p1")]) == [
        "start 5/1", "end 5/1",
      ])
  }

  @Test func anOwnerSeesADealPushedOnlyIfItWasInWhileItWasTheirs() throws {
    let deals = "a,Talk,5,2026-09-01,2027-02-01,p2,new"
    let late = "a,2026-11-05,close_date,2026-12-01,2027-02-01\na,2026-11-08,owner_id,p1,p2"
    #expect(try moved(deals, late, slicing: [(.owner, "p2")]) == [])
    #expect(
      try moved(deals, late, slicing: [(.owner, "p1")]) == ["start 5/1", "transferred_out 5/1"])
    let early = "a,2026-11-05,owner_id,p1,p2\na,2026-11-08,close_date,2026-12-01,2027-02-01"
    #expect(
      try moved(deals, early, slicing: [(.owner, "p2")]) == [
        "transferred_in 5/1", "pushed_out 5/1",
      ])
  }

  @Test func categoriesAndQualificationTransfer() throws {
    #expect(
      try moved(
        "a,Talk,5,2026-09-01,2026-12-01,p,new", "a,2026-11-05,forecast_category,omitted,pipeline")
        == ["transferred_in 5/1", "end 5/1"])
    #expect(
      try moved("a,Talk,5,2026-09-01,2026-12-01,p,new", "a,2026-11-05,stage,Lead,Talk")
        == ["transferred_in 5/1", "end 5/1"])
    var company = PipelineCase(
      "", history: "a,2026-11-05,forecast_category,omitted,commit\n")
    company.files["deals.csv"] = """
      deal_id,stage,amount,created_date,close_date,forecast_category
      a,Talk,5,2026-09-01,2026-12-01,commit
      """
    let movement = try #require(try company.ask(since: "2026-11-01").tables.movement.value)
    #expect(buckets(movement) == ["transferred_in 5/1", "end 5/1"])
  }

  @Test func whatDiffersFromTheHistoryChangesOnTheAsOfDay() throws {
    let deals = "a,Talk,9,2026-09-01,2026-12-01,p,new"
    let history = "a,2026-10-05,amount,1,5"
    #expect(try moved(deals, history) == ["start 5/1", "increased 4/1", "end 9/1"])
    #expect(
      try moved(deals, history, asOf: "2026-11-15") == ["start 5/1", "end 5/1"])
  }

  @Test func theMovementNeedsAHistoryAndADayBefore() throws {
    let none = PipelineCase("a,Talk,9,2026-09-01,2026-12-01,p,new", history: nil)
    #expect(try none.ask().tables.movement.reason == "deal_history.csv is missing")
    #expect(try none.ask().why(.pipelinePushed) == "deal_history.csv is missing")
    let some = PipelineCase("a,Talk,9,2026-09-01,2026-12-01,p,new")
    #expect(try some.ask(since: "2026-11-16").tables.movement.reason != nil)
    #expect(
      try some.ask("2027-Q1").why(.pipelinePushRate) == "the period has not begun")
  }

  @Test func pushedLooksFromTheDayBeforeThePeriodToItsEnd() throws {
    let company = PipelineCase(
      """
      a,Talk,5,2026-05-01,2026-12-01,p,new
      b,Talk,7,2026-05-01,2026-08-01,p,new
      c,Talk,11,2026-08-01,2026-08-01,p,new
      d,Talk,13,2026-05-01,2026-08-01,p,new
      """,
      history: """
        a,2026-09-30,close_date,2026-08-01,2026-12-01
        d,2026-10-01,close_date,2026-08-01,2026-12-01
        d,2026-10-02,close_date,2026-12-01,2026-08-01
        """)
    let readout = try company.ask("2026-Q3")
    #expect(readout.amount(.pipelinePushed) == "5")
    #expect(readout.value(.pipelinePushRate) == 0.25)
    #expect(readout[.pipelinePushRate].denominator == .count(4))
    // The default movement goes on to the as-of day; then nothing has changed for weeks.
    #expect(readout.tables.movement.value?.start.count == 3)
  }

  @Test func theLinesOfABucketAddUpToIt() throws {
    let company = PipelineCase(
      """
      a,Talk,15,2026-11-05,2026-12-01,p,new
      b,Won,7,2026-11-05,2026-11-06,p,new
      c,Talk,3,2026-01-05,2026-12-06,p,new
      """, history: "a,2026-11-10,amount,10,15\nb,2026-11-06,stage,Talk,Won")
    let engine = try company.engine()
    let facts = Facts(engine.context(try engine.question(since: "2026-11-01")))
    let movement = try #require(facts.movement.movement)
    for bucket in Movement.Bucket.allCases {
      let lines = facts.movement.lines(in: bucket)
      #expect(lines.count == movement[bucket].count)
      let sum = lines.reduce(Money.zero) { $0 + $1.amount(in: bucket) }
      #expect(sum == movement[bucket].amount)
    }
    #expect(facts.movement.lines(in: .new).map(\.deal) == [0, 1])
    #expect(facts.movement.lines(in: .increased).map(\.before) == [1000])
  }
}
