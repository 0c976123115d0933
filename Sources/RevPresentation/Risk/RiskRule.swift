/// One plain rule that makes an open deal a risk.
///
/// Points add up to 100; a deal is at risk from `RiskRules.bar` points on.
package enum RiskRule: UInt8, Sendable, CaseIterable, Hashable {
  case closePassed, quiet, stuck, pushed, noNextStep, singleContact

  package var points: Int {
    switch self {
    case .closePassed: 25
    case .quiet, .stuck: 20
    case .pushed: 15
    case .noNextStep, .singleContact: 10
    }
  }

  /// What the rule says, without a deal.
  package var words: String {
    switch self {
    case .closePassed: "close date passed"
    case .quiet: "no activity in 30 days"
    case .stuck: "over twice the stage's median"
    case .pushed: "pushed twice or more"
    case .noNextStep: "no next step"
    case .singleContact: "single contact"
    }
  }

  /// What a snapshot lacks when the rule cannot be judged.
  package var needs: String {
    switch self {
    case .closePassed: "deals.close_date"
    case .quiet: "activities.csv or deals.last_activity_date"
    case .stuck, .pushed: "deal_history.csv"
    case .noNextStep: "deals.next_step"
    case .singleContact: "deals.contacts"
    }
  }

  var bit: UInt8 { 1 << rawValue }
}

/// The rules that fired for a deal, one bit each.
package struct RiskMask: Hashable, Sendable {
  package var bits: UInt8

  package init(bits: UInt8 = 0) { self.bits = bits }

  package var points: Int { Int(Self.points[Int(bits & 63)]) }
  package var rules: [RiskRule] { RiskRule.allCases.filter { bits & $0.bit != 0 } }
  package func has(_ rule: RiskRule) -> Bool { bits & rule.bit != 0 }

  private static let points: [UInt8] = (0..<64).map { bits in
    UInt8(
      RiskRule.allCases.reduce(0) { $0 + (UInt8(bits) & $1.bit != 0 ? $1.points : 0) })
  }
}

/// A rule that fired, with what it was judged on.
package struct RiskHit: Hashable, Sendable {
  package var rule: RiskRule
  /// A few words: `quiet 41d`.
  package var short: String
  /// The evidence in full: `27 days in stage, won deals of the stage: median 11`.
  package var long: String

  package init(rule: RiskRule, short: String, long: String) {
    self.rule = rule
    self.short = short
    self.long = long
  }
}
