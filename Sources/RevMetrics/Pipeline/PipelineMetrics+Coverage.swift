import RevModel

extension MetricDefinition {
  /// Open pipeline against what is still missing to the quota.
  static let pipelineCoverage = MetricDefinition(
    .pipelineCoverage, "Coverage of remaining quota", .multiple, in: .pipeline, clock: .asOf,
    says: "how many times the open pipeline of the period covers what is still missing to quota",
    formula: "open / (quota - won)",
    counted: "open deals of O with a close date in the period; quota and won of the period",
    leftOut: "deals whose category is omitted, unqualified stages, close dates outside the period",
    better: .higher, threshold: .atLeast("coverage"),
    sources: ["deals.amount", "deals.close_date", "quotas.amount"]
  ) { facts in
    .undefined(facts.context.obstacle(.deals, .quotas) ?? "not asked")
  }
}
