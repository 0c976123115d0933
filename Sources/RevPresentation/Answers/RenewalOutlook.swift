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
    let days = AnswerContext.renewalWindows
    windows = zip(days, context.renewals(within: days)).map { days, sums in
      Window(days: days, due: sums.due, uncovered: sums.uncovered)
    }
  }

  /// Rows of contracts that end from the as-of day on, within some days, in the order of the file.
  static func rows(_ context: AnswerContext, within days: Int) -> [Int32] {
    let first = context.question.asOf.number
    return context.contracts(endingFrom: first, to: first + Int32(days))
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
