package import RevMetrics

/// A number that is not as it usually is here, or that is past its threshold.
package struct Anomaly: Sendable, Equatable {
  package enum Kind: Sendable, Equatable {
    /// So many robust deviations from the middle of the last weeks; negative below it.
    case unusual(deviations: Double, usual: Double)
    /// Graded poor by the manifest's thresholds, or their defaults.
    case threshold(key: String, bar: Double)
  }

  /// The metric's id, or the word of a weekly flow: `created_week`.
  package var id: String
  package var title: String
  package var unit: MetricUnit
  package var value: Double
  package var kind: Kind
  /// Whether it is bad news; nil where neither direction is.
  package var isBad: Bool?

  /// One line: `Overdue invoices: 412000, usually 120000 (9.2 deviations above its last 8 weeks)`.
  package func words(_ format: (Double, MetricUnit) -> String) -> String {
    switch kind {
    case .unusual(let deviations, let usual):
      "\(title): \(format(value, unit)), usually \(format(usual, unit)) "
        + "(\(RiskWords.plain(abs(deviations))) deviations \(deviations < 0 ? "below" : "above") "
        + "its last weeks)"
    case .threshold(let key, let bar):
      "\(title): \(format(value, unit)), past its threshold \(key) of \(format(bar, unit))"
    }
  }
}

/// A number today and on past weeks.
package struct AnomalySeries: Sendable, Equatable {
  package var id: String
  package var title: String
  package var unit: MetricUnit
  package var better: MetricDefinition.Direction
  /// nil where it is undefined.
  package var current: Double?
  /// Oldest first; nil where it is undefined.
  package var past: [Double?]

  package init(
    id: String, title: String, unit: MetricUnit, better: MetricDefinition.Direction,
    current: Double?, past: [Double?]
  ) {
    (self.id, self.title, self.unit, self.better) = (id, title, unit, better)
    (self.current, self.past) = (current, past)
  }
}
