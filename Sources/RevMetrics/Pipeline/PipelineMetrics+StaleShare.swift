import RevModel

extension MetricDefinition {
  /// What nobody has touched.
  static let pipelineStaleShare = MetricDefinition(
    .pipelineStaleShare, "Stale share", .share, in: .pipeline, clock: .asOf,
    says: "which part of the open pipeline nobody has touched for more than 90 days",
    formula: "stale / open",
    counted:
      "open deals of the slicers, whatever their close date; stale: not created, moved in "
      + "stage, amount or close date, nor with an activity, in the 90 days to the as-of day",
    leftOut: "deals whose category is omitted, stages that do not count as pipeline",
    better: .lower, threshold: .atMost("stale_share"),
    sources: ["deals.amount", "deal_history", "activities.date"],
    terms: { facts in
      [
        Term("stale", facts.pipeline.stale.flatMap { .sum($0) }),
        Term("open", .sum(facts.pipeline.openAll)),
      ]
    },
    rows: { facts in
      let context = facts.context
      guard Freshness.obstacle(context.snapshot) == nil else { return nil }
      let fresh = context.memory.freshness(on: context.question.asOf)
      let created = context.snapshot.deals.created
      return facts.rows(
        context.selection.open.filter { fresh.isStale(Int($0), created: created[Int($0)]) })
    },
    omissions: { facts in
      facts.omissionsOfOpen
        + [
          Omission(
            facts.pipeline.openAll.count - (facts.pipeline.stale?.count ?? 0),
            "they were touched in the 90 days")
        ]
    }
  ) { facts in
    facts.ask(.deals) {
      guard let stale = facts.pipeline.stale else {
        return .undefined(Freshness.obstacle(facts.context.snapshot) ?? "unknown")
      }
      return .quotient(stale, over: facts.pipeline.openAll, otherwise: "nothing is open")
    }
  }
}
