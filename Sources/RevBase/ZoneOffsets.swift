/// A time zone as a sorted list of changes of its offset from UTC.
///
/// Built once from the system's zone data; looking up is a binary search, or nothing at all while
/// neighbouring timestamps fall into the same span.
package struct ZoneOffsets: Sendable, Equatable {
  /// Seconds since 1970 (UTC) from which `offsets` of the same index holds; the first is `Int64.min`.
  package let starts: [Int64]
  /// Seconds east of UTC.
  package let offsets: [Int32]
  package let name: String

  /// - Precondition: both lists have the same length of at least one, and `starts` rises.
  package init(name: String, starts: [Int64], offsets: [Int32]) {
    precondition(!starts.isEmpty && starts.count == offsets.count)
    self.name = name
    self.starts = starts
    self.offsets = offsets
  }

  package static let utc = ZoneOffsets(name: "UTC", starts: [.min], offsets: [0])

  /// Seconds east of UTC at a moment (seconds since 1970, UTC).
  package func offset(atUTC seconds: Int64) -> Int32 {
    var (low, high) = (0, starts.count - 1)
    while low < high {
      let middle = (low + high + 1) / 2
      if starts[middle] <= seconds { low = middle } else { high = middle - 1 }
    }
    return offsets[low]
  }

  /// The moment (seconds since 1970, UTC) at which clocks of the zone show `local`.
  ///
  /// When clocks go back and show it twice: the earlier one. When they go forward and never show
  /// it: as if they had not gone forward yet.
  package func utc(fromLocal local: Int64) -> Int64 {
    if starts.count == 1 { return local - Int64(offsets[0]) }
    let after = offset(atUTC: local + 86_400)
    let before = offset(atUTC: local - 86_400)
    var best: Int64?
    for candidate in [Int64(before), Int64(after)] {
      let moment = local - candidate
      if Int64(offset(atUTC: moment)) == candidate { best = min(best ?? moment, moment) }
    }
    return best ?? local - Int64(before)
  }

  /// The day that the zone's calendar shows at a moment.
  package func day(of instant: Instant) -> Day {
    let seconds = Exact.floorDivide(instant.microseconds, 1_000_000)
    let local = seconds + Int64(offset(atUTC: seconds))
    return Day(Int32(truncatingIfNeeded: Exact.floorDivide(local, 86_400)))
  }

  /// The first moment of a day in the zone.
  package func start(of day: Day) -> Instant {
    Instant(microseconds: utc(fromLocal: Int64(day.number) * 86_400) * 1_000_000)
  }
}

extension Exact {
  /// Division that rounds down also for negative numbers.
  @inlinable
  package static func floorDivide(_ a: Int64, _ b: Int64) -> Int64 {
    let q = a / b
    return (a % b != 0) && ((a < 0) != (b < 0)) ? q - 1 : q
  }
}
