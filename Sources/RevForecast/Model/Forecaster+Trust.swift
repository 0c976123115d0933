import RevBase
import RevMetrics
import RevModel

/// How far a forecast can be trusted: its confidence, and how good the last ones were.
extension Forecaster {
  func confidence(
    _ models: [ForecastModel], _ ahead: Int, _ landing: Landing, in result: inout Forecast
  ) {
    func undefined(_ words: String) {
      result.confidence = .undefined(words)
      result.confidenceWords = words
    }
    let periods = models.map(\.backtestedPeriods).min() ?? 0
    let wins = models.reduce(0) { $0 + $1.wonDeals }
    if landing.expected == 0 {
      return undefined("nothing is booked, open or expected of these deals")
    }
    if periods < method.periodsForConfidence {
      return undefined(
        "not enough history: \(periods) of \(method.periodsForConfidence) finished periods")
    }
    if wins < method.winsForConfidence {
      return undefined("not enough history: \(wins) of \(method.winsForConfidence) won deals")
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
      + "\(models[0].cadence.word)s landed within 10% from this point"
    let quality = estimate.quality(method)
    if quality < 0.995 { words += "; the data are less clean than they were" }
    result.confidence = .value(score)
    result.confidenceWords = words
    result.confidenceParts = Forecast.ConfidenceParts(
      landingChance: company, ownChance: isWhole ? company : own,
      evidence: method.confidenceEvidence, hits: calibration.hits,
      weight: calibration.hitWeight, quality: quality, clean: estimate.clean,
      cleanBefore: calibration.clean)
  }

  /// Mean over the last four finished periods of max(0, 1 − |A − F| / A), where F is the P50 of the
  /// day before the period for the deals of the question.
  ///
  /// A supposed change is none of the past: such questions are judged by their filter.
  func accuracy(
    _ models: [ForecastModel], _ parts: [ModelPart]
  ) -> (Forecast.Answer, [Forecast.AccuracyPeriod]) {
    var lines: [Forecast.AccuracyPeriod] = []
    let starts = Set(
      models.flatMap { model in model.locked.map { model.grid.periods[$0.period].start } })
    for start in starts.sorted().suffix(4) {
      var (mean, variance, actual) = (0.0, 0.0, Int64(0))
      var period: Period?
      for (model, kept) in zip(models, parts) {
        let known = model.locked.firstIndex { model.grid.periods[$0.period].start == start }
        guard let index = known else { continue }
        period = model.grid.periods[model.locked[index].period]
        let part = kept.locked(index, of: model)
        mean += part.expected.mean
        variance += part.expected.variance
        actual += part.actual
      }
      guard let period else { continue }
      let forecast = GammaRange(mean: mean, variance: variance).quantile(0)
      let came = Double(actual) / 100
      lines.append(
        Forecast.AccuracyPeriod(
          period: period, forecast: forecast, actual: came,
          accuracy: Self.accuracy(forecast: forecast, actual: came)))
    }
    guard lines.count >= 2 else {
      return (.undefined("not enough history: \(lines.count) of 2 finished periods"), lines)
    }
    return (.value(lines.reduce(0) { $0 + $1.accuracy } / Double(lines.count)), lines)
  }

  /// max(0, 1 − |A − F| / A); where nothing came, 1 for a forecast of nothing and else 0.
  package static func accuracy(forecast: Double, actual: Double) -> Double {
    guard actual > 0 else { return abs(forecast) < 0.005 ? 1 : 0 }
    return max(0, 1 - abs(actual - forecast) / actual)
  }
}
