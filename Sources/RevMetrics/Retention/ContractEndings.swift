import RevModel

/// Contracts in the order of the day on which they end, to find those of some days without reading
/// all.
struct ContractEndings: Sendable {
  private let rows: [Int32]
  private let days: [Int32]

  init(_ table: ContractTable) {
    rows = RowGroups.chronological(table.end)
    days = rows.map { table.end[Int($0)] }
  }

  /// Rows of contracts that end from one day to another, in no order that means anything.
  func rows(from first: Int32, to last: Int32) -> ArraySlice<Int32> {
    let low = firstPlace { $0 >= first }
    return rows[low..<max(low, firstPlace { $0 > last })]
  }

  /// The first place whose day fulfils a condition that holds from some day on.
  private func firstPlace(where holds: (Int32) -> Bool) -> Int {
    var (low, high) = (0, days.count)
    while low < high {
      let middle = (low + high) / 2
      if holds(days[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

extension AnswerContext {
  /// Rows of contracts of the slicers that end from one day to another, in file order; empty without
  /// contracts.csv.
  package func contracts(endingFrom first: Int32, to last: Int32) -> [Int32] {
    guard let table = snapshot.contracts, let endings = indexes.endings else { return [] }
    let (masks, groups) = (selection.masks.customers, snapshot.cells.customerOfAccount)
    // Marked and read in the order of the file: some tens of thousands need no sorting.
    var marks = BitSet(count: table.account.count)
    for row in endings.rows(from: first, to: last) {
      if let masks, masks[Int(groups[Int(table.account[Int(row)]) + 1])] == 0 { continue }
      marks[Int(row)] = true
    }
    return marks.rows
  }
}
