import RevBase
import RevForecast
import RevMetrics
import RevModel
import RevTesting
import Testing

@testable import RevRisk

struct RiskListTests {
  private static let home = InventedCompany.start + 640

  @Test func thePaneRanksByShortfall() throws {
    let list = Bench(try InventedCompany(seed: 11).snapshot(on: Self.home)).list
    #expect(list.rows.count > 5)
    for (a, b) in zip(list.rows, list.rows.dropFirst()) { #expect(a.shortfall >= b.shortfall) }
    #expect(list.top == Array(list.risky.prefix(5)))
    #expect(list.atRisk.count == list.risky.count)
    #expect(list.atRisk.amount == list.risky.reduce(.zero) { $0 + $1.shortfall })
    #expect(list.exposed == list.risky.reduce(.zero) { $0 + $1.amount })
    for row in list.rows {
      let halved = row.chance < 0.5 * row.reference
      let flagged = row.flags.isHard && row.reference - row.chance >= 0.05
      #expect(row.isAtRisk == (halved || flagged))
    }
  }

  /// The list of a company with suppositions, from the models of its known day.
  private func supposing(
    _ bench: Bench, _ snapshot: Snapshot, _ change: DealChange.Change, of row: Int
  ) throws -> (model: RiskModel, list: RiskList) {
    let forecaster = Forecaster(snapshot)
    var question = bench.context.question
    question.whatIf = [DealChange(deal: row, change: change)]
    let context = Engine(snapshot).context(question)
    let model = RiskModel(
      bench.model, forecaster.models(context, bench.model.cadence), supposing: context)
    return (model, RiskList(model, context))
  }

  @Test func aSupposedDealHasTheRiskThatItWouldHave() throws {
    let snapshot = try InventedCompany(seed: 11).snapshot(on: Self.home)
    let bench = Bench(snapshot)
    let first = try #require(bench.list.rows.first)
    let twice = Money(cents: 2 * bench.context.book.state.amount[first.deal])
    let larger = try supposing(bench, snapshot, .amount(twice), of: first.deal)
    let row = try #require(larger.list.rows.first { $0.deal == first.deal })
    #expect(abs(row.amount.units - 2 * first.amount.units) < 0.02)
    // Closed it is no risk, and nobody else's chance moves.
    let won = UInt16(try #require(snapshot.stages.names.code(of: "Won")))
    let closed = try supposing(bench, snapshot, .stage(won), of: first.deal)
    #expect(closed.model.risk(ofDeal: first.deal) == nil)
    #expect(Array(closed.list.rows) == bench.list.rows.filter { $0.deal != first.deal })
    // A passed close date raises the flag, and the reasons still add up to the chance.
    let passed = try supposing(bench, snapshot, .closeDate(Self.home - 20), of: first.deal)
    let risk = try #require(passed.model.risk(ofDeal: first.deal))
    #expect(risk.flags.has(.overdue))
    #expect(abs(risk.base + risk.reasons.reduce(0) { $0 + $1.points } - risk.chance) < 1e-12)
    #expect(risk.chance == passed.list.rows.first { $0.deal == first.deal }?.chance)
  }

  @Test func theTotalsOfOwnersAddUp() throws {
    let snapshot = try InventedCompany(seed: 12).snapshot(on: Self.home)
    let all = Bench(snapshot).list
    var (sum, rows) = (Tally(), 0)
    for owner in 0..<4 {
      var slicers = Slicers()
      slicers[.owner] = ["p\(owner)"]
      let part = Bench(snapshot, slicers).list
      sum += part.atRisk
      rows += part.rows.count
    }
    #expect(sum == all.atRisk)
    #expect(rows == all.rows.count)
  }

  @Test func aFlagsTallyIsThatOfItsRows() throws {
    let list = Bench(try InventedCompany(seed: 13).snapshot(on: Self.home)).list
    for flag in RiskFlag.allCases {
      let rows = list.rows(with: flag)
      #expect(list.tally(flag).count == rows.count)
      #expect(list.tally(flag).amount == rows.reduce(.zero) { $0 + $1.shortfall })
    }
    #expect(list.tally(.overdue).count > 0)
  }

  @Test func recordsRaiseTheirFlags() throws {
    let snapshot = try Fixture.snapshot([
      "revtop.yaml": "as_of: 2026-05-15\n",
      "stages.csv": Fixture.stages,
      "deals.csv": """
      deal_id,owner_id,stage,amount,created_date,close_date,next_step,next_step_date,contacts
      overdue,p,Discovery,100,2026-05-01,2026-05-14,call,2026-05-20,3
      blank,p,Discovery,,2026-05-01,2026-06-01,,,1
      late,p,Discovery,100,2026-05-01,2026-06-01,call,2026-05-14,
      back,p,Discovery,100,2026-03-01,2026-06-01,call,,2
      cut,p,Discovery,80,2026-03-01,2026-06-01,call,,2
      trimmed,p,Discovery,95,2026-03-01,2026-06-01,call,,2
      moved,p,Discovery,100,2026-03-01,2026-06-30,call,,2
      nudged,p,Discovery,100,2026-03-01,2026-06-13,call,,2
      fell,p,Discovery,100,2026-03-01,2026-06-01,call,,2
      """,
      "deal_history.csv": """
      deal_id,changed_at,field,old_value,new_value
      back,2026-04-01,stage,Discovery,Proposal
      back,2026-05-01,stage,Proposal,Discovery
      cut,2026-05-02,amount,100,80
      trimmed,2026-05-02,amount,100,95
      moved,2026-04-01,close_date,2026-05-01,2026-05-31
      moved,2026-05-10,close_date,2026-05-31,2026-06-30
      nudged,2026-04-01,close_date,2026-06-01,2026-06-07
      nudged,2026-05-10,close_date,2026-06-07,2026-06-13
      fell,2026-05-03,forecast_category,commit,best_case
      """,
      "activities.csv": """
      activity_id,date,deal_id
      1,2026-05-10,overdue
      2,2026-05-10,moved
      3,2026-04-16,back
      4,2026-04-15,cut
      """,
    ])
    let bench = Bench(snapshot)
    var flags: [String: [RiskFlag]] = [:]
    for row in bench.list.rows {
      flags[snapshot.deals.id[row.deal]] = row.flags.all.filter { $0 != .unlikely }
    }
    #expect(flags["overdue"] == [.overdue])
    #expect(flags["blank"] == [.singleContact, .noNextStep, .noAmount])
    #expect(flags["late"] == [.noNextStep])
    #expect(flags["back"] == [.wentBack])
    #expect(flags["cut"] == [.silent, .amountCut])
    #expect(flags["trimmed"] == [.silent])
    #expect(flags["moved"] == [.pushedTwice])
    #expect(flags["nudged"] == [.silent])
    #expect(flags["fell"] == [.silent, .categoryFell])
    // Nothing was ever won here: every deal due in the period is unlikely.
    #expect(bench.list.tally(.unlikely).count == 8)
    #expect(RiskFlag.allCases.filter(\.isHard) == [.stalled, .overdue, .pushedTwice, .silent])
  }

  @Test func manyDatesMovedOnOneDayAreNoticed() throws {
    func snapshot(_ count: Int) throws -> Snapshot {
      var deals = "deal_id,owner_id,stage,amount,created_date,close_date\n"
      var history = "deal_id,changed_at,field,old_value,new_value\n"
      for deal in 0..<count {
        deals += "d\(deal),p,Discovery,100,2026-03-01,2026-06-30\n"
        history += "d\(deal),2026-05-04,close_date,2026-05-31,2026-06-30\n"
      }
      return try Fixture.snapshot([
        "revtop.yaml": "as_of: 2026-05-15\n", "stages.csv": Fixture.stages, "deals.csv": deals,
        "deal_history.csv": history,
      ])
    }
    #expect(Bench(try snapshot(4)).list.tally(.movedTogether).count == 0)
    #expect(Bench(try snapshot(5)).list.tally(.movedTogether).count == 5)
  }

  @Test func beforeAnyDateWasSetAllOpenDealsCount() throws {
    let snapshot = try Fixture.snapshot([
      "revtop.yaml": "as_of: 2026-05-25\n", "stages.csv": Fixture.stages,
      "deals.csv": """
      deal_id,stage,amount,created_date,close_date
      a,Discovery,100,2026-05-01,2026-09-01
      b,Proposal,100,2026-05-01,2026-09-01
      """,
      "deal_history.csv": """
      deal_id,changed_at,field,old_value,new_value
      a,2026-05-20,close_date,,2026-09-01
      b,2026-05-20,close_date,,2026-09-01
      """,
    ])
    let list = Bench(snapshot, on: Day(Day.number(year: 2026, month: 5, day: 15))).list
    #expect(list.rows.count == 2)
    #expect(list.remarks.contains("no deal has a close date: all open deals count"))
    let later = Bench(snapshot).list
    #expect(later.rows.isEmpty && later.later == 2)
  }
}
