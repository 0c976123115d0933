import RevBase
package import RevMetrics
import RevModel

extension Forecaster {
  /// The period that runs, week by week: what was booked, then the range of what will have been.
  ///
  /// Days are the as-of day's weekday and the period's last day; the last point is the forecast
  /// itself. Empty where the period is no running one or has no forecast.
  package func fan(_ context: AnswerContext) -> [FanPoint] {
    let question = context.question
    guard let cadence = cadence(of: question.period), question.hasBegun,
      context.obstacle(.deals) == nil
    else { return [] }
    let models = models(context, cadence)
    guard let first = models.first, first.ahead(question.period) == 0,
      models.reduce(0, { $0 + $1.wonDeals }) >= method.winsForForecast
    else { return [] }
    var points = past(context)
    let won = points.last?.p50 ?? 0
    let days = first.weekly.days
    let weekly = zip(models, parts(models, context)).map { $0.weeklyParts($1) }
    for (index, ahead) in days.enumerated() {
      let mean = weekly.reduce(0) { $0 + $1[index].mean }
      let variance = weekly.reduce(0) { $0 + $1[index].variance }
      let rest = GammaRange(mean: mean, variance: variance)
      points.append(
        FanPoint(
          day: question.asOf + ahead, isPast: false, p10: won + rest.quantile(-GammaRange.tenth),
          p50: won + rest.quantile(0), p90: won + rest.quantile(GammaRange.tenth)))
    }
    return points
  }

  /// What was booked by the end of each week up to the as-of day.
  private func past(_ context: AnswerContext) -> [FanPoint] {
    let question = context.question
    var days: [Day] = []
    var day = question.asOf
    while day >= question.period.start {
      days.append(day)
      day = day - 7
    }
    // By how many whole weeks before the as-of day a deal was closed: booked by then and ever after.
    var cents = [Int64](repeating: 0, count: days.count)
    let (closed, amounts) = (context.book.closed, context.book.state.amount)
    for id in context.selection.won {
      let ago = question.asOf - Day(closed[Int(id)])
      if ago >= 0, !days.isEmpty { cents[min(ago / 7, days.count - 1)] += amounts[Int(id)] }
    }
    var booked: Int64 = 0
    return zip(days, cents).reversed().map { day, closed in
      booked += closed
      let units = Double(booked) / 100
      return FanPoint(day: day, isPast: true, p10: units, p50: units, p90: units)
    }
  }
}
