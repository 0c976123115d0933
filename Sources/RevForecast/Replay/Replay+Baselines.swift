import RevBase
import RevModel

extension Replay {
  /// Booked plus open amounts times their chances as the CRM has them: of the deals due in the
  /// period, where close dates have a history, and of all open deals; nil without any chance.
  func weightedPipeline(
    _ points: [DealPoint], in period: Period, closed: Double
  ) -> (due: Double?, all: Double?) {
    let snapshot = roster.snapshot
    let stages = snapshot.stages
    var (due, all) = (0.0, 0.0)
    var isKnown = false
    for point in points {
      let row = Int(point.row)
      let name = walk.stageName[row]
      let stage = stages.row(
        pipeline: snapshot.deals.pipeline[row], name: name == .max ? -1 : Int32(name))
      guard stage >= 0, stages.rows[stage].qualified,
        point.category != StageTable.Category.omitted.rawValue
      else { continue }
      let own = snapshot.deals.probability[row]
      let isNow = name == snapshot.deals.stage[row]
      let chance = own >= 0 && isNow ? own : stages.rows[stage].probability
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
