import RevModel

extension MetricDefinition {
  /// What is open for the period.
  static let pipelineOpen = MetricDefinition(
    .pipelineOpen, "Open pipeline", .money, in: .pipeline, clock: .asOf,
    says: "the amount of all open deals that are expected to close in the period",
    formula: "sum(amount)",
    counted: "open deals of the slicers with a close date in the period",
    leftOut:
      "close dates outside the period, deals whose category is omitted, stages that do not "
      + "count",
    better: .higher,
    sources: ["deals.amount", "deals.close_date", "deals.stage"],
    terms: { facts in
      [Term("amount", .sum(facts.pipeline.open))]
    },
    rows: { facts in
      facts.rows(facts.context.selection.openInPeriod)
    },
    omissions: { facts in
      facts.omissionsOfOpenInPeriod
    }
  ) { facts in
    facts.ask(.deals) { facts.pipeline.open.measure }
  }
}
