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
    let models = models(context, cadence)
    guard let first = models.first else { return unknown("no type of deal is selected") }
    (result.accuracy, result.accuracyPeriods) = accuracy(models, context)
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
    let rows = models.map { PartRows($0, context) }
    let landing = landing(models, rows, ahead, won: won)
    result.outlook = .range(landing)
    confidence(models, ahead, landing, in: &result)
    result.remarks = remarks(models)
    for later in (ahead + 1)..<max(ahead + 1, first.sheets.count) {
      let rest = rest(models, rows, later)
      result.following.append(
        Forecast.Following(
          period: first.periods[later], p10: rest.range.quantile(-GammaRange.tenth),
          p50: rest.range.quantile(0), p90: rest.range.quantile(GammaRange.tenth),
          expected: Money(cents: rest.open + rest.new)))
    }
    return result
  }

  /// What is still to come of the deals of a question, over all populations that it selects.
  private func rest(
    _ models: [ForecastModel], _ rows: [PartRows], _ ahead: Int
  ) -> (open: Int64, new: Int64, share: Double, luck: Double, range: GammaRange) {
    var (open, new, variance, mean, whole) = (Int64(0), Int64(0), 0.0, 0.0, 0.0)
    var luck = 0.0
    for (model, rows) in zip(models, rows) {
      let part = model.part(ahead, rows)
      open += part.openCents
      new += part.newCents
      variance += part.variance
      luck += part.variance - part.error * part.mean * part.mean
      mean += part.mean
      whole += model.sheets[ahead].estimate.mean
    }
    let share = whole > 0 ? min(1, mean / whole) : 1
    return (open, new, share, luck, GammaRange(mean: mean, variance: variance))
  }

  private func landing(
    _ models: [ForecastModel], _ rows: [PartRows], _ ahead: Int, won: Money
  ) -> Landing {
    let rest = rest(models, rows, ahead)
    let estimate = models[0].sheets[ahead].estimate
    return Landing(
      p10: won.units + rest.range.quantile(-GammaRange.tenth),
      p50: won.units + rest.range.quantile(0),
      p90: won.units + rest.range.quantile(GammaRange.tenth),
      expectedOpen: Money(cents: rest.open), expectedNew: Money(cents: rest.new),
      stages: zip(models, rows).flatMap { $0.stageParts(ahead, $1) },
      rest: rest.range, luck: rest.luck, share: rest.share,
      pace: models.count == 1 ? estimate.pace.map { $0 + estimate.closed } : nil,
      lastPeriod: models.count == 1 ? models[0].lastPeriod : nil,
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
}
