import RevBase

/// Moments as text: `2026-11-16 09:30`, in UTC.
package enum MomentWords {
  package static func text(_ microseconds: Int64) -> String {
    let (days, rest) = microseconds.quotientAndRemainder(dividingBy: Instant.perDay)
    let (day, time) = rest < 0 ? (days - 1, rest + Instant.perDay) : (days, rest)
    let minutes = time / 60_000_000
    func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(Day(Int32(clamping: day))) \(two(minutes / 60)):\(two(minutes % 60))"
  }
}
