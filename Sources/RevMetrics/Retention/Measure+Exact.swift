import RevBase

// Divisions of whole hundredths and of counts, rounded to a double once.

extension Measure {
  /// The measure that `make` gives, or undefined when there is an obstacle.
  static func unless(_ obstacle: String?, _ make: () -> Measure) -> Measure {
    if let obstacle { return .undefined(obstacle) }
    return make()
  }

  /// Money over money; undefined with `reason` when the denominator is zero.
  static func ratio(_ top: Money, over bottom: Money, otherwise reason: String) -> Measure {
    guard bottom.cents != 0 else { return .undefined(reason) }
    return Measure(
      .real(Double(top.cents) / Double(bottom.cents)), numerator: .money(top),
      denominator: .money(bottom))
  }

  /// A count over a count; undefined with `reason` when the denominator is zero.
  static func ratio(_ top: Int, over bottom: Int, otherwise reason: String) -> Measure {
    guard bottom != 0 else { return .undefined(reason) }
    return Measure(
      .real(Double(top) / Double(bottom)), numerator: .count(top), denominator: .count(bottom))
  }
}

/// Medians of whole numbers.
enum Median {
  /// The middle value, or the mean of the two middle ones; nil for an empty list.
  static func of(_ values: [Int32]) -> Double? {
    guard !values.isEmpty else { return nil }
    let sorted = values.sorted()
    let middle = sorted.count / 2
    if sorted.count % 2 == 1 { return Double(sorted[middle]) }
    return Double(Int(sorted[middle - 1]) + Int(sorted[middle])) / 2
  }

  /// The median in days; undefined with `reason` for an empty list.
  static func days(_ values: [Int32], otherwise reason: String) -> Measure {
    guard let median = of(values) else { return .undefined(reason) }
    return Measure(.real(median))
  }
}
