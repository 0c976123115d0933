/// For each deal the rows of activities.csv that name it: 4 bytes a deal and 4 an activity.
package struct DealLinks: Sendable {
  private let starts: [UInt32]
  private let rows: [UInt32]

  package init(_ parts: SnapshotParts) {
    guard let activities = parts.activities else {
      starts = []
      rows = []
      return
    }
    let deals = parts.deals.count
    var counts = [UInt32](repeating: 0, count: deals + 1)
    for code in activities.deal where code >= 0 && Int(code) < deals { counts[Int(code) + 1] += 1 }
    for deal in 0..<deals { counts[deal + 1] += counts[deal] }
    var next = counts
    var rows = [UInt32](repeating: 0, count: Int(counts[deals]))
    for (row, code) in activities.deal.enumerated() where code >= 0 && Int(code) < deals {
      rows[Int(next[Int(code)])] = UInt32(row)
      next[Int(code)] += 1
    }
    starts = counts
    self.rows = rows
  }

  /// Rows of activities.csv of a deal, oldest first; empty without the table.
  package func activities(ofDeal row: Int) -> ArraySlice<UInt32> {
    starts.isEmpty ? [] : rows[Int(starts[row])..<Int(starts[row + 1])]
  }
}
