import RevModel

/// Which rows a table shows: an identity, from which the presenter finds them.
package enum RowSource: Hashable, Sendable {
  /// The rows behind a number or a line.
  case item(Item)
  /// What was set aside or corrected while loading.
  case warnings
  /// Next-best actions with their state, those carried over among them.
  case actions
  /// What was written: notes, decisions, actions, calls, scenarios.
  case journal
  /// What is supposed of deals.
  case suppositions
  /// What a scenario supposed, and how it came.
  case scenario(Scenario)
}

/// What a full screen shows.
package enum ViewKind: Hashable, Sendable {
  case dashboard
  case table(RowSource)
  /// Row of deals.csv.
  case inspector(deal: Int32)
  case movement, funnel, team, cash, hygiene
  /// How good the chances of the outcome model were.
  case quality
  /// Every past week's forecast, replayed.
  case forecastAudit
  /// Numbers beyond their own past, or past a threshold.
  case anomalies
}
