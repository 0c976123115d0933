package import RevBase

/// Where the events of each day lie in a log that is sorted by day.
package struct DayIndex: Sendable {
  /// Days that have events, rising.
  package private(set) var days: [Int32] = []
  /// First event of each day; one more than there are days.
  package private(set) var starts: [UInt32] = [0]

  package init() {}

  /// - Parameter sorted: the day of every event, never falling.
  package init(sorted: [Int32]) {
    for (event, day) in sorted.enumerated() where event == 0 || day != sorted[event - 1] {
      days.append(day)
      if event > 0 { starts.append(UInt32(event)) }
    }
    if !sorted.isEmpty { starts.append(UInt32(sorted.count)) }
  }

  /// - Parameters:
  ///   - first: the first of some days that follow each other.
  ///   - all: where the events of each of these days begin, and at the end their number.
  init(first: Int32, starts all: [UInt32]) {
    for slot in 1..<all.count where all[slot] > all[slot - 1] {
      days.append(first + Int32(slot - 1))
      starts.append(all[slot])
    }
  }

  /// The most events of one day.
  package var longest: Int { days.indices.map { Int(starts[$0 + 1] - starts[$0]) }.max() ?? 0 }

  /// Number of events up to the end of a day.
  package func count(through day: Day) -> Int { Int(starts[slot(after: day)]) }

  /// Places of the events after one day and up to the end of another.
  package func events(after low: Day, through high: Day) -> Range<Int> {
    count(through: low)..<count(through: high)
  }

  /// Place in `days` of the first one after a day; their count when there is none.
  package func slot(after day: Day) -> Int {
    var (low, high) = (0, days.count)
    while low < high {
      let middle = (low + high) / 2
      if days[middle] <= day.number { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The day of an event.
  ///
  /// - Precondition: the log has that event.
  package func day(of event: Int) -> Day { Day(days[slot(of: event)]) }

  /// Place in `days` of an event's day.
  ///
  /// - Precondition: the log has that event.
  package func slot(of event: Int) -> Int {
    precondition(event >= 0 && event < Int(starts[starts.count - 1]))
    var (low, high) = (0, days.count - 1)
    while low < high {
      let middle = (low + high + 1) / 2
      if Int(starts[middle]) <= event { low = middle } else { high = middle - 1 }
    }
    return low
  }
}
