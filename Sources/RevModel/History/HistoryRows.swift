/// The rows of deal_history.csv about one field, in the order of the file.
///
/// Values are codes into `StageTable.names` (−1 blank), hundredths (0 blank), day numbers, raw
/// values of `DealTable.WrittenCategory`, codes into people (−1 blank) or into
/// `DealTable.nextSteps`. All columns have the same length.
package struct HistoryRows: Sendable {
  /// Row of deals.csv.
  package var deal: [UInt32] = []
  package var day: [Int32] = []
  /// Microseconds of `Instant`.
  package var instant: [Int64] = []
  package var old: [Int64] = []
  package var new: [Int64] = []
  /// Code into people; −1 when unknown.
  package var by: [Int32] = []

  package init() {}

  package var count: Int { deal.count }

  package mutating func reserve(_ rows: Int) {
    deal.reserveCapacity(rows)
    day.reserveCapacity(rows)
    instant.reserveCapacity(rows)
    old.reserveCapacity(rows)
    new.reserveCapacity(rows)
    by.reserveCapacity(rows)
  }

  /// Positions of the rows by day, moment, then file; nil when they lie in that order.
  func chronological() -> [UInt32]? {
    if isSorted { return nil }
    guard let low = day.min(), let high = day.max() else { return nil }
    let span = Int(high) - Int(low) + 1
    guard span <= 4 * count + 4096 else { return sorted((0..<UInt32(count))) }
    var starts = [UInt32](repeating: 0, count: span + 1)
    for number in day { starts[Int(number) - Int(low) + 1] += 1 }
    for slot in 0..<span { starts[slot + 1] += starts[slot] }
    var next = starts
    var order = [UInt32](repeating: 0, count: count)
    for row in 0..<count {
      let slot = Int(day[row]) - Int(low)
      order[Int(next[slot])] = UInt32(truncatingIfNeeded: row)
      next[slot] += 1
    }
    var keys: [UInt64] = []
    for slot in 0..<span where starts[slot + 1] - starts[slot] > 1 {
      sort(&order, Int(starts[slot])..<Int(starts[slot + 1]), &keys)
    }
    return order
  }

  private var isSorted: Bool {
    for row in stride(from: 1, to: count, by: 1) where day[row - 1] >= day[row] {
      if day[row - 1] > day[row] || instant[row - 1] > instant[row] { return false }
    }
    return true
  }

  /// Sorts the rows of one day by moment; rows of one moment keep their order.
  private func sort(_ order: inout [UInt32], _ range: Range<Int>, _ keys: inout [UInt64]) {
    var (low, high, rises, previous) = (Int64.max, Int64.min, true, Int64.min)
    for position in range {
      let moment = instant[Int(order[position])]
      rises = rises && previous <= moment
      previous = moment
      low = min(low, moment)
      high = max(high, moment)
    }
    if rises { return }
    // A day has fewer than 2^38 microseconds: with the position they make one sortable number.
    guard range.count < 1 << 26, high.subtractingReportingOverflow(low).partialValue < 1 << 38,
      high.subtractingReportingOverflow(low).overflow == false
    else {
      let rows = order[range].sorted { a, b in
        let (first, second) = (instant[Int(a)], instant[Int(b)])
        return first == second ? a < b : first < second
      }
      order.replaceSubrange(range, with: rows)
      return
    }
    keys.removeAll(keepingCapacity: true)
    for (index, position) in range.enumerated() {
      let moment = UInt64(instant[Int(order[position])] - low)
      keys.append(moment << 26 | UInt64(index))
    }
    keys.sort()
    let rows = Array(order[range])
    for (index, key) in keys.enumerated() {
      order[range.lowerBound + index] = rows[Int(key & (1 << 26 - 1))]
    }
  }

  /// The order of rows whose days lie far apart.
  private func sorted(_ rows: Range<UInt32>) -> [UInt32] {
    rows.sorted { first, second in
      let (a, b) = (Int(first), Int(second))
      if day[a] != day[b] { return day[a] < day[b] }
      if instant[a] != instant[b] { return instant[a] < instant[b] }
      return a < b
    }
  }
}
