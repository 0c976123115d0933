import RevBase
import RevModel

extension MetricDefinition {
  /// Open deals that no period of the future holds.
  static let pipelineBeforePeriod = MetricDefinition(
    .pipelineBeforePeriod, "Open, dated before the period", .money, in: .pipeline, clock: .asOf,
    says:
      "the amount of open deals whose close date lies before the period: they are in no "
      + "coverage",
    formula: "sum(amount)",
    counted: "open deals of the slicers with a close date before the period begins",
    leftOut:
      "deals whose category is omitted, stages that do not count as pipeline, deals without a "
      + "close date",
    better: .lower,
    sources: ["deals.amount", "deals.close_date"],
    terms: { facts in
      [Term("amount", .sum(facts.pipeline.beforePeriod))]
    },
    rows: { facts in
      facts.rows(facts.open(closingBefore: facts.context.question.period.start))
    },
    omissions: { facts in
      facts.omissionsOfOpen
        + [
          Omission(
            facts.pipeline.openAll.count - facts.pipeline.beforePeriod.count,
            "their close date is in the period, after it, or unknown")
        ]
    }
  ) { facts in
    facts.ask(.deals) { facts.pipeline.beforePeriod.measure }
  }
}
