import RevBase
import RevModel

/// Contracts that end on some days, with what became of their renewal by A, before any slicer: in the
/// order of the file.
///
/// Made once for a day and a period, so that a change of slicers looks at each contract's group of
/// accounts and at nothing else of those that fail.
struct EndingContracts: Sendable {
  struct Contract: Sendable {
    /// Row of contracts.csv.
    let row: Int32
    /// Group of its account in `AccountCells.customers`.
    let customer: Int32
    let end: Int32
    let value: Money
    let renewal: RenewalBook.Renewal
  }

  private let all: [Contract]

  /// - Parameters:
  ///   - first: number of the first day.
  ///   - last: number of the last one.
  init(_ context: AnswerContext, from first: Int32, to last: Int32) {
    guard let book = RenewalBook(context), let endings = context.indexes.endings else {
      all = []
      return
    }
    let (table, groups) = (book.table, context.snapshot.cells.customerOfAccount)
    var marks = BitSet(count: table.account.count)
    for row in endings.rows(after: Day(first - 1), through: Day(last)) { marks[Int(row)] = true }
    all = marks.rows.map { row in
      let contract = Int(row)
      return Contract(
        row: row, customer: groups[Int(table.account[contract]) + 1], end: table.end[contract],
        value: Money(cents: table.annualValue[contract]), renewal: book.renewal(of: contract))
    }
  }

  /// Tells those of the slicers, in the order of the file.
  @inline(__always)
  func forEach(of masks: SlicerMasks, _ body: (Contract) -> Void) {
    guard let customers = masks.customers else {
      for contract in all { body(contract) }
      return
    }
    for contract in all where customers[Int(contract.customer)] != 0 { body(contract) }
  }
}

extension AnswerContext {
  /// Numbers of days that a screen looks ahead to contracts that end, rising.
  package static let renewalWindows = [30, 60, 90]

  /// Contracts of the slicers that end from the as-of day on: what they are worth a year, and how
  /// much of that nobody works on.
  ///
  /// - Parameter windows: numbers of days, rising; each answer holds those before it.
  /// - Returns: nothing in any window without contracts.csv.
  package func renewals(within windows: [Int]) -> [(due: Tally, uncovered: Tally)] {
    var sums = windows.map { _ in (due: Tally(), uncovered: Tally()) }
    guard let longest = windows.last else { return [] }
    let today = question.asOf.number
    base.endings(self, within: longest).forEach(of: selection.masks) { contract in
      let value = Tally(amount: contract.value, count: 1)
      let isUncovered = contract.renewal.state.isUncovered
      for index in windows.indices where contract.end - today <= Int32(windows[index]) {
        sums[index].due += value
        if isUncovered { sums[index].uncovered += value }
      }
    }
    return sums
  }
}
