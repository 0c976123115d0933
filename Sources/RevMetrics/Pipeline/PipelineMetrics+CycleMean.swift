import RevModel

extension MetricDefinition {
  /// Mean length of a sales cycle.
  static let cycleMean = MetricDefinition(
    .cycleMean, "Sales cycle, mean", .days, in: .pipeline, clock: .period,
    says: "how many days a deal won in the period took from creation to close on average",
    formula: "days / deals",
    counted: "deals won in the period: closed day less created day",
    leftOut: "deals that closed before they were created",
    better: .lower,
    sources: ["deals.created_date", "deals.closed_date"],
    terms: { facts in
      [
        Term("days", .count(facts.pipeline.cycle.sum)),
        Term("deals", .count(facts.pipeline.cycle.days.count)),
      ]
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
      guard let mean = cycle.mean else { return .undefined("no deal was won in the period") }
      return Measure(.real(mean), excluded: cycle.excluded)
    }
  }
}
