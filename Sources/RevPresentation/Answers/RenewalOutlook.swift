import RevBase
package import RevMetrics
import RevModel

/// Contracts that end soon, and how much of them nobody works on.
package struct RenewalOutlook: Equatable, Sendable {
  package struct Window: Equatable, Sendable {
    /// From the as-of day on.
    package var days: Int
    package var due = Tally()
    package var uncovered = Tally()
  }

  package var windows: [Window]

  /// nil when contracts cannot be answered under the question's slicers.
  init?(_ context: AnswerContext) {
    guard context.obstacle(.contracts) == nil else { return nil }
    windows = [30, 60, 90].map { Window(days: $0) }
    for index in windows.indices {
      for row in Self.rows(context, within: windows[index].days) {
        let value = Money(cents: context.snapshot.contracts?.annualValue[Int(row)] ?? 0)
        windows[index].due += Tally(amount: value, count: 1)
        if Self.isUncovered(row, context) {
          windows[index].uncovered += Tally(amount: value, count: 1)
        }
      }
    }
  }

  /// Rows of contracts that end from the as-of day on, within some days, in the order of the file.
  static func rows(_ context: AnswerContext, within days: Int) -> [Int32] {
    guard let contracts = context.snapshot.contracts else { return [] }
    let first = context.question.asOf.number
    let last = first + Int32(days)
    let mask = context.selection.masks.customer
    return (0..<contracts.count).compactMap { row in
      let end = contracts.end[row]
      guard end >= first, end <= last else { return nil }
      if let mask, mask[Int(contracts.account[row]) + 1] == 0 { return nil }
      return Int32(row)
    }
  }

  /// Whether the renewal deal is missing, lost, or in no known stage.
  static func isUncovered(_ row: Int32, _ context: AnswerContext) -> Bool {
    guard let contracts = context.snapshot.contracts,
      let deal = context.snapshot.deals.row(ofCode: contracts.renewalDeal[Int(row)])
    else { return true }
    switch Standing(rawValue: context.book.standing[deal]) {
    case .open, .omitted, .unqualified, .won: return false
    case .lost, .absent, .unknown, nil: return true
    }
  }
}
