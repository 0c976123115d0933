import RevBase
import RevModel

/// The changes between two days, reached from the list of each deal's events.
struct EventWindow: Sendable {
  /// Where a walk back through a deal's events has come to.
  struct Cursor {
    /// The next event to look at, counted from the deal's first; −1 when there is none.
    fileprivate var place: Int
    fileprivate let first: Int
    /// The day of that event, once it is known.
    fileprivate var day: Int32?
    fileprivate var field = 0
    fileprivate var position = 0
  }

  /// Number of the first event of each field in the deals' lists.
  private let bases: [Int]
  /// Positions in each field's log that lie in the window.
  private let ranges: [Range<Int>]
  /// Day of each of those, field after field.
  private let days: [Int32]
  /// Where each field's days begin, less the field's first position.
  private let offsets: [Int]

  init(_ history: HistoryTable, from: Day, to: Day) {
    bases = history.bases
    var ranges: [Range<Int>] = []
    var offsets: [Int] = []
    var days: [Int32] = []
    for field in HistoryField.allCases {
      let index = history[field].index
      let range = index.count(through: from)..<index.count(through: to)
      offsets.append(days.count - range.lowerBound)
      ranges.append(range)
      for (slot, day) in index.days.enumerated() where day > from.number && day <= to.number {
        let count = Int(index.starts[slot + 1]) - Int(index.starts[slot])
        days.append(contentsOf: repeatElement(day, count: count))
      }
    }
    self.ranges = ranges
    self.offsets = offsets
    self.days = days
  }

  /// Positions of a field's log that lie in the window.
  func range(_ field: HistoryField) -> Range<Int> { ranges[Int(field.rawValue)] }

  /// The end of a deal's list.
  func cursor(atEndOf row: Int, _ history: HistoryTable) -> Cursor {
    let (first, next) = (Int(history.starts[row]), Int(history.starts[row + 1]))
    return Cursor(place: next - 1, first: first)
  }

  /// The day of the event under the cursor, past events that come after the window; nil when no
  /// event of the window is left.
  func day(_ cursor: inout Cursor, _ history: HistoryTable) -> Int32? {
    if let day = cursor.day { return day }
    while cursor.place >= cursor.first {
      let event = Int(history.events[cursor.place])
      var field = 0
      while field + 1 < bases.count && event >= bases[field + 1] { field += 1 }
      let position = event - bases[field]
      // A deal's events are in the order of days, so the first one before the window ends it.
      if position < ranges[field].lowerBound { break }
      if position < ranges[field].upperBound {
        cursor.field = field
        cursor.position = position
        cursor.day = days[offsets[field] + position]
        return cursor.day
      }
      cursor.place -= 1
    }
    cursor.place = cursor.first - 1
    return nil
  }

  /// Takes the event under the cursor back and steps to the one before it.
  func undo(_ cursor: inout Cursor, _ history: HistoryTable, on moment: inout DealMoment) {
    switch HistoryField(rawValue: UInt8(cursor.field)) {
    case .stage: moment.stage ^= history.stageDeltas[cursor.position]
    case .amount: moment.amount ^= history.amountDeltas[cursor.position]
    case .closeDate: moment.close ^= history.closeDeltas[cursor.position]
    case .category: moment.category ^= history.categoryDeltas[cursor.position]
    case .owner: moment.owner ^= history.ownerDeltas[cursor.position]
    case .nextStep, nil: break
    }
    cursor.day = nil
    cursor.place -= 1
  }
}
