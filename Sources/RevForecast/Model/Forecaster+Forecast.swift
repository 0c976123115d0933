import RevBase
package import RevMetrics
import RevModel

extension Forecaster {
  /// Where the question's period will land for the deals of its slicers.
  ///
  /// Fits the day's model when nobody asked about the day before; after that it costs one pass over
  /// the open deals.
  package func forecast(_ context: AnswerContext) -> Forecast {
    let question = context.question
    let won = Money(
      cents: context.selection.won.reduce(0) { $0 + context.book.state.amount[Int($1)] })
    var result = Forecast(
      period: question.period, asOf: question.asOf, won: won, outlook: .unknown(""),
      weightedPipeline: nil, confidence: .undefined(""), confidenceWords: "",
      accuracy: .undefined(""), remarks: [], following: [])
    func unknown(_ reason: String) -> Forecast {
      result.outlook = .unknown(reason)
      result.confidence = .undefined(reason)
      if result.accuracy.value == nil { result.accuracy = .undefined(reason) }
      return result
    }
    if let reason = context.obstacle(.deals) { return unknown(reason) }
    guard let cadence = cadence(of: question.period) else {
      return unknown("a forecast is made for a fiscal quarter or a calendar month")
    }
    let models = populations(question.slicers).map { model(on: question.asOf, $0, cadence) }
    guard let first = models.first else { return unknown("no type of deal is selected") }
    result.accuracy = accuracy(models, context)
    if question.period.end <= question.asOf {
      result.outlook = .finished
      result.confidence = .undefined("the period is over")
      result.confidenceWords = "the period is over"
      return result
    }
    guard let ahead = first.ahead(question.period) else {
      return unknown("the forecast reaches two \(cadence.word)s ahead")
    }
    result.weightedPipeline = weightedPipeline(context, won: won)
    let wins = models.reduce(0) { $0 + $1.wonDeals }
    guard wins >= method.winsForForecast else {
      let instead = result.weightedPipeline.map { "; the weighted pipeline says \($0)" } ?? ""
      return unknown(
        "not enough history to forecast: \(wins) of \(method.winsForForecast) won deals\(instead)")
    }
    let landing = landing(models, ahead, context, won: won)
    result.outlook = .range(landing)
    (result.confidence, result.confidenceWords) = confidence(models, ahead, landing)
    result.remarks = remarks(models)
    for later in (ahead + 1)..<max(ahead + 1, first.sheets.count) {
      let rest = rest(models, later, context)
      result.following.append(
        Forecast.Following(
          period: first.periods[later], p10: rest.range.quantile(-GammaRange.tenth),
          p50: rest.range.quantile(0), p90: rest.range.quantile(GammaRange.tenth),
          expected: Money(cents: rest.open + rest.new)))
    }
    return result
  }

  /// What is still to come of the deals of a question, over all populations that it selects.
  private func rest(_ models: [ForecastModel], _ ahead: Int, _ context: AnswerContext)
    -> (open: Int64, new: Int64, share: Double, range: GammaRange)
  {
    var (open, new, variance, mean, whole) = (Int64(0), Int64(0), 0.0, 0.0, 0.0)
    for model in models {
      let part = model.part(
        ahead, context.selection, context.book, whatIf: context.question.whatIf)
      open += part.openCents
      new += part.newCents
      variance += part.variance
      mean += part.mean
      whole += model.sheets[ahead].estimate.mean
    }
    let share = whole > 0 ? min(1, mean / whole) : 1
    return (open, new, share, GammaRange(mean: mean, variance: variance))
  }

  private func landing(
    _ models: [ForecastModel], _ ahead: Int, _ context: AnswerContext, won: Money
  ) -> Landing {
    let rest = rest(models, ahead, context)
    let estimate = models[0].sheets[ahead].estimate
    return Landing(
      p10: won.units + rest.range.quantile(-GammaRange.tenth),
      p50: won.units + rest.range.quantile(0),
      p90: won.units + rest.range.quantile(GammaRange.tenth),
      expectedOpen: Money(cents: rest.open), expectedNew: Money(cents: rest.new),
      stages: models.flatMap { $0.stageParts(ahead, context.selection, context.book) },
      rest: rest.range, share: rest.share,
      pace: models.count == 1 ? estimate.pace.map { $0 + estimate.closed } : nil,
      paceWeight: 1 - estimate.pipelineWeight, openFactor: estimate.openFactor,
      newFactor: estimate.newFactor, won: won.units)
  }

