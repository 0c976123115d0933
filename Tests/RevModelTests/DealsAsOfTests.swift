// The deals on an earlier day: rules of the snapshot format, and moving through time.

import RevBase
import RevModel
import RevTesting
import Testing

@Suite struct DealsAsOfTests {
  private func snapshot(_ deals: String, _ history: String, asOf: String = "2026-11-16") throws
    -> Snapshot
  {
    try Fixture.snapshot([
      "revtop.yaml": "as_of: \(asOf)\n", "stages.csv": Fixture.stages, "deals.csv": deals,
      "deal_history.csv": "deal_id,changed_at,field,old_value,new_value\n" + history,
    ])
  }

  private func day(_ text: String) throws -> Day { try #require(Day(text)) }

  private let header =
    "deal_id,stage,amount,created_date,close_date,closed_date,forecast_category\n"

  @Test func beforeTheFirstChangeAFieldHasItsOldValue() throws {
    let snapshot = try snapshot(
      header + "a,Proposal,30,2026-01-01,2026-12-01,,",
      "a,2026-03-01,amount,10,20\na,2026-05-01,amount,20,30\na,2026-04-01,stage,Discovery,Proposal")
    let early = DealsAsOf(snapshot, on: try day("2026-02-01"))
    #expect(early.state.amount == [1000])
    #expect(snapshot.stages.title(Int(early.stageRow[0])) == "Discovery")
    #expect(DealsAsOf(snapshot, on: try day("2026-03-01")).state.amount == [2000])
    #expect(DealsAsOf(snapshot, on: try day("2026-11-16")).state.amount == [3000])
    #expect(DealsAsOf(snapshot, on: try day("2025-12-31")).standing == [Standing.absent.rawValue])
  }

  @Test func aBlankOldValueOfTheFirstChangeOfStageStandsForItsNewValue() throws {
    let snapshot = try snapshot(
      header + "a,Proposal,30,2026-01-01,2026-12-01,,", "a,2026-03-01,stage,,Discovery")
    let early = DealsAsOf(snapshot, on: try day("2026-02-01"))
    #expect(snapshot.stages.title(Int(early.stageRow[0])) == "Discovery")
    #expect(early.stageSince == [try day("2026-01-01").number])
  }

  @Test func aCategoryThatNeverChangedBelongsToTheStageOfNow() throws {
    let snapshot = try snapshot(
      header + "a,Proposal,30,2026-01-01,2026-12-01,,commit",
      "a,2026-03-01,stage,Discovery,Proposal")
    let commit = StageTable.Category.commit.rawValue
    #expect(DealsAsOf(snapshot, on: try day("2026-11-01")).category == [commit])
    #expect(
      DealsAsOf(snapshot, on: try day("2026-02-01")).category == [
        StageTable.Category.pipeline.rawValue
      ])
  }

