/// Rows of a table in the order of a day that each of them has, to find those of some days without
/// reading all.
struct DayOrder: Sendable {
  private let rows: [Int32]
  private let days: [Int32]

  /// - Parameters:
  ///   - days: the day of each row.
  ///   - never: stands for a day that never comes; such rows are left out.
  init(_ days: [Int32], never: Int32 = SubscriptionIndex.never) {
    let known = days.indices.filter { days[$0] != never }
    let order = RowGroups.chronological(known.map { days[$0] })
    rows = order.map { Int32(truncatingIfNeeded: known[Int($0)]) }
    self.days = rows.map { days[Int($0)] }
  }

  /// Rows from one day to another, in no order that means anything.
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
