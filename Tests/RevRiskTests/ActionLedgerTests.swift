import RevBase
import RevMetrics
import RevModel
import Testing

@testable import RevRisk

struct ActionLedgerTests {
  private static func action(
    _ id: String, _ rule: ActionRule, _ mid: Int64?, gap: String = "g",
    _ stakes: [ActionObject] = []
  ) -> NextAction {
    let impact = mid.map { ActionImpact(Money(cents: $0), .newMoney, formula: "") }
    return NextAction(
      id: id, rule: rule, object: .selection, name: id, title: id, owner: nil, ownerName: "",
      due: Day(0), evidence: [], rows: RowSet(.deals, rows: []), impact: impact,
      confidence: .rule, gap: gap, stakes: stakes)
  }

  private static func gap(_ key: String, _ cents: Int64) -> ActionGap {
    ActionGap(key: key, title: key, amount: Money(cents: cents), isMoney: true)
  }

  @Test func oneDealsMoneyIsClaimedByItsStrongestAction() throws {
    var actions = [
      Self.action("fix", .fixRecord, 900, [.deal(1)]),
      Self.action("engage", .reEngage, 300, [.deal(1)]),
      Self.action("pull", .pullIn, 500, [.deal(2)]),
    ]
    var gaps = [Self.gap("g", 10_000)]
    ClaimLedger.settle(&actions, &gaps)
    // Money that would not come otherwise goes before a larger correction.
    #expect(actions[0].claimed == .zero && actions[0].claimedBy == "engage")
    #expect(actions[1].claimed == Money(cents: 300))
    #expect(actions[2].claimed == Money(cents: 500))
    #expect(gaps[0].claimed == Money(cents: 800))
  }

  @Test func aGapIsClosedOnlyOnce() {
    var actions = [
      Self.action("a", .reEngage, 700, [.deal(1)]), Self.action("b", .reEngage, 600, [.deal(2)]),
      Self.action("c", .reEngage, 500, [.deal(3)]), Self.action("d", .reEngage, nil, [.deal(4)]),
    ]
    var gaps = [Self.gap("g", 1_000)]
    ClaimLedger.settle(&actions, &gaps)
    #expect(actions.map(\.claimed.cents) == [700, 300, 0, 0])
    ClaimLedger.sort(&actions)
    #expect(actions.map(\.id) == ["a", "b", "c", "d"])
  }

  @Test func claimsNeverExceedGapsAndNoStakeIsClaimedTwice() {
    var random = SplitMix(seed: 3)
    for _ in 0..<200 {
      var actions: [NextAction] = []
      for number in 0..<30 {
        let rule = ActionRule.allCases[Int(random.unit() * 12)]
        let mid: Int64? = random.unit() < 0.2 ? nil : Int64(random.unit() * 2_000) - 300
        var action = Self.action(
          "\(number)", rule, mid, gap: "g\(Int(random.unit() * 3))",
          [.deal(Int(random.unit() * 12))])
        if random.unit() < 0.1 { action.demoted = "kept little" }
        actions.append(action)
      }
      var gaps = (0..<3).map { Self.gap("g\($0)", Int64(random.unit() * 4_000)) }
      ClaimLedger.settle(&actions, &gaps)
      for gap in gaps {
        let sum = actions.filter { $0.gap == gap.key }.reduce(Money.zero) { $0 + $1.claimed }
        #expect(sum == gap.claimed && gap.claimed <= gap.amount)
      }
      var holders: Set<ActionObject> = []
      for action in actions where action.claimed > .zero {
        for stake in action.stakes { #expect(holders.insert(stake).inserted) }
        #expect(action.claimedBy == nil)
        #expect(action.claimed <= (action.impact?.mid ?? .zero))
      }
    }
  }

  @Test func aRuleThatKeepsLittleOfItsPromiseIsShownLast() {
    func outcomes(_ count: Int, realised: Int64) -> [ActionOutcome] {
      (0..<count).map { _ in
        ActionOutcome(
          rule: .reEngage, sized: Money(cents: 1_000), realised: Money(cents: realised))
      }
    }
    #expect(ActionRecord.records(outcomes(9, realised: 0))[0].demotion == nil)
    #expect(ActionRecord.records(outcomes(10, realised: 250))[0].demotion == nil)
    let weak = ActionRecord.records(outcomes(10, realised: 200))[0]
    #expect(weak.share == 0.2)
    #expect(weak.demotion == "10 cases brought 20% of what they were sized at")
    #expect(ActionRecord.records([]).isEmpty)
  }
}
