import RevBase
import RevMetrics
import RevModel

/// Steps of a week and jumps to any day, with the dashboard's numbers each time.
enum TravelBench {
  static func run(_ engine: Engine) {
    guard engine.snapshot.history != nil else { return }
    let home = engine.snapshot.manifest.asOf
    let dashboard: Set<MetricGroup> = [.pipeline, .bookings, .forecast, .retention]
    var question = engine.initialQuestion
    var day = home
    _ = engine.book(on: home - 7)
    report(
      "deals a week earlier",
      Stopwatch.measure(20) {
        day = day - 7
        _ = engine.book(on: day)
      })
    let jumps = [400, 30, 700, 91, 365, 7, 600, 200]
    var index = 0
    report(
      "deals on any day",
      Stopwatch.measure(16) {
        _ = engine.book(on: home - jumps[index % jumps.count])
        index += 1
      })
    day = home
    question.asOf = day - 7
    _ = engine.answer(question, groups: dashboard)
    report(
      "dashboard a week earlier",
      Stopwatch.measure(10) {
        day = day - 7
        question.asOf = day
        question.period = engine.snapshot.manifest.fiscalCalendar.quarter(holding: day)
        _ = engine.answer(question, groups: dashboard)
      })
    index = 0
    report(
      "dashboard on any day",
      Stopwatch.measure(16) {
        question.asOf = home - jumps[index % jumps.count]
        question.period = engine.snapshot.manifest.fiscalCalendar.quarter(holding: question.asOf)
        _ = engine.answer(question, groups: dashboard)
        index += 1
      })
    print("")
  }
}