  /// Booked plus O(P) times the chances of the CRM; nil where no deal and no stage has one.
  private func weightedPipeline(_ context: AnswerContext, won: Money) -> Money? {
    let (book, stages, deals) = (context.book, snapshot.stages.rows, snapshot.deals)
    var sum = won.cents
    var isKnown = context.selection.openInPeriod.isEmpty
    for open in context.selection.openInPeriod {
      let row = Int(open)
      let stage = Int(book.stageRow[row])
      let own = book.state.stage[row] == deals.stage[row] ? deals.probability[row] : -1
      let chance = own >= 0 ? own : stage >= 0 ? stages[stage].probability : -1
      if chance < 0 { continue }
      isKnown = true
      sum += Exact.product(cents: book.state.amount[row], billionths: chance)
    }
    return isKnown ? Money(cents: sum) : nil
  }

  private func confidence(_ models: [ForecastModel], _ ahead: Int, _ landing: Landing)
    -> (Forecast.Answer, String)
  {
    let periods = models.map(\.backtestedPeriods).min() ?? 0
    let wins = models.reduce(0) { $0 + $1.wonDeals }
    var missing: String?
    if periods < method.periodsForConfidence {
      missing = "\(periods) of \(method.periodsForConfidence) finished periods"
    } else if wins < method.winsForConfidence {
      missing = "\(wins) of \(method.winsForConfidence) won deals"
    }
    if landing.expected == 0 {
      let words = "nothing is booked, open or expected of these deals"
      return (.undefined(words), words)
    }
    if let missing {
      let words = "not enough history: \(missing)"
      return (.undefined(words), words)
    }
    // What the back-test adds to the gamma's own chance is known for the company; a part takes it
    // over in proportion.
    let estimate = models[0].sheets[ahead].estimate
    let own = PeriodEstimate.landingChance(landing.rest, closed: landing.won)
    let company = estimate.landingChance
    let earned = estimate.confidence(method)
    let isWhole = landing.share > 1 - 1e-9 && models.count == 1
    let value = isWhole || company <= 0 ? earned : min(1, own * earned / company)
    let score = 100 * value
    let grade = score >= 80 ? "high" : score >= 60 ? "good" : score >= 40 ? "fair" : "low"
    let calibration = estimate.calibration
    var words =
      "\(grade): \(calibration.periodHits) of \(calibration.periods) back-tested "
      + "\(models[0].cadence.word)s landed within 10 % from this point"
    let quality = estimate.quality(method)
    if quality < 0.995 { words += "; the data are less clean than they were" }
    return (.value(score), words)
  }

  private func remarks(_ models: [ForecastModel]) -> [String] {
    var remarks: [String] = []
    if models.contains(where: { $0.backtestedPeriods == 0 }) {
      remarks.append("range assumed, not yet back-tested")
    }
    if models.contains(where: \.isSingleStage) {
      remarks.append("too few closed deals tell their stages: all open stages count as one")
    }
    return remarks
  }

  /// Mean over the last four finished periods of max(0, 1 − |A − F| / A), where F is the P50 of the
  /// day before the period for the deals of the question.
  private func accuracy(_ models: [ForecastModel], _ context: AnswerContext) -> Forecast.Answer {
    var scores: [Double] = []
    let starts = Set(
      models.flatMap { model in model.locked.map { model.grid.periods[$0.period].start } })
    let (filter, deals) = (context.selection.filter, snapshot.deals)
    let owners = context.book.state.owner
    for start in starts.sorted().suffix(4) {
      var (mean, variance, actual) = (0.0, 0.0, Int64(0))
      for model in models {
        guard
          let locked = model.locked.first(where: { model.grid.periods[$0.period].start == start })
        else { continue }
        let part = locked.sheet.sum { filter.passes($0, owner: owners[$0], deals) }
        mean += part.mean
        variance += part.variance
        for row in locked.won ?? [] where filter.passes(Int(row), owner: owners[Int(row)], deals) {
          actual += model.amounts[Int(row)]
        }
      }
      let forecast = GammaRange(mean: mean, variance: variance).quantile(0)
      scores.append(Self.accuracy(forecast: forecast, actual: Double(actual) / 100))
    }
    guard scores.count >= 2 else {
      return .undefined("not enough history: \(scores.count) of 2 finished periods")
    }
    return .value(scores.reduce(0, +) / Double(scores.count))
  }

  /// max(0, 1 − |A − F| / A); where nothing came, 1 for a forecast of nothing and else 0.
  package static func accuracy(forecast: Double, actual: Double) -> Double {
    guard actual > 0 else { return abs(forecast) < 0.005 ? 1 : 0 }
    return max(0, 1 - abs(actual - forecast) / actual)
  }
}
