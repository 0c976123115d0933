import RevBase

/// A day or a timestamp as cells hold it.
///
/// `YYYY-MM-DD[(T or space)HH:MM[:SS[.fraction]][Z or ±HH[:]MM]]`.
struct TimeCell: Equatable {
  /// Number of the day in the snapshot's time zone.
  var day: Int32
  /// Microseconds since 1970; of a bare day its first moment in the zone.
  var microseconds: Int64
  /// True when the cell names a day and no time.
  var isDay: Bool
}

extension ByteView {
  /// Two digits as a number; 100 or more when they are none.
  @inline(__always)
  private func pair(_ place: Int) -> Int {
    let (a, b) = (self[place] &- 0x30, self[place + 1] &- 0x30)
    return a <= 9 && b <= 9 ? Int(a) * 10 + Int(b) : 255
  }

  /// The number of the day that the first ten bytes name, whatever follows; nil for none.
  @inline(__always)
  func dayPrefix(_ clock: ZoneClock) -> Int32? {
    guard count >= 10 else { return nil }
    // "YYYY-MM-" at once: what is left of digits is 0 to 9, of dashes 0.
    let head = word(at: 0) ^ 0x2D30_302D_3030_3030
    guard (head | (head &+ 0x7F76_767F_7676_7676)) & 0x8080_8080_8080_8080 == 0 else { return nil }
    @inline(__always) func digit(_ place: UInt64) -> Int {
      Int(truncatingIfNeeded: head &>> (place &* 8) & 0xF)
    }
    let year = (digit(0) &* 10 &+ digit(1)) &* 100 &+ digit(2) &* 10 &+ digit(3)
    let (month, day) = (digit(5) &* 10 &+ digit(6), pair(8))
    guard year >= 1, month >= 1, month <= 12, day >= 1 else { return nil }
    if let known = clock.number(year, month, day) { return known }
    guard day <= Day.length(ofMonth: month, year: year) else { return nil }
    return Day.number(year: year, month: month, day: day)
  }

  /// The day that a cell names, a timestamp's in the zone of the clock; nil when unreadable.
  @inline(__always)
  func day(_ clock: inout ZoneClock) -> Int32? {
    if count == 10 { return dayPrefix(clock) }
    return time(&clock)?.day
  }

  /// The moment that a cell names; nil when unreadable.
  func time(_ clock: inout ZoneClock) -> TimeCell? {
    guard let day = dayPrefix(clock) else { return nil }
    let midnight = Int64(day) * 86_400
    if count == 10 {
      let moment = clock.utc(fromLocal: midnight)
      return TimeCell(day: day, microseconds: moment * 1_000_000, isDay: true)
    }
    guard count >= 16, self[10] == 0x54 || self[10] == 0x20, self[13] == 0x3A else { return nil }
    let (hour, minute) = (pair(11), pair(14))
    guard hour < 24, minute < 60 else { return nil }
    var (index, second, fraction) = (16, 0, Int64(0))
    if index < count, self[index] == 0x3A {
      guard count >= 19 else { return nil }
      second = pair(17)
      guard second < 60 else { return nil }
      index = 19
      if index < count, self[index] == 0x2E {
        guard let end = self.fraction(from: 20, &fraction) else { return nil }
        index = end
      }
    }
    let local = midnight + Int64(hour * 3600 + minute * 60 + second)
    if index == count {
      let moment = clock.utc(fromLocal: local) * 1_000_000 + fraction
      return TimeCell(day: day, microseconds: moment, isDay: false)
    }
    guard let east = offset(from: index) else { return nil }
    let moment = (local - east) * 1_000_000 + fraction
    return TimeCell(day: clock.day(of: moment), microseconds: moment, isDay: false)
  }

  /// Reads digits behind the seconds' point, in microseconds; what is finer is cut off.
  private func fraction(from start: Int, _ microseconds: inout Int64) -> Int? {
    var (index, weight) = (start, Int64(100_000))
    while index < count, self[index] &- 0x30 <= 9 {
      microseconds += Int64(self[index] &- 0x30) * weight
      weight /= 10
      index += 1
    }
    return index > start ? index : nil
  }

  /// Seconds east of UTC of `Z` or `±HH[:]MM`, which must end the cell.
  private func offset(from start: Int) -> Int64? {
    let rest = count - start
    if rest == 1 { return self[start] == 0x5A ? 0 : nil }
    guard rest == 5 || rest == 6, self[start] == 0x2B || self[start] == 0x2D else { return nil }
    if rest == 6, self[start + 3] != 0x3A { return nil }
    let (hours, minutes) = (pair(start + 1), pair(count - 2))
    guard hours < 24, minutes < 60 else { return nil }
    let seconds = Int64(hours * 3600 + minutes * 60)
    return self[start] == 0x2D ? -seconds : seconds
  }
}
