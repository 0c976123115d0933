import RevBase
import RevModel

extension MetricDefinition {
  /// Open pipeline against what is still missing to the quota.
  static let pipelineCoverage = MetricDefinition(
    .pipelineCoverage, "Coverage of remaining quota", .multiple, in: .pipeline, clock: .asOf,
    says: "how many times the open pipeline of the period covers what is still missing to quota",
    formula: "open / (quota - won)",
    counted:
      "open deals of the slicers with a close date in the period; quota and won of the period",
    leftOut:
      "close dates outside the period, deals whose category is omitted, stages that do not "
      + "count",
    better: .higher, threshold: .atLeast("coverage"),
    sources: ["deals.amount", "deals.close_date", "quotas.amount"],
    terms: { facts in
      [
        Term("open", .sum(facts.pipeline.open)), Term("quota", .sum(facts.quota)),
        Term("won", .sum(facts.pipeline.won)),
      ]
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
      guard let quota = facts.quota, let won = facts.pipeline.won.money,
        let open = facts.pipeline.open.money
      else { return .undefined(Total.tooLarge) }
      if won >= quota { return .undefined("quota met") }
      return .quotient(.money(open), over: .money(quota - won), otherwise: "quota met")
    }
  }
}
