import RevModel

extension MetricDefinition {
  /// The middle length of a sales cycle.
  static let cycleMedian = MetricDefinition(
    .cycleMedian, "Sales cycle, median", .days, in: .pipeline, clock: .period,
    says: "half of the deals won in the period took at most this many days from creation to close",
    formula: "median(days)",
    counted: "deals won in the period: closed day less created day",
    leftOut: "deals that closed before they were created",
    better: .lower,
    sources: ["deals.created_date", "deals.closed_date"],
    terms: { facts in
      [Term("days", facts.pipeline.cycle.median.map { .real($0) })]
    },
    rows: { facts in
      RowSet(.deals, rows: facts.dealsWithCycle)
    },
    omissions: { facts in
      [Omission(facts.pipeline.cycle.excluded, "they closed before they were created")]
    }
  ) { facts in
    facts.ask(.deals) {
      let cycle = facts.pipeline.cycle
      guard let median = cycle.median else { return .undefined("no deal was won in the period") }
      return Measure(.real(median), excluded: cycle.excluded)
    }
  }
}
