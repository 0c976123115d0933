import RevBase
import RevModel

extension MetricDefinition {
  /// Attainment against the time that has passed.
  static let bookingsPace = MetricDefinition(
    .bookingsPace, "Pace", .multiple, in: .bookings, clock: .end,
    says: "attainment against the part of the period that has passed: 1 is on plan",
    formula: "(won / quota) / (elapsed_days / days)",
    counted: "deals won in the period; quota of the period; its days up to E",
    leftOut: "what bookings.won and bookings.quota leave out",
    better: .higher, threshold: .atLeast("pace"),
    sources: ["deals.amount", "deals.closed_date", "quotas.amount"],
    terms: { facts in
      let question = facts.context.question
      return [
        Term("won", .sum(facts.pipeline.won)), Term("quota", .sum(facts.quota)),
        Term("elapsed_days", .count(max(0, question.end - question.period.start + 1))),
        Term("days", .count(question.period.days)),
      ]
    },
    rows: { facts in
      facts.rows(facts.context.selection.won)
    }
  ) { facts in
    let attainment = facts.attainment()
    guard attainment.value != nil, let quota = facts.quota, let won = facts.pipeline.won.money
    else {
      return attainment
    }
    let question = facts.context.question
    guard question.hasBegun else { return .undefined(MovementFacts.notBegun) }
    let top = Int128(won.cents) * Int128(question.period.days)
    let bottom = Int128(quota.cents) * Int128(question.end - question.period.start + 1)
    return Measure(.real(Double(top) / Double(bottom)))
  }
}
