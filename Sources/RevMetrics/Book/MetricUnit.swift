/// What a number of the book is measured in.
package enum MetricUnit: String, Sendable, CaseIterable {
  case money
  case moneyPerDay = "money/day"
  case moneyPerMonth = "money/month"
  case count
  case share
  case multiple = "x"
  case days
  case months
  case score = "0-100"
  case flag
}

/// Groups of metrics that are answered by the same passes over the data.
package enum MetricGroup: String, Sendable, CaseIterable {
  case pipeline, bookings, forecast, retention, funnel, team, cash, hygiene, readiness
}
