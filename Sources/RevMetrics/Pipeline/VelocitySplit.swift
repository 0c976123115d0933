import Glibc
package import RevBase
import RevModel

/// Why the velocity is another than it was: its change, split into its four factors.
///
/// Velocity is a product, so its logarithm is a sum. Each factor gets the share of the change that
/// it has in the change of the logarithm; no order of the factors is preferred, and the parts add
/// up to the change to the hundredth.
package struct VelocitySplit: Sendable, Equatable {
  package enum Factor: String, Sendable, CaseIterable {
    case openDeals = "open_deals"
    case winRate = "win_rate"
    case averageWon = "average_won"
    case cycle
  }

  package struct Part: Sendable, Equatable {
    package let factor: Factor
    /// Deals, a share, units of currency, days.
    package let before: Double
    package let after: Double
    /// What the factor added to the velocity, a day.
    package let amount: Money
  }

  /// Velocity a day, then and now.
  package let before: Money
  package let after: Money
  /// In the order of the formula.
  package let parts: [Part]

  package var change: Money { after - before }

  /// - Parameter before, after: the four factors in the order of `Factor.allCases`, and the velocity.
  /// - Returns: nil where a factor is zero or negative: it has no logarithm.
  package init?(
    before: (factors: [Double], velocity: Money), after: (factors: [Double], velocity: Money)
  ) {
    let count = Factor.allCases.count
    guard before.factors.count == count, after.factors.count == count,
      (before.factors + after.factors).allSatisfy({ $0 > 0 && $0.isFinite })
    else { return nil }
    self.before = before.velocity
    self.after = after.velocity
    // The cycle divides.
    let logs = zip(before.factors, after.factors).enumerated().map { index, pair in
      let log = log(pair.1 / pair.0)
      return index == count - 1 ? -log : log
    }
    let sum = logs.reduce(0, +)
    let change = Double(after.velocity.cents - before.velocity.cents)
    // Where the logarithms cancel the velocity stays; each then moved it about itself.
    let scale = abs(sum) < 1e-9 ? Double(before.velocity.cents) : change / sum
    var cents = logs.map { Int64(($0 * scale).rounded(.toNearestOrEven)) }
    let rest = after.velocity.cents - before.velocity.cents - cents.reduce(0, +)
    if let largest = cents.indices.max(by: { cents[$0].magnitude < cents[$1].magnitude }) {
      cents[largest] += rest
    }
    parts = Factor.allCases.enumerated().map { index, factor in
      Part(
        factor: factor, before: before.factors[index], after: after.factors[index],
        amount: Money(cents: cents[index]))
    }
  }

  /// A split, or why there is none.
  package enum Answer: Sendable, Equatable {
    case split(VelocitySplit)
    case unknown(String)
  }

  /// Open deals, win rate, average won, cycle: the factors of the printed formula.
  fileprivate static func factors(_ facts: Facts) -> [Double] {
    let pipeline = facts.pipeline
    let (won, lost) = (pipeline.wonTrailing, facts.context.selection.count(.lostTrailing))
    let cycle = pipeline.cycleTrailing
    guard won.count > 0, cycle.cycles > 0 else { return [] }
    let wins = Double(won.count)
    return [
      Double(pipeline.openAll.count), wins / (wins + Double(lost)),
      Double(won.cents) / 100 / wins, max(1, Double(cycle.days) / Double(cycle.cycles)),
    ]
  }
}

extension VelocitySplit.Answer {
  /// The split between two answers, or why there is none.
  package static func make(from before: Facts, to after: Facts) -> Self {
    let velocity = MetricDefinition.pipelineVelocity
    let (old, new) = (velocity.measure(before), velocity.measure(after))
    guard let oldMoney = old.value?.money else { return .unknown(old.reason ?? "not known then") }
    guard let newMoney = new.value?.money else { return .unknown(new.reason ?? "not known now") }
    guard
      let split = VelocitySplit(
        before: (VelocitySplit.factors(before), oldMoney),
        after: (VelocitySplit.factors(after), newMoney))
    else { return .unknown("a factor is zero, so that the change cannot be split") }
    return .split(split)
  }
}
