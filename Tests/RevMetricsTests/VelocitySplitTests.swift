import RevBase
import RevMetrics
import RevModel
import RevSample
import RevTesting
import Testing

/// The same numbers on every run.
private struct FactorDice: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

@Suite struct VelocitySplitTests {
  private func split(_ before: [Double], _ after: [Double]) -> VelocitySplit? {
    func velocity(_ factors: [Double]) -> Money {
      let value = factors[0] * factors[1] * factors[2] / factors[3]
      return Money(cents: Int64((value * 100).rounded(.toNearestOrEven)))
    }
    return VelocitySplit(before: (before, velocity(before)), after: (after, velocity(after)))
  }

  @Test func aChangeOfOneFactorIsAllItsOwn() throws {
    // 10 deals x 0.5 x 1,000 / 50 days = 100 a day; twice the deals are 200.
    let made = try #require(split([10, 0.5, 1000, 50], [20, 0.5, 1000, 50]))
    #expect(made.change == Money(cents: 10_000))
    #expect(made.parts.map(\.amount.cents) == [10_000, 0, 0, 0])
  }

  @Test func factorsThatCancelLeaveTheVelocityAndAddUpToNothing() throws {
    // Twice the deals in twice the days: ln 2 x 100 a day up and down.
    let made = try #require(split([10, 0.5, 1000, 50], [20, 0.5, 1000, 100]))
    #expect(made.change == .zero)
    #expect(made.parts.map(\.amount.cents) == [6931, 0, 0, -6931])
  }

  @Test func twoFactorsShareByTheirLogarithms() throws {
    // 100 to 400 a day: deals twice, average twice: half of 300 each.
    let made = try #require(split([10, 0.5, 1000, 50], [20, 0.5, 2000, 50]))
    #expect(made.parts.map(\.amount.cents) == [15_000, 0, 15_000, 0])
  }

  @Test func aFactorOfNothingCannotBeSplit() {
    #expect(split([0, 0.5, 1000, 50], [20, 0.5, 2000, 50]) == nil)
    #expect(split([10, 0.5, 1000, 50], [20, 0.5, 0, 50]) == nil)
  }

  @Test func thePartsAddUpToTheChangeToTheHundredth() {
    var random = FactorDice(state: 7)
    for _ in 0..<500 {
      func factors() -> [Double] {
        [
          Double(Int.random(in: 1...4000, using: &random)),
          Double.random(in: 0.01...1, using: &random),
          Double.random(in: 1...900_000, using: &random),
          Double.random(in: 1...400, using: &random),
        ]
      }
      let (before, after) = (factors(), factors())
      guard let made = split(before, after) else {
        Issue.record("\(before) \(after)")
        return
      }
      let sum = made.parts.reduce(Int64(0)) { $0 + $1.amount.cents }
      #expect(sum == made.change.cents, "\(before) \(after)")
    }
  }

  @Test func theSplitOfACompanyAddsUpToTheVelocitiesOfTheBook() throws {
    let engine = Engine(try DemoCompany.snapshot())
    let now = engine.initialQuestion
    var before = now
    before.asOf = now.asOf - 28
    let answer = VelocitySplit.Answer.make(
      from: Facts(engine.context(before)), to: Facts(engine.context(now)))
    guard case .split(let made) = answer else {
      Issue.record("\(answer)")
      return
    }
    #expect(made.after == engine.answer(now)[.pipelineVelocity].value?.money)
    #expect(made.before == engine.answer(before)[.pipelineVelocity].value?.money)
    #expect(made.parts.reduce(Int64(0)) { $0 + $1.amount.cents } == made.change.cents)
    #expect(made.parts.map(\.factor) == VelocitySplit.Factor.allCases)
  }
}
