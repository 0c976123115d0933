import RevModel

extension MetricDefinition {
  /// What the people of the question are to sell.
  static let bookingsQuota = MetricDefinition(
    .bookingsQuota, "Quota", .money, in: .bookings, clock: .period,
    says: "the quota of the people chosen, the part of each row that falls into the period",
    formula: "sum(prorated_amount)",
    counted:
      "rows of quotas.csv of the people chosen that overlap the period, each times its days in "
      + "the period over its days",
    leftOut:
      "rows of managers while anybody else chosen has one; of managers, those below a manager "
      + "who has one",
    sources: ["quotas.amount", "quotas.start_date", "quotas.end_date", "people.role"],
    terms: { facts in
      [Term("prorated_amount", .sum(facts.quota))]
    },
    rows: { facts in
      RowSet(
        .quotas, rows: facts.bookings.parts.map(\.row), amounts: facts.bookings.parts.map(\.cents))
    },
    omissions: { facts in
      [
        Omission(
          facts.bookings.managerRowsLeftOut, "they are rows of managers whose people have a quota")
      ]
    }
  ) { facts in
    facts.ask(.quotas) {
      if let reason = facts.bookings.obstacle { return .undefined(reason) }
      return facts.bookings.quota.measure
    }
  }
}
