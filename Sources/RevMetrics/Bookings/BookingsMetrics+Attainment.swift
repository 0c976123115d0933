import RevModel

extension MetricDefinition {
  /// How much of the quota is won.
  static let bookingsAttainment = MetricDefinition(
    .bookingsAttainment, "Attainment", .share, in: .bookings, clock: .period,
    says: "which part of the quota of the period is won",
    formula: "won / quota",
    counted: "deals won in the period; quota of the period",
    leftOut: "what bookings.won and bookings.quota leave out",
    better: .higher,
    sources: ["deals.amount", "deals.closed_date", "quotas.amount"],
    terms: { facts in
      [Term("won", .sum(facts.pipeline.won)), Term("quota", .sum(facts.quota))]
    },
    rows: { facts in
      facts.rows(facts.context.selection.won)
    }
  ) { facts in
    facts.attainment()
  }
}
