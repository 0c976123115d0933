import RevModel

extension MetricDefinition {
  /// What existing customers brought.
  static let bookingsExpansionShare = MetricDefinition(
    .bookingsExpansionShare, "Expansion share of bookings", .share, in: .bookings, clock: .period,
    says: "which part of the bookings of the period is expansion of existing customers",
    formula: "expansion / (new + expansion)",
    counted: "deals won in the period of type new and expansion",
    leftOut: "deals of other types",
    sources: ["deals.amount", "deals.type", "deals.closed_date"],
    terms: { facts in
      let (new, expansion) = facts.wonByType
      return [Term("new", .sum(new)), Term("expansion", .sum(expansion))]
    },
    rows: { facts in
      let kind = facts.context.snapshot.deals.kind
      return facts.rows(
        facts.context.selection.won.filter { kind[Int($0)] == DealTable.Kind.expansion.rawValue })
    }
  ) { facts in
    facts.ask(.deals) {
      let (new, expansion) = facts.wonByType
      return .quotient(
        expansion, over: new + expansion, otherwise: "nothing new or expanded was won in the period"
      )
    }
  }
}
