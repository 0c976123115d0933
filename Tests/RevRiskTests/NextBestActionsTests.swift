import Foundation
import RevBase
import RevIngest
import RevMetrics
import RevModel
import RevSample
import RevTesting
import Testing

@testable import RevForecast
@testable import RevRisk

struct NextBestActionsTests {
  private static func actions(
    calls: [ForecastAudit.CallBias] = [], outcomes: [ActionOutcome] = []
  ) throws -> NextBestActions {
    let bench = Bench(try ActionFixture.snapshot())
    return NextBestActions(
      bench.engine, bench.context, bench.model, bench.list,
      bench.forecaster.forecast(bench.context), calls: calls, outcomes: outcomes)
  }

  private static func the(_ rule: ActionRule, _ id: String, _ all: NextBestActions) throws
    -> NextAction
  {
    try #require(all.actions.first { $0.rule == rule && $0.id.hasPrefix("\(rule.rawValue)/\(id)") })
  }

  @Test func aRenewalIsWorthWhatRenewalDealsChangedHere() throws {
    let action = try Self.the(.openRenewal, "contract/k", Self.actions())
    let impact = try #require(action.impact)
    // 1,200 x (9 of 10 - 3 of 10).
    #expect(impact.mid == Money(cents: 72_000))
    #expect(impact.formula == "1,200 x (90% - 30%)")
    #expect(impact.kind == .retained && action.confidence == .learnt)
    #expect(impact.low < impact.mid && impact.mid < impact.high)
    #expect(action.title == "Open the renewal of Acorn, contract k")
    #expect(action.ownerName == "Bob" && action.effort == .step)
    #expect(action.evidence[0].hasPrefix("ends 1 Jul, in 47 days, without a renewal deal"))
    #expect(action.rows.table == .contracts)
  }

  @Test func anAccountThatAsksToLeaveIsWorthTheSharesThatStayed() throws {
    let all = try Self.actions()
    let action = try Self.the(.saveAccount, "account/a2", all)
    // 100 x 12 x 4 of 10.
    #expect(action.impact?.mid == Money(cents: 48_000))
    #expect(action.evidence.contains("4 of 10 that asked were kept for 90 days"))
    #expect(action.due == ActionFixture.today + 3)
    let fallen = try Self.the(.saveAccount, "account/a3", all)
    #expect(fallen.impact == nil && fallen.confidence == .unsized)
    #expect(fallen.evidence[0] == "health fell from 80 to 55 by 1 May")
  }

  @Test func whatIsWonAndNotBilledIsLeakageOnlyPastTheContractsDay() throws {
    let action = try Self.the(.billIt, "deal/unbilled", Self.actions())
    #expect(action.impact?.mid == Money(cents: 100_000))
    #expect(action.impact?.kind == .leakage)
    #expect(action.evidence.contains("nine in ten deals are invoiced by day 10"))
    #expect(action.evidence.contains("billing was to begin 5 Apr"))
  }

  @Test func aDifferenceKeepsItsSign() throws {
    let all = try Self.actions()
    let action = try Self.the(.reconcile, "deal/unbilled", all)
    #expect(action.impact?.mid == Money(cents: 10_000))
    #expect(action.evidence[1] == "the CRM is higher by 100")
    // The same deal's money is claimed by the bill.
    #expect(action.claimedBy == "bill/deal/unbilled" && action.claimed == .zero)
  }

