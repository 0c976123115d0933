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
    guard let low = values.min(), let high = values.max() else { return nil }
    let (lower, upper) = ((values.count - 1) / 2, values.count / 2)
    let span = Int(high) - Int(low) + 1
    guard span <= 4 * values.count + 1024 else {
      let sorted = values.sorted()
      return Double(Int(sorted[lower]) + Int(sorted[upper])) / 2
    }
    // Days lie close together: counting them is faster than sorting.
    var counts = [Int32](repeating: 0, count: span)
    for value in values { counts[Int(value) - Int(low)] += 1 }
    var (seen, first) = (0, 0)
    for (offset, count) in counts.enumerated() where count > 0 {
      if seen <= lower { first = offset }
      seen += Int(count)
      if seen > upper { return Double(2 * Int(low) + first + offset) / 2 }
    }
    return nil
  }

  /// The median in days; undefined with `reason` for an empty list.
  static func days(_ values: [Int32], otherwise reason: String) -> Measure {
    guard let median = of(values) else { return .undefined(reason) }
    return Measure(.real(median))
  }
}