  @Test func theClosedDayFollowsTheRules() throws {
    let snapshot = try snapshot(
      header + """
        a,Won,1,2026-01-01,2026-12-01,2026-06-01,
        b,Lost,1,2026-01-01,2026-12-01,,
        c,Lost,1,2026-01-01,2026-12-01,,
        d,Won,1,2026-01-01,2026-04-01,,
        """,
      "a,2026-05-20,stage,Discovery,Won\nb,2026-03-01,stage,Discovery,Lost\n"
        + "b,2026-07-01,stage,Lost,Won\nb,2026-08-01,stage,Won,Lost")
    func closed(_ text: String) throws -> [Day?] {
      DealsAsOf(snapshot, on: try day(text)).closed.map { Day(known: $0) }
    }
    #expect(
      try closed("2026-11-16") == [
        Day("2026-06-01"), Day("2026-08-01"), Day("2026-11-16"), Day("2026-04-01"),
      ])
    // Its closed date has not come yet: the day of the change counts.
    #expect(try closed("2026-05-25")[0] == Day("2026-05-20"))
    #expect(try closed("2026-05-19")[0] == nil)
    #expect(try closed("2026-07-15")[1] == Day("2026-07-01"))
    #expect(try closed("2026-02-01")[3] == Day("2026-02-01"))
  }

  @Test func aDifferenceFromTheHistoryShowsOnTheAsOfDayOnly() throws {
    let snapshot = try snapshot(
      header + "a,Negotiation,30,2026-01-01,2026-12-01,,",
      "a,2026-03-01,stage,Discovery,Proposal")
    let home = DealsAsOf(snapshot, on: try day("2026-11-16"))
    let before = DealsAsOf(snapshot, on: try day("2026-11-15"))
    #expect(snapshot.stages.title(Int(home.stageRow[0])) == "Negotiation")
    #expect(snapshot.stages.title(Int(before.stageRow[0])) == "Proposal")
    #expect(home.stageSince == before.stageSince)
  }

  @Test func whatComesAfterTheAsOfDayOnlyTellsTheFirstOldValue() throws {
    let snapshot = try snapshot(
      header + "a,Discovery,30,2026-01-01,2026-12-01,,", "a,2026-12-24,amount,7,8")
    #expect(DealsAsOf(snapshot, on: try day("2026-11-15")).state.amount == [700])
    #expect(DealsAsOf(snapshot, on: try day("2026-11-16")).state.amount == [3000])
  }

  @Test func aSupposedWinClosesOnTheDayItself() throws {
    let snapshot = try snapshot(header + "a,Discovery,30,2026-01-01,2026-05-01,,", "")
    let won = try #require(snapshot.stages.names.code(of: "Won"))
    let changes = [DealChange(deal: 0, change: .stage(UInt16(won)))]
    let book = DealsAsOf(snapshot, on: try day("2026-11-16"), supposing: changes)
    #expect(book.standing == [Standing.won.rawValue])
    #expect(Day(known: book.closed[0]) == Day("2026-11-16"))
    let gone = DealsAsOf(
      snapshot, on: try day("2026-11-16"), supposing: [DealChange(deal: 0, change: .excluded)])
    #expect(gone.standing == [Standing.absent.rawValue])
  }

  @Test func aSupposedStageIsNotFollowedThroughAHistoryThatLeadsElsewhere() throws {
    let deals = """
      a,Won,1,2026-01-01,2026-12-01,,
      b,Lost,1,2026-01-01,2026-12-01,,
      c,Proposal,1,2026-01-01,2026-12-01,,
      """
    let snapshot = try snapshot(
      header + deals,
      "a,2026-03-01,stage,Discovery,Proposal\na,2026-05-01,stage,Proposal,Won\n"
        + "b,2026-04-01,stage,Negotiation,Lost\nc,2026-02-01,stage,Discovery,Proposal")
    for name in 0..<snapshot.stages.names.count {
      let changes = (0..<3).map { DealChange(deal: $0, change: .stage(UInt16(name))) }
      let today = try day("2026-10-01")
      let book = DealsAsOf(snapshot, on: today, supposing: changes)
      let actual = DealsAsOf(snapshot, on: today)
      for deal in 0..<3 {
        let isClosed = [Standing.won.rawValue, Standing.lost.rawValue].contains(book.standing[deal])
        let isSame = book.standing[deal] == actual.standing[deal]
        // It closes on the day itself, unless it was closed like this before.
        let expected = isSame ? actual.closed[deal] : isClosed ? today.number : Day.unknownNumber
        let title = snapshot.stages.names[Int32(name)]
        #expect(book.closed[deal] == expected, "deal \(deal) in \(title)")
      }
    }
  }

  @Test func aTrailStartsAtCreationAndEndsInTheStageOfTheDay() throws {
    let snapshot = try snapshot(
      header + "a,Negotiation,30,2026-01-05,2026-12-01,,",
      "a,2026-01-02,stage,Discovery,Proposal\na,2026-03-01,stage,Proposal,Proposal\n"
        + "a,2026-04-01,stage,Proposal,Discovery")
    let book = DealsAsOf(snapshot, on: try day("2026-11-16"))
    let trail = StageTrail(
      ofDeal: 0, in: snapshot, through: book.day, endingIn: book.state.stage[0])
    #expect(
      trail.entries.map { "\(Day($0.day)) \(snapshot.stages.title($0.row))" } == [
        "2026-01-05 Discovery", "2026-01-02 Proposal", "2026-04-01 Discovery",
        "2026-04-01 Negotiation",
      ])
  }
}
