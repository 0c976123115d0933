package import RevMetrics
import RevRisk

/// What the cursor can stand on in each pane, in the order in which it moves.
package enum PaneItems {
  package static let pipelineMetrics: [MetricID] = [
    .pipelineOpen, .pipelineCoverage, .pipelineVelocity, .winRateCount, .dealAverageWon,
    .cycleMedian, .pipelineCreated, .pipelinePastDue, .pipelineStaleShare, .pipelinePushed,
    .pipelineBeforePeriod, .pipelineWeighted, .pipelineOpenAll,
  ]
  package static let forecastMetrics: [MetricID] = [
    .bookingsWon, .forecastCommit, .forecastBestCase, .forecastCall, .bookingsQuota, .bookingsGap,
    .forecastP50, .forecastAttainProbability, .forecastConfidence, .bookingsAttainment,
    .bookingsPace, .forecastUpside, .forecastAccuracy,
  ]
  package static let retentionHead: [MetricID] = [
    .retentionNRR, .retentionGRR, .retentionLogoChurn,
  ]
  package static let retentionTail: [MetricID] = [
    .renewalsDue, .renewalsCoverage, .renewalsUncovered, .renewalsGrossRate, .retentionARR,
    .retentionCustomers, .retentionARPC, .retentionScheduledChurn, .retentionLifetimeValue,
  ]

  /// The stages that the pane shows: a further pipeline without any deal is left out.
  package static func stages(_ answers: Answers) -> [StageLine] {
    let lines = answers.now.tables.stages.value ?? []
    let alive = Set(lines.filter { $0.tally.count > 0 }.map(\.pipeline))
    return lines.filter { $0.pipeline == nil || alive.contains($0.pipeline) }
  }

  package static func items(of pane: PaneID, _ answers: Answers?) -> [Item] {
    guard let answers else { return [] }
    switch pane {
    case .pipeline:
      let stages = stages(answers)
      let aging = answers.now.tables.aging.value ?? []
      return stages.map { .stage($0.row) } + pipelineMetrics.map(Item.metric)
        + aging.indices.map(Item.aging)
    case .risk:
      return answers.risk.deals.map { .deal($0.row) }
        + RiskFlag.allCases.filter { answers.risk.byFlag[$0] != nil }.map(Item.riskFlag)
    case .forecast:
      return forecastMetrics.map(Item.metric)
    case .retention:
      let lines = answers.now.tables.mrrMovement.value == nil ? [] : MRRLine.allCases
      let windows = answers.renewals?.windows ?? []
      return retentionHead.map(Item.metric) + lines.map(Item.mrr)
        + windows.map { .renewals($0.days) } + retentionTail.map(Item.metric)
    }
  }

  /// Where the cursor of a pane stands before it was moved.
  package static func headline(of pane: PaneID, _ answers: Answers?) -> Item? {
    switch pane {
    case .pipeline: .metric(.pipelineOpen)
    case .risk: answers?.risk.deals.first.map { .deal($0.row) }
    case .forecast: .metric(.bookingsWon)
    case .retention: .metric(.retentionNRR)
    }
  }
}
