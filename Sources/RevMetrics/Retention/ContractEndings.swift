import RevBase
import RevModel

extension AnswerContext {
  /// Rows of contracts of the slicers that end from one day to another, in file order; empty without
  /// contracts.csv.
  package func contracts(endingFrom first: Int32, to last: Int32) -> [Int32] {
    guard let table = snapshot.contracts, let endings = indexes.endings else { return [] }
    let (masks, groups) = (selection.masks.customers, snapshot.cells.customerOfAccount)
    // Marked and read in the order of the file: some tens of thousands need no sorting.
    var marks = BitSet(count: table.account.count)
    for row in endings.rows(after: Day(first - 1), through: Day(last)) {
      if let masks, masks[Int(groups[Int(table.account[Int(row)]) + 1])] == 0 { continue }
      marks[Int(row)] = true
    }
    return marks.rows
  }
}
