package import RevBase
import RevModel

extension ForecastAudit {
  /// Puts together what a fitted model's walk wrote down.
  package init(_ model: ForecastModel) {
    asOf = model.day
    cadence = model.cadence
    let grid = model.grid
    let submitted = SubmittedCalls(model.roster.snapshot)
    var actuals: [Int: Double] = [:]
    for finished in model.finished {
      let cents = model.wonRows(in: grid.periods[finished.period])
        .reduce(Int64(0)) { $0 + model.amounts[Int($1)] }
      actuals[finished.period] = Double(cents) / 100
    }
    rows = model.rows.compactMap { row in
      guard row.actual != nil, let actual = actuals[row.period] else { return nil }
      let estimate = row.estimate
      let call = submitted?.company(grid.periods[row.period], by: row.asOf)
      return Row(
        period: grid.periods[row.period], asOf: Day(row.asOf), week: row.week,
        daysLeft: row.daysLeft, p10: estimate.p10, p50: estimate.p50, p90: estimate.p90,
        confidence: row.confidence, stageWeek: row.stageWeek, pace: row.pace,
        lastPeriod: row.lastPeriod, weightedDue: row.weightedDue, weightedAll: row.weightedAll,
        call: call.map { Double($0) / 100 }, actual: actual)
    }
    methods = [:]
    range = RangeRecord()
    bands = ReliabilityBand.all
    weeks = (0..<model.cadence.weeks).map { Week(week: $0) }
    for row in rows {
      range.add(low: row.p10, high: row.p90, actual: row.actual)
      weeks[row.week].range.add(low: row.p10, high: row.p90, actual: row.actual)
      bands[ReliabilityBand.index(row.confidence)].add(row.confidence, landed: row.isHit)
      for method in ForecastMethodName.allCases {
        guard let said = row[method] else { continue }
        methods[method, default: MethodError()].add(said, actual: row.actual)
        weeks[row.week].errors[method, default: MethodError()].add(said, actual: row.actual)
      }
    }
    weeks.removeAll { $0.range.rows == 0 }
    let first = rows.filter { $0.week == 0 }
    periods = model.finished.filter(\.isFull).map { finished in
      let period = grid.periods[finished.period]
      let actual = actuals[finished.period] ?? finished.total
      let said = first.first { $0.period == period }?.p50
      return PeriodLine(
        period: period, forecast: said, actual: actual,
        accuracy: said.map { Forecaster.accuracy(forecast: $0, actual: actual) },
        variance: said.flatMap { actual > 0 ? (actual - $0) / actual : nil },
        isRestated: abs(actual - finished.total) > 0.01 * abs(actual))
    }
    calls = []
    callsReason = submitted == nil ? "calls.csv is missing" : nil
    if let submitted { calls = Self.biases(submitted, model) }
    if submitted != nil, calls.isEmpty {
      callsReason = "no call was submitted for a finished period"
    }
  }

  /// Each caller's calls on the weekly as-of days against their own, or their team's, bookings.
  private static func biases(_ submitted: SubmittedCalls, _ model: ForecastModel) -> [CallBias] {
    let people = model.roster.snapshot.people
    let callers = submitted.callers
    var errors: [Int32: (error: MethodError, periods: [Double])] = [:]
    for finished in model.finished where finished.isFull {
      let period = model.grid.periods[finished.period]
      var booked: [Int32: Int64] = [:]
      for row in model.wonRows(in: period) {
        let (owner, cents) = (model.owners[Int(row)], model.amounts[Int(row)])
        guard owner >= 0 else { continue }
        booked[owner, default: 0] += cents
        for manager in submitted.managers(above: owner) { booked[manager, default: 0] += cents }
      }
      var sums: [Int32: (said: Double, actual: Double)] = [:]
      for day in model.grid.asOfDays(of: finished.period) {
        for (person, cents) in submitted.latest(period, by: day) {
          let (said, actual) = (Double(cents) / 100, Double(booked[person] ?? 0) / 100)
          errors[person, default: (MethodError(), [])].error.add(said, actual: actual)
          let sum = sums[person] ?? (0, 0)
          sums[person] = (sum.said + said, sum.actual + actual)
        }
      }
      for (person, sum) in sums { errors[person]?.periods.append(sum.said - sum.actual) }
    }
    return callers.compactMap { person in
      guard let entry = errors[person] else { return nil }
      let recent = entry.periods.suffix(3)
      let lasting =
        recent.count < 3
        ? 0 : recent.allSatisfy { $0 > 0 } ? 1 : recent.allSatisfy { $0 < 0 } ? -1 : 0
      return CallBias(
        person: person, name: people.title(ofCode: person) ?? "", periods: entry.periods.count,
        error: entry.error, lasting: lasting)
    }
  }
}

extension Forecaster {
  /// Replays the past of a population up to a day, with progress from 0 to 1.
  ///
  /// The walk is the fit of that day's model, so an audit of a day whose model is known is free.
  ///
  /// - Throws: `CancellationError` when `progress` answered false, or the task was cancelled.
  package func audit(
    on day: Day, _ population: DealPopulation = .sales, _ cadence: ForecastCadence = .quarters,
    progress: (Double) -> Bool = { _ in true }
  ) throws(CancellationError) -> ForecastAudit {
    let model = try model(on: day, population, cadence) { progress($0) && !Task.isCancelled }
    return ForecastAudit(model)
  }
}
