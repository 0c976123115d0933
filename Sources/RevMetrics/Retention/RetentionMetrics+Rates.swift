import RevBase
import RevModel

// How much of the recurring revenue stays.

extension MetricDefinition {
  private static let columns = [
    "subscriptions.mrr", "subscriptions.start_date", "subscriptions.end_date",
  ]
  private static let cohort = "accounts that had MRR 365 days before E"
  private static let newcomers = "accounts that came later: new business is not retention"

  static let retentionNRR = MetricDefinition(
    .retentionNRR, "Net revenue retention", .share, in: .retention, clock: .end,
    says: "what the customers of a year ago pay today, for each unit that they paid then",
    formula: "kept / before", counted: cohort + "; their MRR then and at E",
    leftOut: newcomers, better: .higher,
    threshold: .between(good: "nrr", poor: "nrr_poor"), sources: columns,
    terms: { facts in
      facts.retention.terms(("kept", facts.retention.cohort.kept))
    },
    rows: { RetentionRows.rows(.kept, $0) },
    measure: { facts in
      .unless(facts.retention.obstacle) {
        let cohort = facts.retention.cohort
        return .ratio(cohort.kept, over: cohort.before, otherwise: facts.retention.noCohort)
      }
    })

  static let retentionGRR = MetricDefinition(
    .retentionGRR, "Gross revenue retention", .share, in: .retention, clock: .end,
    says: "what is left of the revenue of a year ago, when growth is not counted",
    formula: "floor / before",
    counted: cohort + "; of each the smaller of its MRR then and at E",
    leftOut: newcomers + "; expansion", better: .higher, threshold: .atLeast("grr"),
    sources: columns,
    terms: { facts in
      facts.retention.terms(("floor", facts.retention.cohort.floor))
    },
    rows: { RetentionRows.rows(.kept, $0) },
    measure: { facts in
      .unless(facts.retention.obstacle) {
        let cohort = facts.retention.cohort
        return .ratio(cohort.floor, over: cohort.before, otherwise: facts.retention.noCohort)
      }
    })

  static let retentionLogoChurn = MetricDefinition(
    .retentionLogoChurn, "Logo churn, one year", .share, in: .retention, clock: .end,
    says: "the share of last year's customers who pay nothing any more",
    formula: "lost / cohort", counted: cohort + "; lost are those without MRR at E",
    leftOut: newcomers, better: .lower, sources: columns,
    terms: { facts in
      let known = facts.retention.obstacle == nil
      return [
        Term("lost", known ? .count(facts.retention.cohort.lost) : nil),
        Term("cohort", known ? .count(facts.retention.cohort.size) : nil),
      ]
    },
    rows: { RetentionRows.rows(.lost, $0) },
    measure: { facts in
      .unless(facts.retention.obstacle) {
        let cohort = facts.retention.cohort
        return .ratio(cohort.lost, over: cohort.size, otherwise: facts.retention.noCohort)
      }
    })

  static let retentionMRRChurn = MetricDefinition(
    .retentionMRRChurn, "MRR churn", .share, in: .retention, clock: .period,
    says: "the share of the MRR of the day before the period that was lost by E",
    formula: "(churn + contraction) / start",
    counted: "MRR of accounts that left or pay less than on the day before the period",
    leftOut: "new, returning and growing accounts", better: .lower, sources: columns,
    terms: { facts in
      let (movement, known) = (facts.retention.movement, facts.retention.obstacle == nil)
      return [
        Term("churn", known ? .money(movement.churn.amount) : nil),
        Term("contraction", known ? .money(movement.contraction.amount) : nil),
        Term("start", known ? .money(movement.start.amount) : nil),
      ]
    },
    rows: { RetentionRows.rows(.shrinking, $0) },
    measure: { facts in
      .unless(facts.retention.obstacle) {
        guard facts.context.question.hasBegun else { return .undefined(Reason.notBegun) }
        let movement = facts.retention.movement
        return .ratio(
          movement.churn.amount + movement.contraction.amount, over: movement.start.amount,
          otherwise: "no account had recurring revenue on \(movement.from)")
      }
    })
}

extension RetentionFacts {
  /// Why a rate over the cohort cannot be made.
  var noCohort: String {
    "no account had recurring revenue on \(Day(days.prior)), a year before \(Day(days.end))"
  }

  fileprivate func terms(_ top: (name: String, value: Money)) -> [Term] {
    guard obstacle == nil else { return [Term(top.name, nil), Term("before", nil)] }
    return [Term(top.name, .money(top.value)), Term("before", .money(cohort.before))]
  }
}
