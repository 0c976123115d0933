import RevModel

extension MetricDefinition {
  /// Mean size of an open deal.
  static let pipelineAverageOpen = MetricDefinition(
    .pipelineAverageOpen, "Average open deal", .money, in: .pipeline, clock: .asOf,
    says: "how large an open deal of the period is on average",
    formula: "amount / deals",
    counted: "open deals of the slicers with a close date in the period",
    leftOut:
      "close dates outside the period, deals whose category is omitted, stages that do not "
      + "count",
    sources: ["deals.amount", "deals.close_date"],
    terms: { facts in
      [
        Term("amount", .sum(facts.pipeline.open)),
        Term("deals", .count(facts.pipeline.open.count)),
      ]
    },
    rows: { facts in
      facts.rows(facts.context.selection.openInPeriod)
    },
    omissions: { facts in
      facts.omissionsOfOpenInPeriod
    }
  ) { facts in
    facts.ask(.deals) { .mean(facts.pipeline.open, otherwise: "no deal is open for the period") }
  }
}
