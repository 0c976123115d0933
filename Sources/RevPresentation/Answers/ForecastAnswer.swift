import RevBase
package import RevForecast
import RevMetrics
import RevModel

/// What the forecast's model says about one question besides the numbers of the book.
package struct ForecastAnswer: Equatable, Sendable {
  /// Week by week from the start of the period to its end; empty without a range.
  package var fan: [FanPoint] = []
  /// Why the landing differs from a week ago; nil where it cannot be known.
  package var change: ForecastChange?
  /// What the confidence means, and what the range rests on.
  package var confidenceWords: String
  package var remarks: [String]

  /// - Precondition: the model of the question is fitted, else this takes a while.
  init(_ context: AnswerContext, _ analyst: Analyst) {
    let forecast = analyst.forecaster.forecast(context)
    confidenceWords = forecast.confidenceWords
    remarks = forecast.remarks
    guard forecast.landing != nil else { return }
    fan = analyst.forecaster.fan(context)
    change = analyst.forecaster.change(context, since: Self.weekBefore(context.question.asOf))
  }

  /// The day that the landing is compared with.
  static func weekBefore(_ day: Day) -> Day { day - 7 }
}
