import RevModel

extension MetricDefinition {
  /// Won and what is committed.
  static let forecastCommit = MetricDefinition(
    .forecastCommit, "Commit", .money, in: .forecast, clock: .asOf,
    says: "what is won in the period, and what people commit to",
    formula: "won + commit",
    counted: "deals won in the period; open deals of the period in category commit",
    leftOut: "deals of other categories; deals dated outside the period",
    better: .higher,
    sources: [
      "deals.amount", "deals.forecast_category", "stages.category", "deals.close_date",
      "deals.closed_date",
    ],
    terms: { facts in
      [
        Term("won", .sum(facts.pipeline.won)),
        Term("commit", .sum(facts.open(in: .commit))),
      ]
    },
    rows: { facts in
      facts.rowsOfLanding(.commit)
    }
  ) { facts in
    facts.landing(.commit)
  }
}
