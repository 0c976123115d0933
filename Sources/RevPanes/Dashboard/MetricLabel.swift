import RevMetrics
import RevPresentation

/// Names of numbers that fit a pane.
enum MetricLabel {
  static func short(_ item: Item) -> String? {
    guard case .metric(let id) = item else { return nil }
    return names[id]
  }

  private static let names: [MetricID: String] = [
    .pipelineOpen: "Total", .pipelineCoverage: "Coverage", .pipelineVelocity: "Velocity",
    .winRateCount: "Win rate", .dealAverageWon: "Average won", .cycleMedian: "Cycle",
    .pipelineCreated: "Created", .pipelinePastDue: "Past due", .pipelineStaleShare: "Stale",
    .pipelinePushed: "Pushed out", .pipelineBeforePeriod: "Before period",
    .pipelineWeighted: "Weighted", .pipelineOpenAll: "All open", .bookingsWon: "Won",
    .forecastCommit: "+Commit", .forecastBestCase: "+Best", .forecastUpside: "+Pipeline",
    .forecastCall: "Call", .bookingsQuota: "Quota", .bookingsGap: "Gap to quota",
    .forecastP50: "Range", .forecastAttainProbability: "Chance",
    .forecastConfidence: "Confidence", .bookingsAttainment: "Attainment",
    .bookingsPace: "Pace", .forecastAccuracy: "Accuracy", .retentionNRR: "NRR",
    .retentionGRR: "GRR", .retentionLogoChurn: "Logo churn", .renewalsDue: "Renewals due",
    .renewalsCoverage: "Covered", .renewalsUncovered: "Uncovered",
    .renewalsGrossRate: "Gross rate", .retentionARR: "ARR", .retentionCustomers: "Customers",
    .retentionARPC: "Per customer", .retentionScheduledChurn: "Coming churn",
    .retentionLifetimeValue: "Lifetime value",
  ]
}
