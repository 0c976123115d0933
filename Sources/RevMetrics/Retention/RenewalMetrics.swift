import RevBase
import RevModel

// Contracts that end in the period, and whether somebody renews them.

extension MetricDefinition {
  private static let columns = [
    "contracts.end_date", "contracts.annual_value", "contracts.renewal_deal_id", "deals.stage",
    "deals.amount",
  ]
  private static let sharing =
    "; a deal that renews several contracts is shared out by their annual values"

  static let renewalsDue = MetricDefinition(
    .renewalsDue, "Renewals due", .money, in: .retention, clock: .period,
    says: "the annual value of the contracts whose last day lies in the period",
    formula: "sum(annual_value)", counted: "contracts with end_date in the period",
    leftOut: "contracts that end on other days; the type slicer is not applied",
    sources: Array(columns.prefix(2)),
    rows: { facts in facts.renewalRows { _, _ in true } },
    measure: { facts in
      .unless(facts.renewals.obstacle) { Measure(.money(facts.renewals.dueValue)) }
    })

  static let renewalsCoverage = MetricDefinition(
    .renewalsCoverage, "Renewal pipeline coverage", .share, in: .retention, clock: .asOf,
    says: "how much of the renewals due has a renewal deal that is open or won",
    formula: "covered / due",
    counted: "the renewal deals of contracts due, open or won at A, of any category" + sharing,
    leftOut: "renewal deals that are lost, in an unknown stage or not created yet",
    better: .higher, sources: columns,
    terms: { facts in
      let (renewals, known) = (facts.renewals, facts.renewals.obstacle == nil)
      return [
        Term("covered", known ? .money(renewals.covered) : nil),
        Term("due", known ? .money(renewals.dueValue) : nil),
      ]
    },
    rows: { facts in
      facts.renewalRows(amount: { $1.amount.cents }) { renewal, _ in renewal.state.isWorkedOn }
    },
    measure: { facts in
      .unless(facts.renewals.obstacle) {
        .ratio(
          facts.renewals.covered, over: facts.renewals.dueValue,
          otherwise: "no contract value is due in \(facts.context.question.period.label)")
      }
    })

  static let renewalsUncovered = MetricDefinition(
    .renewalsUncovered, "Renewals nobody works", .money, in: .retention, clock: .asOf,
    says: "the annual value of contracts due that have no living renewal deal",
    formula: "sum(annual_value)",
    counted: "contracts due whose renewal deal is missing, lost or in no known stage at A",
    leftOut: "contracts whose renewal deal is open or won", better: .lower, sources: columns,
    rows: { facts in facts.renewalRows { renewal, _ in renewal.state.isUncovered } },
    measure: { facts in
      .unless(facts.renewals.obstacle) { Measure(.money(facts.renewals.uncovered.amount)) }
    })

  static let renewalsGrossRate = MetricDefinition(
    .renewalsGrossRate, "Gross renewal rate", .share, in: .retention, clock: .end,
    says: "how much of the value that ended was renewed, growth not counted",
    formula: "renewed / ended",
    counted: "contracts with end_date in the period and by E; of each the smaller of its annual "
      + "value and its part of a won renewal" + sharing,
    leftOut: "contracts that have not ended by E; what a renewal adds", better: .higher,
    sources: columns,
    terms: { facts in
      let (renewals, known) = (facts.renewals, facts.renewals.obstacle == nil)
      return [
        Term("renewed", known ? .money(renewals.renewedValue) : nil),
        Term("ended", known ? .money(renewals.endedValue) : nil),
      ]
    },
    rows: { facts in
      facts.renewalRows(amount: { value, renewal in min(renewal.amount.cents, value) }) {
        renewal, ended in renewal.state == .won && ended
      }
    },
    measure: { facts in
      .unless(facts.renewals.obstacle) {
        .ratio(
          facts.renewals.renewedValue, over: facts.renewals.endedValue,
          otherwise: "no contract value has ended in the period by E")
      }
    })

  static let renewalsOnTime = MetricDefinition(
    .renewalsOnTime, "On-time renewal", .share, in: .retention, clock: .end,
    says: "the share of ended contracts that were renewed on or before their last day",
    formula: "on_time / ended", counted: "contracts with end_date in the period and by E",
    leftOut: "contracts that have not ended by E", better: .higher,
    sources: columns + ["deals.closed_date"],
    terms: { facts in
      let (renewals, known) = (facts.renewals, facts.renewals.obstacle == nil)
      return [
        Term("on_time", known ? .count(renewals.onTime) : nil),
        Term("ended", known ? .count(renewals.ended) : nil),
      ]
    },
    rows: { facts in
      facts.renewalRows { _, ended in ended }.map { RowSet($0.table, rows: $0.rows) }
    },
    measure: { facts in
      .unless(facts.renewals.obstacle) {
        .ratio(
          facts.renewals.onTime, over: facts.renewals.ended,
          otherwise: "no contract has ended in the period by E")
      }
    })
}

extension Facts {
  /// Due contracts that `isListed` picks (its second argument: ended by E), each with an amount of
  /// (annual value, renewal).
  fileprivate func renewalRows(
    amount: (Int64, RenewalBook.Renewal) -> Int64 = { value, _ in value },
    where isListed: (RenewalBook.Renewal, Bool) -> Bool
  ) -> RowSet? {
    guard renewals.obstacle == nil, let book = RenewalBook(context) else { return nil }
    var rows: [Int32] = []
    var amounts: [Int64] = []
    for row in renewals.due {
      let renewal = book.renewal(of: Int(row))
      let ended = book.table.end[Int(row)] <= context.question.end.number
      guard isListed(renewal, ended) else { continue }
      rows.append(row)
      amounts.append(amount(book.table.annualValue[Int(row)], renewal))
    }
    return RowSet(.contracts, rows: rows, amounts: amounts)
  }
}
