import Glibc
import RevBase
import RevModel

// What a customer is worth over the months that customers stay.

extension MetricDefinition {
  static let retentionLifetimeValue = MetricDefinition(
    .retentionLifetimeValue, "Customer lifetime value", .money, in: .retention, clock: .end,
    says: "the gross profit of an average customer over the months that customers stay",
    formula: "arpc * gross_margin * months",
    counted: "revenue per customer, the manifest's gross margin, and 1 / m months, where m is the "
      + "monthly churn that makes the logo churn of a year: m = 1 - (1 - logo_churn)^(1/12)",
    leftOut: "months beyond sixty: nobody knows them; 60 when nobody left", better: .higher,
    sources: ["subscriptions.mrr", "revtop.yaml gross_margin"],
    terms: { facts in
      let retention = facts.retention
      return [
        Term("arpc", MetricDefinition.retentionARPC.measure(facts).value),
        Term(
          "gross_margin",
          facts.context.snapshot.manifest.grossMargin.map { .real(Double($0) / 1e9) }),
        Term("months", retention.lifetime?.quantity),
      ]
    },
    measure: { facts in
      .unless(facts.retention.obstacle) {
        let retention = facts.retention
        guard let margin = facts.context.snapshot.manifest.grossMargin else {
          return .undefined(Reason.noMargin)
        }
        guard retention.customers > 0 else {
          return .undefined("no account has recurring revenue on \(facts.context.question.end)")
        }
        guard let lifetime = retention.lifetime else { return .undefined(retention.noCohort) }
        return Measure(
          lifetime.value(
            mrr: retention.mrr, customers: retention.customers, billionths: margin))
      }
    })
}

/// The months that customers stay.
enum Lifetime: Equatable {
  /// As it is when nobody leaves, or everybody: values of it are exact.
  case whole(Int)
  case real(Double)

  var quantity: Quantity {
    switch self {
    case .whole(let months): .count(months)
    case .real(let months): .real(months)
    }
  }

  /// What an average customer is worth, at a margin in billionths.
  fileprivate func value(mrr: Money, customers: Int, billionths margin: Int32) -> Quantity {
    switch self {
    case .whole(let months):
      .fraction(
        cents: Int128(mrr.cents) * Int128(margin) * Int128(months),
        over: Int128(customers) * 1_000_000_000)
    case .real(let months):
      .estimate(
        Double(mrr.cents) / Double(customers) / 100 * (Double(margin) / 1e9) * months)
    }
  }
}

extension RetentionFacts {
  /// Months that customers stay at the churn of the year to E, at most 60; nil without a cohort.
  var lifetime: Lifetime? {
    guard obstacle == nil, cohort.size > 0 else { return nil }
    if cohort.lost == cohort.size { return .whole(1) }
    let stayed = Double(cohort.size - cohort.lost) / Double(cohort.size)
    let monthly = 1 - pow(stayed, 1.0 / 12)
    return monthly * 60 <= 1 ? .whole(60) : .real(1 / monthly)
  }
}
