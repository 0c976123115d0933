import RevBase
import RevModel

extension Replay {
  /// Booked plus open amounts times their chances as the CRM has them: of the deals due in the
  /// period, where close dates have a history, and of all open deals; nil without any chance.
  ///
  /// - Parameter points: of all open deals.
  func weightedPipeline(
    _ points: [DealPoint], in period: Period, closed: Double
  ) -> (due: Double?, all: Double?) {
    let stages = roster.snapshot.stages.rows
    var (due, all) = (0.0, 0.0)
    var isKnown = false
    let (deals, codes, omitted) = (
      walk.deals.span, walk.codes, StageTable.Category.omitted.rawValue
    )
    for (place, point) in zip(walk.active, points) {
      let deal = deals[Int(place)]
      let stage = codes.row(deal)
      guard stage >= 0, stages[stage].qualified, point.category != omitted else { continue }
      let isNow = deal.stageName == deal.homeStage
      let chance =
        deal.probability >= 0 && isNow ? deal.probability : stages[stage].probability
      if chance < 0 { continue }
      isKnown = true
      let value = Double(point.amount) / 100 * Double(chance) / 1e9
      all += value
      if point.due >= period.start.number, point.due <= period.end.number { due += value }
    }
    guard isKnown || points.isEmpty else { return (nil, nil) }
    return (walk.tracks.due ? closed + due : nil, closed + all)
  }

  /// Booked, plus open amounts times the share of dollars that deals in the same stage brought by
  /// the period's end from the same week of past periods, plus what new deals brought.
  func stageWeek(_ points: [DealPoint], week: Int, closed: Double) -> Double? {
    let past = fullPeriods.filter { week < $0.openByStage.count }
    guard let newest = past.last else { return nil }
    var open = [Double](repeating: 0, count: walk.stages)
    var booked = open
    var (new, weights) = (0.0, 0.0)
    for period in past {
      let age = Double(newest.period - period.period)
      let weight = Self.halved(age, every: method.periodHalfLife)
      for stage in open.indices {
        open[stage] += weight * period.openByStage[week][stage]
        booked[stage] += weight * period.bookedByStage[week][stage]
      }
      new += weight * period.newByWeek[week]
      weights += weight
    }
    var sum = closed + new / weights
    for point in points where point.amount > 0 {
      let stage = Int(point.stage)
      if open[stage] > 0 { sum += Double(point.amount) / 100 * booked[stage] / open[stage] }
    }
    return sum
  }
}
