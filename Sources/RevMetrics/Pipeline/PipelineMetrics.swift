import RevBase
import RevModel

/// The metrics of this folder in the order of the book.
enum PipelineMetrics {
  static let definitions: [MetricDefinition] = [
    .pipelineOpen, .pipelineOpenCount, .pipelineOpenAll, .pipelineOpenAllCount, .pipelineWeighted,
    .pipelineAverageOpen, .pipelineCoverage, .pipelineCoverageFull, .pipelineVelocity,
    .pipelineCreated, .pipelineCreatedCount, .pipelineMarketingSourced, .pipelinePastDue,
    .pipelineBeforePeriod, .pipelineStaleShare, .pipelinePushed, .pipelinePushRate, .winRateCount,
    .winRateValue, .winRateTrailing, .winRateCohort, .dealAverageWon, .dealMedianWon, .cycleMean,
    .cycleMedian,
  ]

  /// Fills the tables that belong to the group.
  static func fillTables(
    _ facts: Facts, withMovement: Bool, into tables: inout BookTables
  ) {
    if let reason = facts.context.obstacle(.deals) {
      tables.stages = .undefined(reason)
      tables.aging = .undefined(reason)
      tables.createdWeekly = .undefined(reason)
      tables.movement = .undefined(reason)
      return
    }
    let pipeline = facts.pipeline
    tables.stages = .rows(facts.stages.lines)
    tables.aging = .rows(
      zip(AgingLine.buckets, pipeline.aging).map { AgingLine(bucket: $0.label, tally: $1.tally) })
    let first = facts.context.selection.firstWeek
    tables.createdWeekly = .rows(
      pipeline.weeks.enumerated().map { CreatedWeek(week: first + $0 * 7, tally: $1.tally) })
    guard withMovement else { return }
    if let movement = facts.movement.movement {
      tables.movement = .rows(movement)
    } else {
      tables.movement = .undefined(facts.movement.obstacle ?? "unknown")
    }
  }
}
