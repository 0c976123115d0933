import RevModel

extension MetricDefinition {
  /// What should have closed by now.
  static let pipelinePastDue = MetricDefinition(
    .pipelinePastDue, "Past-due pipeline", .money, in: .pipeline, clock: .asOf,
    says: "the amount of open deals whose close date has passed",
    formula: "sum(amount)",
    counted: "open deals of the slicers with a close date before the as-of day",
    leftOut:
      "deals whose category is omitted, stages that do not count as pipeline, deals without a "
      + "close date",
    better: .lower,
    sources: ["deals.amount", "deals.close_date"],
    terms: { facts in
      [Term("amount", .sum(facts.pipeline.pastDue))]
    },
    rows: { facts in
      facts.rows(facts.open(closingBefore: facts.context.question.asOf))
    },
    omissions: { facts in
      facts.omissionsOfOpen
        + [
          Omission(
            facts.pipeline.openAll.count - facts.pipeline.pastDue.count,
            "their close date has not passed, or is unknown")
        ]
    }
  ) { facts in
    facts.ask(.deals) { facts.pipeline.pastDue.measure }
  }
}
