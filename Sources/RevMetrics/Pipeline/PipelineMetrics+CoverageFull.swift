import RevModel

extension MetricDefinition {
  /// Open pipeline against the whole quota.
  static let pipelineCoverageFull = MetricDefinition(
    .pipelineCoverageFull, "Coverage of full quota", .multiple, in: .pipeline, clock: .asOf,
    says: "how many times the open pipeline of the period covers the whole quota",
    formula: "open / quota",
    counted: "open deals of the slicers with a close date in the period; quota of the period",
    leftOut:
      "close dates outside the period, deals whose category is omitted, stages that do not "
      + "count",
    better: .higher,
    sources: ["deals.amount", "deals.close_date", "quotas.amount"],
    terms: { facts in
      [Term("open", .sum(facts.pipeline.open)), Term("quota", .sum(facts.quota))]
    },
    rows: { facts in
      facts.rows(facts.context.selection.openInPeriod)
    },
    omissions: { facts in
      facts.omissionsOfOpenInPeriod
    }
  ) { facts in
    facts.ask(.deals, .quotas) {
      if let reason = facts.bookings.obstacle { return .undefined(reason) }
      return .quotient(
        facts.pipeline.open, over: facts.bookings.quota, otherwise: "the quota is zero")
    }
  }
}
