/// What was booked on each day, in hundredths, kept up with every change of what is won.
struct Bookings: Sendable {
  private let first: Int32
  private var cents: [Int64]

  /// - Parameters:
  ///   - first: days before it are never asked about.
  ///   - last: the last day that anything is booked on.
  init(first: Int32, last: Int32) {
    self.first = first
    cents = [Int64](repeating: 0, count: Int(max(0, last - first)) + 1)
  }

  /// Adds an amount, or takes a negative one away.
  mutating func add(_ amount: Int64, on day: Int32) {
    guard day >= first, Int(day - first) < cents.count else { return }
    cents[Int(day - first)] += amount
  }

  /// What was booked from a day to another.
  func sum(from start: Int32, through end: Int32) -> Int64 {
    let low = max(0, Int(start - first))
    let high = min(cents.count - 1, Int(end - first))
    return low <= high ? cents[low...high].reduce(0, +) : 0
  }
}
