import RevModel

extension MetricDefinition {
  /// What was created in the period.
  static let pipelineCreated = MetricDefinition(
    .pipelineCreated, "Pipeline created", .money, in: .pipeline, clock: .period,
    says: "the amount of the deals that were created in the period",
    formula: "sum(amount)",
    counted:
      "deals created in the period and by the as-of day, as large as they are at the as-of day",
    leftOut:
      "deals of other types than the type slicer names; without it, all but new and expansion",
    better: .higher,
    sources: ["deals.amount", "deals.created_date"],
    terms: { facts in
      [Term("amount", .sum(facts.pipeline.created))]
    },
    rows: { facts in
      facts.rows(facts.context.selection.created)
    }
  ) { facts in
    facts.ask(.deals) { facts.pipeline.created.measure }
  }
}
