import RevBase
import RevModel

extension MetricDefinition {
  /// Open pipeline times the chance to win.
  static let pipelineWeighted = MetricDefinition(
    .pipelineWeighted, "Weighted pipeline", .money, in: .pipeline, clock: .asOf,
    says: "the open pipeline of the period, each deal multiplied by its chance to win",
    formula: "sum(amount_times_probability)",
    counted:
      "open deals of the slicers with a close date in the period, each amount times the deal's "
      + "own probability, or its stage's, rounded once to a cent",
    leftOut:
      "close dates outside the period, deals whose category is omitted, stages that do not "
      + "count; a deal without any probability adds 0",
    better: .higher,
    sources: ["deals.amount", "deals.probability", "stages.probability", "deals.close_date"],
    terms: { facts in
      [Term("amount_times_probability", .sum(facts.pipeline.weighted))]
    },
    rows: { facts in
      let context = facts.context
      let chances = ChanceTable(context)
      let amounts = context.selection.openInPeriod.map { deal in
        let chance = chances[Int(deal)]
        let cents = context.book.state.amount[Int(deal)]
        return chance < 0 ? 0 : Exact.product(cents: cents, billionths: chance)
      }
      return RowSet(.deals, rows: context.selection.openInPeriod, amounts: amounts)
    },
    omissions: { facts in
      facts.omissionsOfOpenInPeriod
        + [
          Omission(
            facts.pipeline.open.count - facts.pipeline.weighted.count,
            "they have no probability, nor has their stage: they add 0")
        ]
    }
  ) { facts in
    facts.ask(.deals) {
      let facts = facts.pipeline
      guard facts.weighted.count > 0 || facts.open.count == 0 else {
        return .undefined("no open deal of the period has a probability")
      }
      return facts.weighted.measure
    }
  }
}
