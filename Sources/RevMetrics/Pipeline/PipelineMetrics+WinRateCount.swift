import RevModel

extension MetricDefinition {
  /// Won of what was decided, in deals.
  static let winRateCount = MetricDefinition(
    .winRateCount, "Win rate", .share, in: .pipeline, clock: .period,
    says: "which part of the deals decided in the period was won",
    formula: "won / (won + lost)",
    counted: "deals won and lost in the period",
    leftOut: "open deals; deals without a closed day",
    better: .higher, threshold: .atLeast("win_rate"),
    sources: ["deals.stage", "deals.closed_date"],
    terms: { facts in
      [
        Term("won", .count(facts.pipeline.won.count)),
        Term("lost", .count(facts.pipeline.lost.count)),
      ]
    },
    rows: { facts in
      RowSet(.deals, rows: (facts.context.selection.won + facts.context.selection.lost).sorted())
    }
  ) { facts in
    facts.ask(.deals) {
      let (won, lost) = (facts.pipeline.won.count, facts.pipeline.lost.count)
      return .share(won, of: won + lost, otherwise: "no deal was won or lost in the period")
    }
  }
}
