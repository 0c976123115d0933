package import RevBase

/// Rows of a column of days in the order of their days, blanks left out.
package struct RowsByDay: Sendable {
  private var index = DayIndex()
  private var rows: [UInt32] = []

  /// - Parameters:
  ///   - days: the day of each row.
  ///   - blank: stands for no day.
  package init(_ days: [Int32], except blank: Int32 = Day.unknownNumber) {
    let day = days.span
    var (low, high, count) = (Int32.max, Int32.min, 0)
    for row in 0..<day.count where day[row] != blank {
      (low, high) = (min(low, day[row]), max(high, day[row]))
      count &+= 1
    }
    guard count > 0 else { return }
    if Int(high) - Int(low) > 4 * count + 65_536 {
      let known = days.indices.filter { days[$0] != blank }.map { UInt32($0) }
      rows = known.sorted { (days[Int($0)], $0) < (days[Int($1)], $1) }
      index = DayIndex(sorted: rows.map { days[Int($0)] })
      return
    }
    var next = [UInt32](repeating: 0, count: Int(high) - Int(low) + 2)
    rows = [UInt32](repeating: 0, count: count)
    var place = next.mutableSpan
    for row in 0..<day.count where day[row] != blank { place[Int(day[row] &- low) &+ 1] &+= 1 }
    for slot in 1..<place.count { place[slot] &+= place[slot &- 1] }
    index = DayIndex(first: low, starts: next)
    var order = rows.mutableSpan
    place = next.mutableSpan
    for row in 0..<day.count where day[row] != blank {
      let slot = Int(day[row] &- low)
      order[Int(place[slot])] = UInt32(truncatingIfNeeded: row)
      place[slot] &+= 1
    }
  }

  /// Rows whose day comes after `low` and not after `high`.
  package func rows(after low: Day, through high: Day) -> ArraySlice<UInt32> {
    rows[index.events(after: low, through: high)]
  }
}
