import RevModel

extension MetricDefinition {
  /// What left the period for a later one.
  static let pipelinePushed = MetricDefinition(
    .pipelinePushed, "Pushed out of the period", .money, in: .pipeline, clock: .end,
    says:
      "the amount of deals whose close date moved from the period to after it, since the "
      + "period began",
    formula: "sum(amount)",
    counted:
      "deals in the pipeline of the period on some day from the day before it to E, now dated "
      + "after it; each as large as on the last day that it was in",
    leftOut: "deals that came back into the period, or were won or lost",
    better: .lower,
    sources: ["deals.amount", "deals.close_date", "deal_history"],
    terms: { facts in
      [Term("amount", facts.periodMovement.movement.map { .money($0[.pushedOut].amount) })]
    },
    rows: { facts in
      let lines = facts.periodMovement.lines(in: .pushedOut)
      return RowSet(.deals, rows: lines.map(\.deal), amounts: lines.map(\.after))
    }
  ) { facts in
    facts.ask(.deals) {
      guard let movement = facts.periodMovement.movement else {
        return .undefined(facts.periodMovement.obstacle ?? MovementFacts.notBegun)
      }
      return Measure(.money(movement[.pushedOut].amount))
    }
  }
}
