import RevModel

extension MetricDefinition {
  /// How much of the period slips.
  static let pipelinePushRate = MetricDefinition(
    .pipelinePushRate, "Push rate", .share, in: .pipeline, clock: .end,
    says:
      "which part of the deals that were ever in the pipeline of the period has been pushed "
      + "out of it",
    formula: "pushed / (start + entered)",
    counted:
      "deals in the pipeline of the period on the day before it, and those that entered it "
      + "since",
    leftOut: "deals that were never in the pipeline of the period",
    better: .lower, threshold: .atMost("push_rate"),
    sources: ["deals.close_date", "deal_history"],
    terms: { facts in
      let movement = facts.periodMovement.movement
      return [
        Term("pushed", movement.map { .count($0[.pushedOut].count) }),
        Term("start", movement.map { .count($0.start.count) }),
        Term("entered", movement.map { .count($0.entered) }),
      ]
    },
    rows: { facts in
      RowSet(.deals, rows: facts.periodMovement.lines(in: .pushedOut).map(\.deal))
    }
  ) { facts in
    facts.ask(.deals) {
      guard let movement = facts.periodMovement.movement else {
        return .undefined(facts.periodMovement.obstacle ?? MovementFacts.notBegun)
      }
      return .share(
        movement[.pushedOut].count, of: movement.start.count + movement.entered,
        otherwise: "no deal has been in the pipeline of the period")
    }
  }
}
