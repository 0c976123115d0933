import RevModel

extension MetricDefinition {
  /// Won of what was decided, in money.
  static let winRateValue = MetricDefinition(
    .winRateValue, "Win rate by value", .share, in: .pipeline, clock: .period,
    says: "which part of the amount decided in the period was won",
    formula: "won / (won + lost)",
    counted: "deals won and lost in the period, by amount",
    leftOut: "open deals; deals without a closed day",
    better: .higher, threshold: .atLeast("win_rate"),
    sources: ["deals.amount", "deals.stage", "deals.closed_date"],
    terms: { facts in
      [Term("won", .sum(facts.pipeline.won)), Term("lost", .sum(facts.pipeline.lost))]
    },
    rows: { facts in
      facts.rows((facts.context.selection.won + facts.context.selection.lost).sorted())
    }
  ) { facts in
    facts.ask(.deals) {
      .quotient(
        facts.pipeline.won, over: facts.pipeline.won + facts.pipeline.lost,
        otherwise: "no amount was won or lost in the period")
    }
  }
}
