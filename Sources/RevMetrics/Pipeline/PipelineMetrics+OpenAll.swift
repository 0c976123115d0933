import RevModel

extension MetricDefinition {
  /// Everything that is open.
  static let pipelineOpenAll = MetricDefinition(
    .pipelineOpenAll, "All open pipeline", .money, in: .pipeline, clock: .asOf,
    says: "the amount of all open deals, whenever they are expected to close",
    formula: "sum(amount)",
    counted: "open deals of the slicers, whatever their close date",
    leftOut: "deals whose category is omitted, stages that do not count as pipeline",
    better: .higher,
    sources: ["deals.amount", "deals.stage"],
    terms: { facts in
      [Term("amount", .sum(facts.pipeline.openAll))]
    },
    rows: { facts in
      facts.rows(facts.context.selection.open)
    },
    omissions: { facts in
      facts.omissionsOfOpen
    }
  ) { facts in
    facts.ask(.deals) { facts.pipeline.openAll.measure }
  }
}
