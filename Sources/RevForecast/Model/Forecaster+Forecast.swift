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
    let parts = parts(models, context)
    (result.accuracy, result.accuracyPeriods) = accuracy(models, parts)
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
    let landing = landing(models, parts, ahead, won: won)
    result.outlook = .range(landing)
    confidence(models, ahead, landing, in: &result)
    result.remarks = remarks(models)
    for later in (ahead + 1)..<max(ahead + 1, first.sheets.count) {
      let rest = rest(models, parts, later)
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
    _ models: [ForecastModel], _ parts: [ModelPart], _ ahead: Int
  ) -> (open: Int64, new: Int64, share: Double, luck: Double, range: GammaRange) {
    var (open, new, variance, mean, whole) = (Int64(0), Int64(0), 0.0, 0.0, 0.0)
    var luck = 0.0
    for (model, kept) in zip(models, parts) {
      let part = model.part(ahead, kept)
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
    _ models: [ForecastModel], _ parts: [ModelPart], _ ahead: Int, won: Money
  ) -> Landing {
    let rest = rest(models, parts, ahead)
    let estimate = models[0].sheets[ahead].estimate
    return Landing(
      p10: won.units + rest.range.quantile(-GammaRange.tenth),
      p50: won.units + rest.range.quantile(0),
      p90: won.units + rest.range.quantile(GammaRange.tenth),
      expectedOpen: Money(cents: rest.open), expectedNew: Money(cents: rest.new),
      stages: zip(models, parts).flatMap { $0.stageParts(ahead, $1) },
      rest: rest.range, luck: rest.luck, share: rest.share,
      pace: models.count == 1 ? estimate.pace.map { $0 + estimate.closed } : nil,
      lastPeriod: models.count == 1 ? models[0].lastPeriod : nil,
      paceWeight: 1 - estimate.pipelineWeight, openFactor: estimate.openFactor,
      newFactor: estimate.newFactor, won: won.units)
  }

  /// Booked plus O(P) times the chances of the CRM; nil where no deal and no stage has one.
  private func weightedPipeline(_ context: AnswerContext, won: Money) -> Money? {
    let due = context.weightedDue()
    guard due.deals == 0 || due.expected.count > 0, let expected = due.expected.money else {
      return nil
    }
    return won + expected
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
