package import RevBase
package import RevForecast
package import RevMetrics
package import RevRisk

/// Something that a cursor can stand on: a number, or a line with rows behind it.
///
/// It is an identity, not a position, so that the cursor stays where it was when numbers change.
package enum Item: Hashable, Sendable {
  case metric(MetricID)
  /// Row of the stage table.
  case stage(Int)
  /// Row of deals.csv.
  case deal(Int32)
  /// Position in the aging table.
  case aging(Int)
  /// A week of created deals, named by its Monday.
  case week(Day)
  case mrr(MRRLine)
  /// Contracts that end within this many days.
  case renewals(Int)
  case month(String)
  /// Deals due by the period's end that have a flag.
  case riskFlag(RiskFlag)
  /// The rows behind a next-best action, by its id.
  case action(String)
  /// A line that can only be scrolled to.
  case line(Int)
  /// Everything at risk.
  case atRisk
  case bucket(MovementStep)
  case source(String)
  case channel(String)
  /// Id of an owner, or `(none)`.
  case owner(String)
  /// A number that is not as it usually is, by the id of its finding.
  case anomaly(String)
  /// What an open deal adds to the expected landing, by its row of deals.csv.
  case contribution(Int32)
  case audit(AuditLine)
}

/// A line of the forecast audit.
package enum AuditLine: Hashable, Sendable {
  case method(ForecastMethodName)
  /// Weekly as-of day of the period: 0 for the day before it.
  case week(Int)
  /// Confidence from so many points to ten more.
  case band(Int)
  /// A finished period, by its first day.
  case period(Day)
  /// A person who submitted calls, by code.
  case caller(Int32)
  /// One as-of day with what was said on it.
  case day(Day)
}

extension Item {
  /// Whether the rows behind it are open deals with what each adds to the expected landing.
  var listsContributions: Bool {
    switch self {
    case .metric(.forecastP10), .metric(.forecastP50), .metric(.forecastP90),
      .metric(.forecastAttainProbability), .contribution:
      true
    default: false
    }
  }
}

/// A line of the MRR movement.
package enum MRRLine: String, Sendable, CaseIterable, Hashable {
  case start, new, reactivation, expansion, contraction, churn, end
}

/// A line of the movement of the pipeline.
package enum MovementStep: Hashable, Sendable {
  case start, end, unexplained
  case bucket(Movement.Bucket)
}
