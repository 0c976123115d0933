import RevBase

/// A time zone that remembers the span in which it looked last, because timestamps of a file mostly
/// fall near each other.
struct ZoneClock {
  let zone: ZoneOffsets
  private var low: Int64 = 1
  private var high: Int64 = 0
  private var offset: Int64 = 0
  /// The span before that one: summer and winter alternate.
  private var other: (low: Int64, high: Int64, offset: Int64) = (1, 0, 0)

  /// First days of the months in which most dates of a company fall.
  private let months: [Int32]
  private static let firstYear = 1990
  private static let lastYear = 2069

  init(_ zone: ZoneOffsets) {
    self.zone = zone
    months = (Self.firstYear...Self.lastYear + 1).flatMap { year in
      (1...12).map { Day.number(year: year, month: $0, day: 1) }
    }
  }

  /// The number of a day of these months; nil for other days, and for those that do not exist.
  @inline(__always)
  func number(_ year: Int, _ month: Int, _ day: Int) -> Int32? {
    guard year >= Self.firstYear, year <= Self.lastYear else { return nil }
    let index = (year &- Self.firstYear) &* 12 &+ month &- 1
    let number = months[index] &+ Int32(truncatingIfNeeded: day &- 1)
    return number < months[index &+ 1] ? number : nil
  }

  /// Seconds east of UTC at a moment (seconds since 1970, UTC).
  @inline(__always)
  mutating func offset(atUTC seconds: Int64) -> Int64 {
    if seconds < low || seconds >= high { find(seconds) }
    return offset
  }

  private mutating func find(_ seconds: Int64) {
    let before = (low, high, offset)
    defer { other = before }
    if seconds >= other.low, seconds < other.high {
      (low, high, offset) = other
      return
    }
    var (first, last) = (0, zone.starts.count - 1)
    while first < last {
      let middle = (first + last + 1) / 2
      if zone.starts[middle] <= seconds { first = middle } else { last = middle - 1 }
    }
    low = zone.starts[first]
    high = first + 1 < zone.starts.count ? zone.starts[first + 1] : .max
    offset = Int64(zone.offsets[first])
  }

  /// The moment at which clocks of the zone show `local`; see `ZoneOffsets.utc(fromLocal:)`.
  @inline(__always)
  mutating func utc(fromLocal local: Int64) -> Int64 {
    let guess = local - offset(atUTC: local)
    // Two days away from any change there is only one answer.
    if guess > low &+ 172_800 || low == .min, guess < high &- 172_800 || high == .max {
      return guess
    }
    return zone.utc(fromLocal: local)
  }

  /// The day that the zone's calendar shows at a moment in microseconds.
  @inline(__always)
  mutating func day(of microseconds: Int64) -> Int32 {
    let seconds = Exact.floorDivide(microseconds, 1_000_000)
    let local = seconds + offset(atUTC: seconds)
    return Int32(truncatingIfNeeded: Exact.floorDivide(local, 86_400))
  }
}
