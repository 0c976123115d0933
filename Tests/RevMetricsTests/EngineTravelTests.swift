// Moving the deals through time gives what making them afresh gives.

import RevBase
import RevMetrics
import RevModel
import Testing

@Suite struct EngineTravelTests {
  @Test(arguments: 1...10)
  func movingEqualsMakingAfresh(_ seed: UInt64) throws {
    let snapshot = try RandomCompany(seed).snapshot()
    let home = snapshot.manifest.asOf
    let travel = DealTravel(snapshot)
    var dice = Dice(seed + 21)
    var book = DealsAsOf(snapshot, on: home)
    for step in 0..<30 {
      let day = step % 7 == 0 ? home : home - dice.roll(420)
      book.move(to: day, in: snapshot, travel)
      #expect(book == DealsAsOf(snapshot, on: day), "\(day)")
    }
  }

  @Test(arguments: 1...3)
  func stepsOfOneDayComeBackToTheSamePlace(_ seed: UInt64) throws {
    let snapshot = try RandomCompany(seed).snapshot()
    let home = snapshot.manifest.asOf
    let travel = DealTravel(snapshot)
    let start = DealsAsOf(snapshot, on: home)
    var book = start
    for back in 1...60 {
      book.move(to: home - back, in: snapshot, travel)
      #expect(book == DealsAsOf(snapshot, on: home - back))
    }
    for back in (0..<60).reversed() { book.move(to: home - back, in: snapshot, travel) }
    #expect(book == start)
  }

  /// 2,000 deals, so that few of them change from one day to the next.
  @Test func manyDealsMoveOneByOne() throws {
    var company = PipelineCase("", history: nil)
    var dice = Dice(77)
    var deals = ["deal_id,stage,amount,created_date,close_date,closed_date"]
    var history = ["deal_id,changed_at,field,old_value,new_value"]
    let first = try #require(Day("2026-01-01"))
    for deal in 0..<2000 {
      let created = first + dice.roll(300)
      let (moved, closed) = (created + dice.roll(30), created + 30 + dice.roll(60))
      let outcome = dice.pick(["Won", "Lost"])
      let written = dice.pick(["", "\(closed + dice.roll(9))"])
      deals.append("d\(deal),\(outcome),1,\(created),\(created + 50),\(written)")
      history.append("d\(deal),\(moved),stage,Talk,Offer")
      if dice.chance(70) { history.append("d\(deal),\(closed),stage,Offer,\(outcome)") }
      if dice.chance(30) { history.append("d\(deal),\(moved),forecast_category,,omitted") }
    }
    company.files["deals.csv"] = deals.joined(separator: "\n")
    company.files["deal_history.csv"] = history.joined(separator: "\n")
    let snapshot = try company.snapshot()
    let travel = DealTravel(snapshot)
    let home = snapshot.manifest.asOf
    var book = DealsAsOf(snapshot, on: home)
    for back in [0, 1, 3, 2, 9, 40, 41, 39, 12, 0, 5, 200, 201, 0] {
      book.move(to: home - back, in: snapshot, travel)
      #expect(book == DealsAsOf(snapshot, on: home - back), "\(back) days back")
    }
  }

  @Test func anEngineKeepsNothingThatChangesAnAnswer() throws {
    let company = RandomCompany(5)
    let snapshot = try company.snapshot()
    let engine = Engine(snapshot)
    var question = engine.initialQuestion
    let today = engine.answer(question)
    for back in [7, 14, 21, 28, 21, 300, 1, 0] {
      question.asOf = snapshot.manifest.asOf - back
      #expect(engine.answer(question) == Engine(snapshot).answer(question))
    }
    #expect(engine.answer(engine.initialQuestion) == today)
  }
}
