import RevModel

extension MetricDefinition {
  /// Won of what was decided in a year.
  static let winRateTrailing = MetricDefinition(
    .winRateTrailing, "Win rate, trailing year", .share, in: .pipeline, clock: .trailing,
    says: "which part of the deals decided in the last 365 days was won",
    formula: "won / (won + lost)",
    counted: "deals won and lost in the 365 days to E",
    leftOut: "open deals; deals without a closed day",
    better: .higher, threshold: .atLeast("win_rate"),
    sources: ["deals.stage", "deals.closed_date"],
    terms: { facts in
      [
        Term("won", .count(facts.context.selection.count(.wonTrailing))),
        Term("lost", .count(facts.context.selection.count(.lostTrailing))),
      ]
    },
    rows: { facts in
      RowSet(
        .deals,
        rows: (facts.context.selection.wonTrailing + facts.context.selection.lostTrailing).sorted())
    }
  ) { facts in
    facts.ask(.deals) {
      let selection = facts.context.selection
      let (won, lost) = (selection.count(.wonTrailing), selection.count(.lostTrailing))
      return .share(won, of: won + lost, otherwise: "no deal was won or lost in the year")
    }
  }
}
