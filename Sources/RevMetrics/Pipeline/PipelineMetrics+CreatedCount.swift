import RevModel

extension MetricDefinition {
  /// How many deals were created in the period.
  static let pipelineCreatedCount = MetricDefinition(
    .pipelineCreatedCount, "Deals created", .count, in: .pipeline, clock: .period,
    says: "how many deals were created in the period",
    formula: "count(deals)",
    counted: "deals created in the period and by the as-of day",
    leftOut:
      "deals of other types than the type slicer names; without it, all but new and expansion",
    better: .higher,
    sources: ["deals.created_date"],
    terms: { facts in
      [Term("deals", .count(facts.pipeline.created.count))]
    },
    rows: { facts in
      RowSet(.deals, rows: facts.context.selection.created)
    }
  ) { facts in
    facts.ask(.deals) { Measure(.count(facts.pipeline.created.count)) }
  }
}
