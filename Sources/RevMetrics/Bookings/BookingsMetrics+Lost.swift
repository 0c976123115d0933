import RevModel

extension MetricDefinition {
  /// What was lost.
  static let bookingsLost = MetricDefinition(
    .bookingsLost, "Closed lost", .money, in: .bookings, clock: .period,
    says: "the amount of the deals lost in the period",
    formula: "sum(amount)",
    counted: "deals lost in the period, by their closed day",
    leftOut: "open and won deals; deals without a closed day",
    better: .lower,
    sources: ["deals.amount", "deals.stage", "deals.closed_date"],
    terms: { facts in
      [Term("amount", .sum(facts.pipeline.lost))]
    },
    rows: { facts in
      facts.rows(facts.context.selection.lost)
    }
  ) { facts in
    facts.ask(.deals) { facts.pipeline.lost.measure }
  }
}
