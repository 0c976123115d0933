import RevModel

extension MetricDefinition {
  /// How many deals are open for the period.
  static let pipelineOpenCount = MetricDefinition(
    .pipelineOpenCount, "Open deals", .count, in: .pipeline, clock: .asOf,
    says: "how many open deals are expected to close in the period",
    formula: "count(deals)",
    counted: "open deals of the slicers with a close date in the period",
    leftOut:
      "close dates outside the period, deals whose category is omitted, stages that do not "
      + "count",
    better: .higher,
    sources: ["deals.close_date", "deals.stage"],
    terms: { facts in
      [Term("deals", .count(facts.pipeline.open.count))]
    },
    rows: { facts in
      RowSet(.deals, rows: facts.context.selection.openInPeriod)
    },
    omissions: { facts in
      facts.omissionsOfOpenInPeriod
    }
  ) { facts in
    facts.ask(.deals) { Measure(.count(facts.pipeline.open.count)) }
  }
}
