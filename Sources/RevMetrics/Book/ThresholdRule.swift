package import RevModel

/// How good a number is.
package enum Grade: String, Sendable { case good, watch, poor }

/// Which thresholds of the manifest a number is held against.
package enum ThresholdRule: Sendable, Equatable {
  /// Good from the value of the key upwards, watch down to four fifths of it, poor below.
  case atLeast(String)
  /// Good up to the value of the key, watch up to five fourths of it, poor above.
  case atMost(String)
  /// Good from the first key upwards, poor below the second, watch between.
  case between(good: String, poor: String)
  /// Strong, fair, weak, distrust: good, watch, watch, poor.
  case bands(strong: String, fair: String, weak: String)

  /// The grade of a value; nil when a key has no value.
  package func grade(_ value: Double, _ thresholds: Thresholds) -> Grade? {
    switch self {
    case .atLeast(let key):
      guard let bar = thresholds[key] else { return nil }
      return value >= bar ? .good : value * 5 >= bar * 4 ? .watch : .poor
    case .atMost(let key):
      guard let bar = thresholds[key] else { return nil }
      return value <= bar ? .good : value * 4 <= bar * 5 ? .watch : .poor
    case .between(let good, let poor):
      guard let high = thresholds[good], let low = thresholds[poor] else { return nil }
      return value >= high ? .good : value < low ? .poor : .watch
    case .bands(let strong, _, let weak):
      guard let high = thresholds[strong], let low = thresholds[weak] else { return nil }
      return value >= high ? .good : value >= low ? .watch : .poor
    }
  }

  /// The keys of the manifest that it reads.
  package var keys: [String] {
    switch self {
    case .atLeast(let key), .atMost(let key): [key]
    case .between(let good, let poor): [good, poor]
    case .bands(let strong, let fair, let weak): [strong, fair, weak]
    }
  }
}
