import RevBase
import RevModel

/// When subscriptions begin, end and are cancelled, to find the accounts whose recurring revenue
/// may differ between two days.
struct SubscriptionDays: Sendable {
  private let starts: RowsByDay
  private let ends: RowsByDay
  private let cancels: RowsByDay
  /// By position of the index.
  private let slots: [Int32]

  init(_ index: SubscriptionIndex) {
    starts = RowsByDay(index.start, except: SubscriptionIndex.never)
    ends = RowsByDay(index.end, except: SubscriptionIndex.never)
    cancels = RowsByDay(index.cancelRequested, except: SubscriptionIndex.never)
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
    var found: [ArraySlice<UInt32>] = []
    for (a, b) in days where a != b {
      found += [starts, ends].map { $0.rows(after: Day(min(a, b)), through: Day(max(a, b))) }
    }
    if horizons.0 != horizons.1 {
      let (first, last) = (min(horizons.0, horizons.1), max(horizons.0, horizons.1))
      found += [starts, ends, cancels].map { $0.rows(after: Day(first), through: Day(last)) }
    }
    guard found.reduce(0, { $0 + $1.count }) <= max(256, slots.count / 6) else { return nil }
    var marks = BitSet(count: slots.count)
    for rows in found {
      for position in rows { marks[Int(slots[Int(position)])] = true }
    }
    return marks.rows
  }
}
