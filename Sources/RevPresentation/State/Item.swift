package import RevBase
package import RevMetrics

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
  case riskRule(RiskRule)
  /// Everything at risk.
  case atRisk
  case bucket(MovementStep)
  case source(String)
  case channel(String)
  /// Id of an owner, or `(none)`.
  case owner(String)
  /// A number that is not as it usually is, by the id of its finding.
  case anomaly(String)
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
