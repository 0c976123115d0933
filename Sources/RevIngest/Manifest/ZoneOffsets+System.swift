import Foundation
package import RevBase

extension ZoneOffsets {
  /// Years whose changes of offset are kept.
  private static let firstSecond: Int64 = -2_208_988_800
  private static let lastSecond: Int64 = 4_133_980_800
  private static let week: Int64 = 604_800

  /// The system's zone of that name; nil when it has none.
  ///
  /// Changes of offset between 1900 and 2100, found by looking once a week and halving the weeks in
  /// which it differs.
  package static func system(named name: String) -> ZoneOffsets? {
    if name == "UTC" { return .utc }
    guard let zone = TimeZone(identifier: name) else { return nil }
    func offset(_ second: Int64) -> Int32 {
      let date = Date(timeIntervalSince1970: TimeInterval(second))
      return Int32(truncatingIfNeeded: zone.secondsFromGMT(for: date))
    }
    var (starts, offsets): ([Int64], [Int32]) = ([.min], [offset(firstSecond)])
    var (second, last) = (firstSecond, offset(firstSecond))
    while second < lastSecond {
      let next = second + week
      let value = offset(next)
      if value != last {
        var (low, high) = (second, next)
        while high - low > 1 {
          let middle = low + (high - low) / 2
          if offset(middle) == last { low = middle } else { high = middle }
        }
        starts.append(high)
        offsets.append(offset(high))
        // The week may hold a second change; it is looked for from here on.
        (second, last) = (high, offset(high))
        continue
      }
      second = next
    }
    return ZoneOffsets(name: name, starts: starts, offsets: offsets)
  }
}
