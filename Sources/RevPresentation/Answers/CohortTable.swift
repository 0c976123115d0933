import RevBase
import RevMetrics
import RevModel

/// Customers by the quarter in which they began, and what is left of their recurring revenue.
package struct CohortTable: Equatable, Sendable {
  package struct Row: Equatable, Sendable {
    /// The fiscal quarter of the first day of service.
    package var label: String
    package var customers: Int
    /// Net revenue retention after each of `months`; nil where it is not there yet.
    package var shares: [Double?]
  }

  package static let months = [0, 3, 6, 9, 12]

  package var rows: [Row]

  /// The last eight quarters with new customers; nil when subscriptions cannot be answered.
  ///
  /// Base of a cohort is the recurring revenue of its customers at the end of their first quarter.
  init?(_ context: AnswerContext) {
    guard context.obstacle(.subscriptions) == nil, let table = context.snapshot.subscriptions
    else { return nil }
    let calendar = context.snapshot.manifest.fiscalCalendar
    let asOf = context.question.asOf
    let kept = Self.rows(table, context)
    var first: [Int32: Int32] = [:]
    for row in kept {
      let account = table.account[row]
      first[account] = min(first[account] ?? .max, table.start[row])
    }
    rows = []
    var quarter = calendar.quarter(holding: asOf)
    for _ in 0..<8 {
      quarter = calendar.shift(quarter, by: -1)
      let members = Set(
        first.filter { quarter.contains(Day($0.value)) }.map(\.key))
      guard !members.isEmpty else { continue }
      let own = kept.filter { members.contains(table.account[$0]) }
      func mrr(_ day: Day) -> Int64 {
        own.reduce(0) { sum, row in
          let (start, end) = (table.start[row], table.end[row])
          let isOn = start <= day.number && (end == Day.unknownNumber || day.number < end)
          return isOn ? sum + max(0, table.mrr[row]) : sum
        }
      }
      let base = mrr(quarter.end)
      guard base > 0 else { continue }
      let shares: [Double?] = Self.months.map { months in
        let day = calendar.shift(quarter, by: months / 3).end
        return day <= asOf ? Double(mrr(day)) / Double(base) : nil
      }
      rows.append(Row(label: quarter.label, customers: members.count, shares: shares))
    }
    rows.reverse()
  }

  /// Subscriptions that pass the slicers and had begun.
  private static func rows(_ table: SubscriptionTable, _ context: AnswerContext) -> [Int] {
    let customers = context.selection.masks.customer
    let products = context.selection.masks.words(.product, table.product.vocabulary)
    return (0..<table.count).filter { row in
      guard table.account[row] >= 0, table.start[row] <= context.question.asOf.number else {
        return false
      }
      if let customers, customers[Int(table.account[row]) + 1] == 0 { return false }
      if let products, products[Int(table.product.codes[row]) + 1] == 0 { return false }
      return true
    }
  }
}
