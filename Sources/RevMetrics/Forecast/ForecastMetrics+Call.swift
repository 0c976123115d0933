import RevModel

extension MetricDefinition {
  /// What people say will land.
  static let forecastCall = MetricDefinition(
    .forecastCall, "Submitted call", .money, in: .forecast, clock: .asOf,
    says: "what people have said that they will land in the period",
    formula: "sum(call)",
    counted:
      "for each person chosen the latest submission of category call for the period that "
      + "begins on the period's first day; on the screen and in the report also those entered in "
      + "the cockpit, which are not in calls.csv",
    leftOut:
      "earlier submissions; rows of managers while anybody else has one; of managers, those "
      + "below a manager who has one",
    sources: ["calls.amount", "calls.submitted_date", "calls.period_start", "people.role"],
    terms: { facts in
      [Term("call", facts.calls.obstacle == nil ? .sum(facts.calls.call) : nil)]
    },
    rows: { facts in
      // Rows of calls.csv are not all of it where some calls were entered in the cockpit.
      guard facts.calls.obstacle == nil, facts.calls.enteredCount == 0,
        let calls = facts.context.snapshot.calls
      else { return nil }
      return RowSet(
        .calls, rows: facts.calls.rows, amounts: facts.calls.rows.map { calls.amount[Int($0)] })
    }
  ) { facts in
    facts.ask(.calls) {
      if let reason = facts.calls.obstacle { return .undefined(reason) }
      return facts.calls.call.measure
    }
  }
}
