package import RevBase

/// Rows of a column of days in the order of their days, blanks left out.
package struct RowsByDay: Sendable {
  private var index = DayIndex()
  private var rows: [UInt32] = []

  /// - Parameters:
  ///   - days: the day of each row.
  ///   - blank: stands for no day.
  package init(_ days: [Int32], except blank: Int32 = Day.unknownNumber) {
    var known: [UInt32] = []
    known.reserveCapacity(days.count)
    var (low, high) = (Int32.max, Int32.min)
    for (row, day) in days.enumerated() where day != blank {
      known.append(UInt32(row))
      (low, high) = (min(low, day), max(high, day))
    }
    guard !known.isEmpty else { return }
    if Int(high) - Int(low) > 4 * known.count + 65_536 {
      rows = known.sorted { (days[Int($0)], $0) < (days[Int($1)], $1) }
    } else {
      var starts = [Int](repeating: 0, count: Int(high) - Int(low) + 2)
      for row in known { starts[Int(days[Int(row)]) - Int(low) + 1] += 1 }
      for slot in 1..<starts.count { starts[slot] += starts[slot - 1] }
      rows = known
      for row in known {
        let slot = Int(days[Int(row)]) - Int(low)
        rows[starts[slot]] = row
        starts[slot] += 1
      }
    }
    index = DayIndex(sorted: rows.map { days[Int($0)] })
  }

  /// Rows whose day comes after `low` and not after `high`.
  package func rows(after low: Day, through high: Day) -> ArraySlice<UInt32> {
    rows[index.events(after: low, through: high)]
  }
}
