import RevModel

extension MetricDefinition {
  /// Everything that could close.
  static let forecastUpside = MetricDefinition(
    .forecastUpside, "Total pipeline", .money, in: .forecast, clock: .asOf,
    says: "what is won in the period, and everything that could still close in it",
    formula: "won + commit + best_case + pipeline",
    counted: "deals won in the period; open deals of the period in commit, best case and pipeline",
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
        Term("best_case", .sum(facts.open(in: .bestCase))),
        Term("pipeline", .sum(facts.open(in: .pipeline))),
      ]
    },
    rows: { facts in
      facts.rowsOfLanding(.commit, .bestCase, .pipeline)
    }
  ) { facts in
    facts.landing(.commit, .bestCase, .pipeline)
  }
}
