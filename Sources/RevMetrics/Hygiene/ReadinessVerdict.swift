import RevBase

/// What the readiness signals say together.
package struct ReadinessVerdict: Sendable, Equatable {
  /// What to do about them.
  package enum Advice: String, Sendable {
    /// Three or more are on.
    case act
    /// Two are on.
    case watch
    /// One is on.
    case noise
    /// None is on.
    case quiet
  }

  package static let signals: [MetricID] = [
    .readinessConflictingAnswers, .readinessForecastVariance, .readinessHandoffDispute,
    .readinessToolSprawl, .readinessMissedRenewals,
  ]

  /// The signals that are on, in the order of the book.
  package let on: [MetricID]
  /// The signals that cannot be told.
  package let unknown: [MetricID]

  package init(_ readout: Readout) {
    on = Self.signals.filter { readout[$0].value == .flag(true) }
    unknown = Self.signals.filter { readout[$0].value == nil }
  }

  package var advice: Advice {
    switch on.count {
    case 0: .quiet
    case 1: .noise
    case 2: .watch
    default: .act
    }
  }
}

extension Readout {
  /// Puts in the two signals that need the forecast, from the forecast's own numbers.
  ///
  /// To be called once forecast.p50 and forecast.accuracy are in the readout.
  package mutating func completeReadiness() {
    self[.readinessConflictingAnswers] = ReadinessSignals.conflictingAnswers(
      commit: self[.forecastCommit], call: self[.forecastCall], expected: self[.forecastP50])
    self[.readinessForecastVariance] = ReadinessSignals.forecastVariance(
      accuracy: self[.forecastAccuracy])
  }
}

/// The readiness signals that are made of forecast numbers.
package enum ReadinessSignals {
  /// On when the three answers spread by more than a tenth of the one in the middle.
  ///
  /// Undefined when one of them is.
  package static func conflictingAnswers(
    commit: Measure, call: Measure, expected: Measure
  ) -> Measure {
    var cents: [Int64] = []
    for (name, measure) in [("commit", commit), ("call", call), ("p50", expected)] {
      guard let money = measure.value?.money else {
        return .undefined("forecast.\(name): \(measure.reason ?? "unknown")")
      }
      cents.append(money.cents)
    }
    cents.sort()
    let spread = Int128(cents[2]) - Int128(cents[0])
    return Measure(.flag(spread * 10 > Int128(cents[1].magnitude)))
  }

  /// On when accuracy is below 0.85: forecasts missed by more than 15%.
  ///
  /// Undefined when the accuracy is.
  package static func forecastVariance(accuracy: Measure) -> Measure {
    guard let value = accuracy.value?.double else {
      return .undefined("forecast.accuracy: \(accuracy.reason ?? "unknown")")
    }
    // 1 - 0.85 is more than 0.15 as a double, so the other side of the same comparison is made.
    return Measure(.flag(value < 0.85))
  }
}
