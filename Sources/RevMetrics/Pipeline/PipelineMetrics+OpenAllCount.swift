import RevModel

extension MetricDefinition {
  /// How many deals are open at all.
  static let pipelineOpenAllCount = MetricDefinition(
    .pipelineOpenAllCount, "All open deals", .count, in: .pipeline, clock: .asOf,
    says: "how many deals are open, whenever they are expected to close",
    formula: "count(deals)",
    counted: "open deals of the slicers, whatever their close date",
    leftOut: "deals whose category is omitted, stages that do not count as pipeline",
    better: .higher,
    sources: ["deals.stage"],
    terms: { facts in
      [Term("deals", .count(facts.pipeline.openAll.count))]
    },
    rows: { facts in
      RowSet(.deals, rows: facts.context.selection.open)
    },
    omissions: { facts in
      facts.omissionsOfOpen
    }
  ) { facts in
    facts.ask(.deals) { Measure(.count(facts.pipeline.openAll.count)) }
  }
}
