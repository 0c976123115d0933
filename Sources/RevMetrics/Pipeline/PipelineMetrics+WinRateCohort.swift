import RevModel

extension MetricDefinition {
  /// Won of what was created in a year.
  static let winRateCohort = MetricDefinition(
    .winRateCohort, "Win rate of deals created in the year", .share, in: .pipeline,
    clock: .trailing,
    says:
      "which part of the deals created in the last 365 days is won by now; open ones count as "
      + "not won",
    formula: "won / created",
    counted: "deals created in the 365 days to E",
    leftOut: "nothing: open deals count too",
    better: .higher,
    sources: ["deals.stage", "deals.created_date"],
    terms: { facts in
      [
        Term("won", .count(facts.pipeline.cohortWon)),
        Term("created", .count(facts.context.selection.count(.createdTrailing))),
      ]
    },
    rows: { facts in
      RowSet(.deals, rows: facts.context.selection.createdTrailing)
    }
  ) { facts in
    facts.ask(.deals) {
      .share(
        facts.pipeline.cohortWon, of: facts.context.selection.count(.createdTrailing),
        otherwise: "no deal was created in the year")
    }
  }
}