  @Test func newPipelineIsTheGapOverWhatANewDealBrings() throws {
    let all = try Self.actions()
    let action = try Self.the(.buildPipeline, "owner/ann/FY2026-Q2", all)
    let gap = try #require(action.impact?.mid)
    // 13 won of 25 at 1,000 each, the middle cycle 30 days.
    let needed = Int((gap.units / (1_000 * 13 / 25)).rounded(.up))
    #expect(
      action.evidence[1]
        == "\(needed) new deals needed, created by 31 May: the median cycle is 30 days")
    #expect(gap < Money(cents: 10_000_000) && gap > Money(cents: 9_000_000))
    #expect(action.due == ActionFixture.today + 10)
    let next = try Self.the(.buildPipeline, "period/FY2026-Q3", all)
    #expect(next.gap == "pipeline/FY2026-Q3" && next.claimed > .zero)
  }

  @Test func aDealThatIsOverdueIsACorrectionAndNoNewMoney() throws {
    let all = try Self.actions()
    let action = try Self.the(.fixRecord, "deal/overdue", all)
    #expect(action.evidence[0] == "close date 5 May passed 10 days ago")
    #expect(action.impact?.kind == .correction)
    let row = try #require(all.actions.first { $0.id == "re-engage/deal/overdue" })
    #expect(row.impact?.kind == .newMoney)
    #expect(action.claimedBy == row.id)
    let impact = try #require(row.impact)
    #expect(impact.low <= impact.mid && impact.mid <= impact.high)
    let thread = try Self.the(.multiThread, "deal/overdue", all)
    #expect(thread.impact == nil && thread.unsized != nil)
    #expect(thread.evidence[0] == "one person is known on the buyer's side")
  }

  @Test func theBestOfTheNextPeriodCanBePulledIn() throws {
    let all = try Self.actions()
    let found = all.actions.filter { $0.rule == .pullIn }
    #expect(found.map(\.id) == ["pull-in/deal/next9"])
    #expect(found.first?.impact?.kind == .timing)
    #expect(found.first?.gap == "timing/FY2026-Q2")
  }

  @Test func leadsAndSpendAndCallsSpeak() throws {
    var error = MethodError()
    error.add(150, actual: 100)
    let bias = ForecastAudit.CallBias(
      person: 0, name: "Ann", periods: 4, error: error, lasting: 1)
    let all = try Self.actions(calls: [bias])
    let leads = try Self.the(.answerLeads, "owner/bob", all)
    #expect(leads.name == "2 hot leads" && leads.impact == nil)
    #expect(leads.evidence[0].hasSuffix("the oldest since 10 May 2025; 1 of the last 30 days"))
    // The later call of 300 was half too high: 200.
    let call = try Self.the(.correctCall, "owner/ann", all)
    #expect(call.impact?.mid == Money(cents: 10_000))
    // Ads lose 500 on 1,000, events earn 400 on 100.
    let spend = try Self.the(.shiftSpend, "channel/ads", all)
    #expect(spend.impact?.mid == Money(cents: 50_000))
    #expect(spend.impact?.high == Money(cents: 450_000))
    #expect(spend.title == "Move spend from ads to event")
  }

  @Test func aDemotedRuleIsShownLastAndSaysWhy() throws {
    let outcome = ActionOutcome(
      rule: .openRenewal, sized: Money(cents: 1_000), realised: Money(cents: 100))
    let all = try Self.actions(outcomes: [ActionOutcome](repeating: outcome, count: 10))
    #expect(all.actions.last?.rule == .openRenewal)
    #expect(all.actions.last?.demoted == "10 cases brought 10% of what they were sized at")
    #expect(all.records.first?.share == 0.1)
  }

  @Test func aFileThatIsMissingIsNamed() throws {
    let home = InventedCompany.start + 640
    let all = Bench(try InventedCompany(seed: 41).snapshot(on: home)).actions
    #expect(all.silent[.openRenewal] == "contracts.csv is missing")
    #expect(all.silent[.billIt] == "invoices.csv is missing")
    #expect(all.silent[.multiThread] == "deals.csv has no column contacts")
    #expect(all.actions.contains { $0.rule == .reEngage })
    try Self.check(all)
  }

  @Test func theOutcomeOfADealIsHeldAgainstItsChance() throws {
    let snapshot = try ActionFixture.snapshot()
    let book = DealsAsOf(snapshot, on: ActionFixture.today)
    func realised(_ id: String, by end: Day) throws -> Money? {
      let row = try #require(snapshot.deals.id.firstRow(of: id))
      return ActionOutcome.realised(
        deal: row, chance: 0.4, amount: Money(cents: 100_000), by: end, in: book)
    }
    #expect(try realised("w0", by: ActionFixture.today) == Money(cents: 60_000))
    #expect(try realised("l0", by: ActionFixture.today) == Money(cents: -40_000))
    #expect(try realised("overdue", by: ActionFixture.today + 1) == nil)
    #expect(try realised("overdue", by: ActionFixture.today) == Money(cents: -40_000))
  }

  @Test func onASampleCompanyIdsAreUniqueAndTotalsBounded() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "revtop-risk-sample")
    defer { try? FileManager.default.removeItem(at: folder) }
    var options = SampleCompany.Options()
    options.deals = 500
    options.isForced = true
    try SampleCompany(options).write(to: folder.path)
    let bench = Bench(try SnapshotLoader.load(folder: folder.path).snapshot)
    let all = bench.actions
    #expect(Set(all.actions.map(\.rule)).count >= 5)
    try Self.check(all)
    #expect(all == bench.actions)
  }

  private static func check(_ all: NextBestActions) throws {
    #expect(Set(all.actions.map(\.id)).count == all.actions.count)
    for gap in all.gaps {
      let sum = all.actions.filter { $0.gap == gap.key }.reduce(Money.zero) { $0 + $1.claimed }
      #expect(sum == gap.claimed && sum <= gap.amount)
    }
    var holders: Set<ActionObject> = []
    for action in all.actions where action.claimed > .zero {
      for stake in action.stakes { #expect(holders.insert(stake).inserted) }
    }
    for action in all.actions {
      #expect((action.impact == nil) == (action.confidence == .unsized))
      #expect((action.impact == nil) == (action.unsized != nil))
      #expect(!action.evidence.isEmpty && !action.title.isEmpty)
      #expect(action.due.weekday < 5 || action.rule == .pullIn)
    }
  }
}
