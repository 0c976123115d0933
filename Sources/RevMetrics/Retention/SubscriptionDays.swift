import RevModel

/// When subscriptions begin, end and are cancelled, to find the accounts whose recurring revenue
/// may differ between two days.
struct SubscriptionDays: Sendable {
  private let starts: DayOrder
  private let ends: DayOrder
  private let cancels: DayOrder
  /// By position of the index.
  private let slots: [Int32]

  init(_ index: SubscriptionIndex) {
    starts = DayOrder(index.start)
    ends = DayOrder(index.end)
    cancels = DayOrder(index.cancelRequested)
    var slots = [Int32](repeating: 0, count: index.start.count)
    for slot in 0..<index.slots {
      for position in index.positions(slot) { slots[position] = Int32(truncatingIfNeeded: slot) }
    }
    self.slots = slots
  }

  /// Slots of accounts whose revenue on some days may differ, each once and rising.
  ///
  /// nil when they are so many that adding up all is quicker.
  ///
  /// - Parameters:
  ///   - days: pairs of days on which revenue is read, before and now.
  ///   - horizons: up to which day something was known, before and now.
  func changed(_ days: [(Int32, Int32)], horizons: (Int32, Int32)) -> [Int32]? {
    let last = SubscriptionIndex.never - 1
    var found: [ArraySlice<Int32>] = []
    for (a, b) in days where a != b {
      let (first, last) = (min(a, b) + 1, max(a, b))
      found += [starts, ends].map { $0.rows(from: first, to: last) }
    }
    if horizons.0 != horizons.1 {
      let (first, end) = (min(horizons.0, horizons.1) + 1, min(last, max(horizons.0, horizons.1)))
      found += [starts, ends, cancels].map { $0.rows(from: first, to: end) }
    }
    guard found.reduce(0, { $0 + $1.count }) <= max(256, slots.count / 6) else { return nil }
    var marks = BitSet(count: slots.count)
    for rows in found {
      for position in rows { marks[Int(slots[Int(position)])] = true }
    }
    return marks.rows
  }
}
