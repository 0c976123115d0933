import Foundation
import RevBase
import RevForecast
import RevMetrics
import RevModel

/// What the forecast costs on one snapshot: the fit of a day, the audit, and a changed filter.
enum Timing {
  static func run(_ snapshot: Snapshot) {
    let engine = Engine(snapshot)
    let forecaster = Forecaster(snapshot)
    let question = engine.initialQuestion
    let cadence = ForecastCadence.quarters
    print("\(snapshot.manifest.name): \(snapshot.deals.count) deals, CPU milliseconds")
    let fit = milliseconds {
      _ = forecaster.model(on: question.asOf, .sales, cadence)
    }
    print("fit of the day, with last Monday's model  \(fit)")
    let model = forecaster.model(on: question.asOf, .sales, cadence)
    print("audit on top                              \(milliseconds { _ = ForecastAudit(model) })")
    var cases: [(String, Question)] = [("all", question)]
    for (name, dimension, value) in [
      ("one owner", Dimension.owner, snapshot.people.ids.count > 0 ? snapshot.people.ids[0] : ""),
      ("one segment", .segment, snapshot.accounts.segment.vocabulary.words.first ?? ""),
    ] where !value.isEmpty {
      var sliced = question
      sliced.slicers[dimension] = [value]
      cases.append((name, sliced))
    }
    for (name, question) in cases {
      let context = engine.context(question)
      let open = forecaster.contributions(context)?.rows.count ?? 0
      let monday = Forecaster.lastMonday(before: question.asOf)
      _ = forecaster.change(context, since: monday)
      let samples = (0..<15).map { _ in
        milliseconds {
          _ = forecaster.forecast(context)
          _ = forecaster.fan(context)
          _ = forecaster.change(context, since: monday)
        }
      }
      print("filter \(name), \(open) open deals: \(samples.min() ?? 0)")
    }
  }

  /// CPU time of this process, which is told in millionths of a second.
  private static func milliseconds(_ work: () -> Void) -> Double {
    let before = clock()
    work()
    return (Double(clock() - before) / 10).rounded() / 100
  }
}
