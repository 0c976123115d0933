import RevModel

extension MetricDefinition {
  /// Commit and what may come on top.
  static let forecastBestCase = MetricDefinition(
    .forecastBestCase, "Best case", .money, in: .forecast, clock: .asOf,
    says: "commit, and what would come on top in the best case",
    formula: "won + commit + best_case",
    counted: "deals won in the period; open deals of the period in commit and best case",
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
      ]
    },
    rows: { facts in
      facts.rowsOfLanding(.commit, .bestCase)
    }
  ) { facts in
    facts.landing(.commit, .bestCase)
  }
}
