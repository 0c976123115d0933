package import RevMetrics
package import RevModel

extension Grade {
  /// The word that stands beside a graded number: colour is only added to it.
  package func word(_ rule: ThresholdRule) -> String {
    switch (self, rule) {
    case (.good, _): "ok"
    case (.watch, _): "watch"
    case (.poor, .atMost): "HIGH"
    case (.poor, _): "LOW"
    }
  }

  package var tone: Tone {
    switch self {
    case .good: .good
    case .watch: .watch
    case .poor: .poor
    }
  }
}

extension MetricDefinition {
  /// The grade of a measure, and the word for it; nil without a threshold or a value.
  package func grade(of measure: Measure, _ thresholds: Thresholds) -> (grade: Grade, word: String)?
  {
    guard let threshold, let value = measure.value,
      let grade = threshold.grade(value.double, thresholds)
    else { return nil }
    return (grade, grade.word(threshold))
  }

  /// What is wanted: `want 3.0x`, `at most 20.0%`; nil without a threshold.
  package func wish(_ thresholds: Thresholds) -> String? {
    guard let threshold, let key = threshold.keys.first, let bar = thresholds[key] else {
      return nil
    }
    let text = Format.value(.real(bar), unit)
    if case .atMost = threshold { return "at most \(text)" }
    return "want \(text)"
  }
}
