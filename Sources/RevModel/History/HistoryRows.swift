/// One row of deal_history.csv about a known deal and one field.
///
/// Values are codes into `StageTable.names` (−1 blank), hundredths (0 blank), day numbers, raw
/// values of `DealTable.WrittenCategory`, codes into people (−1 blank) or into
/// `DealTable.nextSteps`.
package struct HistoryRow: Sendable, BitwiseCopyable {
  /// Microseconds of `Instant`.
  package var instant: Int64
  package var old: Int64
  package var new: Int64
  /// Row of deals.csv.
  package var deal: UInt32
  package var day: Int32
  /// Code into people; −1 when unknown.
  package var by: Int32

  package init(deal: UInt32, day: Int32, instant: Int64, old: Int64, new: Int64, by: Int32) {
    (self.deal, self.day, self.instant) = (deal, day, instant)
    (self.old, self.new, self.by) = (old, new, by)
  }
}

/// The rows of deal_history.csv about one field.
struct HistoryRows: Sendable {
  /// In the order of the file, in the pieces in which they were read: to put so many rows side by
  /// side would take as long as to read their values.
  private(set) var pieces: [[HistoryRow]]

  init(_ pieces: [[HistoryRow]] = []) { self.pieces = pieces }

  var count: Int { pieces.reduce(0) { $0 + $1.count } }

  /// Puts the rows in the order of day, moment, then file.
  mutating func sortByTime() {
    let source = Array(pieces.joined())
    let days = source.map(\.day)
    guard let low = days.min(), let high = days.max() else { return }
    var rows = source
    for (row, place) in zip(source, Self.places(byDay: days, from: low, to: high)) {
      rows[Int(place)] = row
    }
    // Inside of a day: moments, and rows of one moment keep their order.
    var start = 0
    while start < rows.count {
      var end = start + 1
      var rises = true
      while end < rows.count, rows[end].day == rows[start].day {
        rises = rises && rows[end - 1].instant <= rows[end].instant
        end += 1
      }
      if !rises {
        let sorted = rows[start..<end].enumerated().sorted { a, b in
          a.element.instant == b.element.instant
            ? a.offset < b.offset : a.element.instant < b.element.instant
        }
        rows.replaceSubrange(start..<end, with: sorted.map(\.element))
      }
      start = end
    }
    pieces = [rows]
  }

  /// For each day its place when all stand in rising order, those of one day as they come.
  static func places(byDay days: [Int32], from low: Int32, to high: Int32) -> [UInt32] {
    let span = Int(high) - Int(low) + 1
    var places = [UInt32](repeating: 0, count: days.count)
    guard span <= 4 * days.count + 4096 else {
      let order = days.indices.sorted { a, b in
        days[a] == days[b] ? a < b : days[a] < days[b]
      }
      for (place, position) in order.enumerated() { places[position] = UInt32(place) }
      return places
    }
    var next = [UInt32](repeating: 0, count: span + 1)
    for day in days { next[Int(day) - Int(low) + 1] += 1 }
    for slot in 0..<span { next[slot + 1] += next[slot] }
    for position in days.indices {
      let slot = Int(days[position]) - Int(low)
      places[position] = next[slot]
      next[slot] += 1
    }
    return places
  }
}
