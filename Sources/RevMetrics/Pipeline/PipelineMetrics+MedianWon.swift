import RevModel

extension MetricDefinition {
  /// The middle size of a won deal.
  static let dealMedianWon = MetricDefinition(
    .dealMedianWon, "Median won deal", .money, in: .pipeline, clock: .period,
    says: "half of the deals won in the period are at least this large",
    formula: "median(amount)",
    counted: "deals won in the period",
    leftOut: "open and lost deals",
    better: .higher,
    sources: ["deals.amount", "deals.closed_date"],
    terms: { facts in
      let middle = facts.middleWon
      return [
        Term("amount", middle.map { .fraction(cents: Int128($0.low) + Int128($0.high), over: 2) })
      ]
    },
    rows: { facts in
      facts.rows(facts.context.selection.won)
    }
  ) { facts in
    facts.ask(.deals) {
      guard let middle = facts.middleWon else { return .undefined("no deal was won in the period") }
      return Measure(.fraction(cents: Int128(middle.low) + Int128(middle.high), over: 2))
    }
  }
}
