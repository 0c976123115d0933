import RevBase
import RevForecast
import RevMetrics

/// What the cursor can stand on in the views 5 to 9 and F, in the order in which it moves.
package enum LineItems {
  static let funnelSteps: [MetricID] = [
    .funnelLeads, .funnelMQL, .funnelSQL, .funnelOpportunities, .funnelWon,
  ]
  static let funnelFurther: [MetricID] = [
    .funnelMeetings, .funnelLeadToMeeting, .funnelMeetingToOpportunity, .funnelLeadToWon,
    .funnelResponseSLA, .funnelHotUntouched, .pipelineMarketingSourced,
  ]
  static let team: [MetricID] = [
    .teamAtQuota, .teamAttainmentMedian, .teamRevenuePerRep, .teamActivitiesPerRep,
    .teamRampDays, .teamTimeToQuota, .compPayoutRatio, .compCostOfSales, .efficiencyCAC,
    .efficiencyCACPayback, .efficiencyPipelinePerSpend, .efficiencyStackShare,
  ]
  static let cashMoney: [MetricID] = [
    .cashUnbilled, .cashMismatch, .cashLeakage, .cashOverdue,
  ]
  static let cashRest: [MetricID] = [
    .cashLeakageShare, .cashInvoicingLag, .cashClosedToLive, .cashDSO,
  ]
  static let hygieneFlags: [MetricID] = HygieneFlag.allCases.map(\.metric)
  static let hygieneRest: [MetricID] = [
    .hygieneScore, .hygieneDuplicateAccounts, .hygieneOmitted,
  ]
  static let readiness: [MetricID] = [
    .readinessConflictingAnswers, .readinessForecastVariance, .readinessHandoffDispute,
    .readinessToolSprawl, .readinessMissedRenewals,
  ]

  static let auditMetrics: [MetricID] = [.forecastAccuracy, .forecastConfidence]

  /// The lines of the audit, from the errors of the methods to the single days, latest first.
  static func auditLines(_ audit: ForecastAudit) -> [AuditLine] {
    let methods = ForecastMethodName.allCases.filter { audit.methods[$0]?.wape != nil }
    return methods.map(AuditLine.method) + audit.weeks.map { .week($0.week) }
      + audit.bands.filter { $0.rows > 0 }.map { .band($0.from) }
      + audit.periods.reversed().map { .period($0.period.start) }
      + audit.calls.map { .caller($0.person) } + audit.rows.reversed().map { .day($0.asOf) }
  }

  /// The steps of the movement that are shown: always start and end, and buckets with something.
  static func movement(_ movement: Movement) -> [MovementStep] {
    let buckets = Movement.Bucket.allCases.filter { movement[$0] != Tally() }
    let rest = movement.unexplained
    let unexplained: [MovementStep] = rest == Tally() ? [] : [.unexplained]
    return [.start] + buckets.map(MovementStep.bucket) + unexplained + [.end]
  }

  package static func items(of view: ViewKind, _ answers: Answers?) -> [Item] {
    guard let answers else { return [] }
    let tables = answers.now.tables
    switch view {
    case .quality: return (0..<QualityBoard.lines).map(Item.line)
    case .dashboard, .table, .inspector, .anomalies: return []
    case .forecastAudit:
      return auditMetrics.map(Item.metric)
        + (answers.audit.map(auditLines) ?? []).map(Item.audit)
    case .movement:
      let steps = tables.movement.value.map(movement) ?? []
      return steps.map(Item.bucket)
        + [.metric(.pipelinePushed), .metric(.pipelinePushRate), .metric(.pipelineCreated)]
    case .funnel:
      let sources = tables.sources.value ?? []
      let channels = tables.channels.value ?? []
      return (funnelSteps + funnelFurther).map(Item.metric)
        + sources.map { .source($0.source) } + channels.map { .channel($0.channel) }
    case .team:
      let owners = answers.ownersByOutlook
      return owners.map { .owner($0.owner) } + team.map(Item.metric)
    case .cash: return (cashMoney + cashRest).map(Item.metric)
    case .hygiene:
      let owners = tables.owners.value ?? []
      return (hygieneFlags + hygieneRest + readiness).map(Item.metric)
        + owners.map { .owner($0.owner) }
    }
  }
}
