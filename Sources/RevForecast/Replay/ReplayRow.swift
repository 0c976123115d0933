/// What was said about one period on one day, by the method and by simpler ones, and what came.
struct ReplayRow: Sendable {
  /// Index in the grid of the period that was forecast.
  var period: Int
  var asOf: Int32
  /// 0 for the day before the period, 1 a week later, and so on.
  var week: Int
  var daysLeft: Int
  var estimate: PeriodEstimate
  var confidence: Double
  /// Open amount times the stages' chances, booked included: deals due in the period, and all.
  var weightedDue: Double?
  var weightedAll: Double?
  var stageWeek: Double?
  var lastPeriod: Double?
  /// Finished periods that were fully observed by then, and deals won by then.
  var finished: Int
  var wins: Int
  /// Known once the period is over.
  var actual: Double?

  var pace: Double? { estimate.pace.map { $0 + estimate.closed } }
}

/// What a finished period booked.
struct FinishedPeriod: Sendable {
  var period: Int
  /// Whether the records cover all of it.
  var isFull: Bool
  /// In units.
  var total: Double
  /// Booked after the day with d days left, at index d.
  var rest: [Double]
  /// By week and stage: open amount, and what of it was booked in the period.
  var openByStage: [[Double]]
  var bookedByStage: [[Double]]
  /// By week: booked from deals created after the as-of day.
  var newByWeek: [Double]
}
