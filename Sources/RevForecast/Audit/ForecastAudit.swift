package import RevBase

/// Every weekly as-of day of every finished period replayed: what was said, and what came.
///
/// Nothing that was dated after an as-of day is known to what is said on it. Outcomes are those
/// known on the audit's own day.
package struct ForecastAudit: Sendable, Equatable {
  /// One as-of day of one finished period; amounts in units of currency.
  package struct Row: Sendable, Equatable {
    package var period: Period
    package var asOf: Day
    /// 0 for the day before the period, 1 a week later, and so on.
    package var week: Int
    package var daysLeft: Int
    package var p10: Double
    package var p50: Double
    package var p90: Double
    /// Share, 0 to 1.
    package var confidence: Double
    package var stageWeek: Double?
    package var pace: Double?
    package var lastPeriod: Double?
    package var weightedDue: Double?
    package var weightedAll: Double?
    package var call: Double?
    package var actual: Double

    /// What a method said; nil where it has no value.
    package subscript(method: ForecastMethodName) -> Double? {
      switch method {
      case .median: p50
      case .stageWeek: stageWeek
      case .pace: pace
      case .lastPeriod: lastPeriod
      case .weightedDue: weightedDue
      case .weightedAll: weightedAll
      case .call: call
      }
    }

    package var isInside: Bool { actual >= p10 && actual <= p90 }
    package var isHit: Bool { abs(p50 - actual) <= 0.10 * abs(actual) }
  }

  /// One week of the period over all finished periods.
  package struct Week: Sendable, Equatable {
    package var week: Int
    package var errors: [ForecastMethodName: MethodError] = [:]
    package var range = RangeRecord()
  }

  /// One finished period, forecast on the day before it.
  package struct PeriodLine: Sendable, Equatable {
    package var period: Period
    /// P50 of the day before; nil where nothing was said yet.
    package var forecast: Double?
    package var actual: Double
    /// max(0, 1 − |A − F| / A) as a share.
    package var accuracy: Double?
    /// (A − F) / A.
    package var variance: Double?
    /// Whether what was booked has changed by more than one percent since the period's last day.
    package var isRestated: Bool
  }

  /// One person's calls against what they, or the people below them, booked.
  package struct CallBias: Sendable, Equatable {
    /// Code into people.
    package var person: Int32
    package var name: String
    package var periods: Int
    package var error: MethodError
    /// Of the last three finished periods with a call: +1 when every one was called too high, −1
    /// when every one was called too low, else 0.
    package var lasting: Int
  }

  package var asOf: Day
  package var cadence: ForecastCadence
  package var rows: [Row]
  package var methods: [ForecastMethodName: MethodError]
  package var range: RangeRecord
  package var weeks: [Week]
  package var bands: [ReliabilityBand]
  package var periods: [PeriodLine]
  package var calls: [CallBias]
  /// Why there are no calls; nil when there are.
  package var callsReason: String?

  /// How the figures are made, for the foot of the table.
  package static let formula =
    "WAPE = sum of |forecast - actual| / sum of actual over the weekly as-of days; "
    + "bias = sum of (forecast - actual) / sum of actual; "
    + "coverage = share of the days whose actual lay between P10 and P90"

  /// Accuracy over the last periods by sums: 1 − Σ|A − F| / ΣA; nil without two periods.
  package func accuracy(last count: Int) -> (accuracy: Double, bias: Double)? {
    let lines = periods.filter { $0.forecast != nil }.suffix(count)
    var error = MethodError()
    for line in lines {
      if let forecast = line.forecast { error.add(forecast, actual: line.actual) }
    }
    guard lines.count >= 2, let wape = error.wape, let bias = error.bias else { return nil }
    return (max(0, 1 - wape), bias)
  }
}
