import RevBase
import RevModel

/// Contracts that end in the next ninety days, and which of them nobody renews.
package struct RenewalCalendar: Sendable, Equatable {
  /// Contracts that end from `first` to `last` days after A, both included.
  package struct Window: Sendable, Equatable {
    package var first: Int
    package var last: Int
    package var due = Tally()
    package var uncovered = Tally()
    /// Rows of contracts.csv, the earliest end first.
    package var contracts: [Int32] = []
  }

  /// To 30 days (today included), 31 to 60, and 61 to 90.
  package private(set) var windows: [Window]
  /// Why there is none; nil when there is one.
  package let reason: String?

  package init(_ facts: Facts) {
    windows = [
      Window(first: 0, last: 30), Window(first: 31, last: 60), Window(first: 61, last: 90),
    ]
    reason = RenewalFacts.obstacle(facts.context)
    guard reason == nil, let book = RenewalBook(facts.context) else { return }
    let today = facts.context.question.asOf.number
    for index in windows.indices {
      let window = windows[index]
      let rows = book.rows(
        endingFrom: today + Int32(window.first), to: today + Int32(window.last))
      windows[index].contracts = rows.sorted { a, b in
        let (x, y) = (book.table.end[Int(a)], book.table.end[Int(b)])
        return x == y ? a < b : x < y
      }
      for row in rows {
        let value = Tally(amount: Money(cents: book.table.annualValue[Int(row)]), count: 1)
        windows[index].due += value
        if book.state(of: Int(row)).isUncovered { windows[index].uncovered += value }
      }
    }
  }

  /// Due and uncovered within 30, 60 or 90 days: the windows up to that many days together.
  package func within(_ days: Int) -> (due: Tally, uncovered: Tally) {
    var sums = (due: Tally(), uncovered: Tally())
    for window in windows where window.last <= days {
      sums.due += window.due
      sums.uncovered += window.uncovered
    }
    return sums
  }
}
