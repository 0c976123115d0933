import RevBase
import RevModel

extension MetricDefinition {
  /// What is missing to the quota.
  static let bookingsGap = MetricDefinition(
    .bookingsGap, "Gap to quota", .money, in: .bookings, clock: .period,
    says: "what is still missing to the quota of the period; negative when more was won",
    formula: "quota - won",
    counted: "deals won in the period; quota of the period",
    leftOut: "what bookings.won and bookings.quota leave out",
    better: .lower,
    sources: ["deals.amount", "deals.closed_date", "quotas.amount"],
    terms: { facts in
      [Term("won", .sum(facts.pipeline.won)), Term("quota", .sum(facts.quota))]
    },
    rows: { facts in
      facts.rows(facts.context.selection.won)
    }
  ) { facts in
    facts.ask(.deals, .quotas) {
      if let reason = facts.bookings.obstacle { return .undefined(reason) }
      guard let quota = facts.quota, let won = facts.pipeline.won.money else {
        return .undefined(Total.tooLarge)
      }
      return Measure(.money(quota - won))
    }
  }
}
