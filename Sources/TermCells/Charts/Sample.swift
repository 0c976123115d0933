/// One value of a chart, or the reason why there is none.
///
/// The three look different in every chart: a zero is `_`, no data is `·`, and what has not happened
/// yet is blank.
package enum Sample: Hashable, Sendable {
  case value(Double)
  /// Nothing was recorded, or the number is not defined.
  case absent
  /// The time has not come.
  case future

  /// The value, when there is one that can be drawn.
  package var number: Double? {
    guard case .value(let value) = self, value.isFinite else { return nil }
    return value
  }
}

extension Sample {
  /// The sample of an optional value: nil is absent.
  package init(_ value: Double?) {
    self = value.map(Sample.value) ?? .absent
  }
}

/// How several samples become one when a chart is narrower than its series.
package enum Bucketing: Hashable, Sendable {
  /// For a flow, such as what was created in each week.
  case sum
  /// For a stock, such as what is open at the end of each week.
  case last

  /// `samples` in at most `count` buckets of nearly equal size, in order.
  ///
  /// A bucket without any value is absent when something in it is past, and future otherwise.
  package func buckets(of samples: [Sample], count: Int) -> [Sample] {
    guard count > 0 else { return [] }
    guard samples.count > count else { return samples }
    return (0..<count).map { bucket in
      let first = samples.count * bucket / count
      let end = samples.count * (bucket + 1) / count
      return merged(samples[first..<end])
    }
  }

  private func merged(_ samples: ArraySlice<Sample>) -> Sample {
    let numbers = samples.compactMap(\.number)
    guard let last = numbers.last else {
      return samples.allSatisfy { $0 == .future } ? .future : .absent
    }
    return .value(self == .sum ? numbers.reduce(0, +) : last)
  }
}

/// Maps values to columns; the charts of one pane share it, so that their bars can be compared.
package struct Scale: Hashable, Sendable {
  /// The value at the left edge.
  package let lower: Double
  /// The value at the right edge.
  package let upper: Double

  /// A scale between two finite values; an empty or upturned one is widened to one unit.
  package init(from lower: Double = 0, to upper: Double) {
    self.lower = lower.isFinite ? lower : 0
    self.upper = upper.isFinite && upper > self.lower ? upper : self.lower + 1
  }

  /// Where `value` lies between the edges: 0 to 1, clamped; 0 for a value that is no number.
  package func fraction(of value: Double) -> Double {
    let part = (value - lower) / (upper - lower)
    return part.isNaN ? 0 : max(0, min(1, part))
  }

  /// The column of `value` among `width` columns, clamped to the edges.
  package func column(of value: Double, width: Int) -> Int {
    max(0, min(width - 1, Int(fraction(of: value) * Double(width))))
  }

  /// Round values within the scale, at most `count` of them beside the lower edge, from its first
  /// round value on.
  ///
  /// The step is 1, 2, 2.5 or 5 times a power of ten.
  package func ticks(atMost count: Int) -> [Double] {
    guard count > 0 else { return [] }
    let wanted = (upper - lower) / Double(count)
    var power = 1.0
    while power > wanted { power /= 10 }
    while power * 10 <= wanted { power *= 10 }
    let factor = [1, 2, 2.5, 5, 10].first { $0 * power >= wanted * 0.999_999 } ?? 10
    let step = factor * power
    var result: [Double] = []
    var multiple = (lower / step).rounded(.up)
    while multiple * step <= upper * 1.000_001, result.count <= count {
      result.append(multiple * step)
      multiple += 1
    }
    return result
  }
}
