package import RevBase
package import RevMetrics
import RevModel

extension Forecaster {
  /// Why the expected landing of the question's period differs from what it was on an earlier day;
  /// nil where one of both days has no forecast of the period.
  ///
  /// Every deal falls into one part, in whole hundredths, so that the parts add up exactly. Fits
  /// the earlier day's model when nobody asked about that day before.
  package func change(_ context: AnswerContext, since day: Day) -> ForecastChange? {
    let question = context.question
    guard let cadence = cadence(of: question.period), day < question.asOf,
      context.obstacle(.deals) == nil
    else { return nil }
    var change = ForecastChange(from: day, to: question.asOf, before: .zero, after: .zero)
    for population in populations(question.slicers) {
      let (old, new) = (
        model(on: day, population, cadence), model(on: question.asOf, population, cadence)
      )
      guard let from = old.ahead(question.period), let to = new.ahead(question.period),
        old.wonDeals >= method.winsForForecast
      else { return nil }
      shift(old, from, new, to, owners: context.book.state.owner).add(context, to: &change)
    }
    if !question.whatIf.isEmpty { suppose(context, in: &change) }
    return change
  }

  /// What is only supposed moves the landing too.
  private func suppose(_ context: AnswerContext, in change: inout ForecastChange) {
    guard let landing = forecast(context).landing else { return }
    let won = context.selection.won.reduce(Int64(0)) {
      $0 + context.book.state.amount[Int($1)]
    }
    let after = Money(cents: won) + landing.expectedOpen + landing.expectedNew
    change.moved += after - change.after
    change.after = after
  }

  /// The Monday on or before the day before: what "since last Monday" means on a day.
  package static func lastMonday(before day: Day) -> Day { (day - 1).monday }
}
