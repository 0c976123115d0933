import RevModel

extension MetricDefinition {
  /// How many deals were won.
  static let bookingsCount = MetricDefinition(
    .bookingsCount, "Deals won", .count, in: .bookings, clock: .period,
    says: "how many deals were won in the period",
    formula: "count(deals)",
    counted: "deals won in the period, by their closed day",
    leftOut: "open and lost deals; deals without a closed day",
    better: .higher,
    sources: ["deals.stage", "deals.closed_date"],
    terms: { facts in
      [Term("deals", .count(facts.pipeline.won.count))]
    },
    rows: { facts in
      RowSet(.deals, rows: facts.context.selection.won)
    }
  ) { facts in
    facts.ask(.deals) { Measure(.count(facts.pipeline.won.count)) }
  }
}
