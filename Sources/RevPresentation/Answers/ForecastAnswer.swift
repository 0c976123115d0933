import RevBase
package import RevForecast
package import RevMetrics
package import RevModel

/// What the forecast's model says about one question.
package struct ForecastAnswer: Equatable, Sendable {
  package var question: Question
  /// The numbers of the book that wait for the model.
  package var measures: [MetricID: Measure]
  /// Week by week from the start of the period to its end; empty without a range.
  package var fan: [FanPoint]
  /// Why the landing differs from a week ago; nil where it cannot be known.
  package var change: ForecastChange?
  /// What the confidence means, and what the range rests on.
  package var confidenceWords: String
  package var remarks: [String]

  package static let ids: [MetricID] = [
    .forecastP10, .forecastP50, .forecastP90, .forecastAttainProbability, .forecastConfidence,
    .forecastAccuracy,
  ]

  /// Asks the model; the first question about a day fits it, which may take a while.
  package init(_ question: Question, _ analyst: Analyst) {
    self.question = question
    let context = analyst.engine.context(question)
    let forecast = analyst.forecaster.forecast(context)
    var readout = Readout(question: question)
    analyst.forecaster.fill(&readout, context, forecast)
    measures = [:]
    for id in Self.ids where readout.has(id) { measures[id] = readout[id] }
    fan = forecast.landing == nil ? [] : analyst.forecaster.fan(context)
    change = forecast.landing.flatMap { _ in
      analyst.forecaster.change(context, since: question.asOf - 7)
    }
    confidenceWords = forecast.confidenceWords
    remarks = forecast.remarks
  }
}
