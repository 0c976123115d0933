import RevBase
package import RevForecast
import RevMetrics
import RevModel

/// What the forecast's model says about one question besides the numbers of the book.
package struct ForecastAnswer: Equatable, Sendable {
  /// Week by week from the start of the period to its end; empty without a range.
  package var fan: [FanPoint] = []
  /// Why the landing differs from that of last Monday; nil where it cannot be known.
  package var change: ForecastChange?
  /// The forecast itself, with what it is made of.
  package var forecast: Forecast
  package var confidenceWords: String { forecast.confidenceWords }
  package var remarks: [String] { forecast.remarks }

  /// - Precondition: the model of the question is fitted, else this takes a while.
  init(_ context: AnswerContext, _ analyst: Analyst) {
    forecast = analyst.forecaster.forecast(context)
    guard forecast.landing != nil else { return }
    fan = analyst.forecaster.fan(context)
    change = analyst.forecaster.change(context, since: Self.monday(before: context.question.asOf))
  }

  /// The day that the landing is compared with: last Monday.
  static func monday(before day: Day) -> Day { Forecaster.lastMonday(before: day) }
}
