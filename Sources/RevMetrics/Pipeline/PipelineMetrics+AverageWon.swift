import RevModel

extension MetricDefinition {
  /// Mean size of a won deal.
  static let dealAverageWon = MetricDefinition(
    .dealAverageWon, "Average won deal", .money, in: .pipeline, clock: .period,
    says: "how large a deal won in the period is on average",
    formula: "amount / deals",
    counted: "deals won in the period",
    leftOut: "open and lost deals",
    better: .higher,
    sources: ["deals.amount", "deals.closed_date"],
    terms: { facts in
      [
        Term("amount", .sum(facts.pipeline.won)), Term("deals", .count(facts.pipeline.won.count)),
      ]
    },
    rows: { facts in
      facts.rows(facts.context.selection.won)
    }
  ) { facts in
    facts.ask(.deals) { .mean(facts.pipeline.won, otherwise: "no deal was won in the period") }
  }
}
