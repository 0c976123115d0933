import RevModel

extension MetricDefinition {
  /// What was won.
  static let bookingsWon = MetricDefinition(
    .bookingsWon, "Closed won", .money, in: .bookings, clock: .period,
    says: "the amount of the deals won in the period",
    formula: "sum(amount)",
    counted: "deals won in the period, by their closed day",
    leftOut: "open and lost deals; deals without a closed day",
    better: .higher,
    sources: ["deals.amount", "deals.stage", "deals.closed_date"],
    terms: { facts in
      [Term("amount", .sum(facts.pipeline.won))]
    },
    rows: { facts in
      facts.rows(facts.context.selection.won)
    }
  ) { facts in
    facts.ask(.deals) { facts.pipeline.won.measure }
  }
}
