package import RevForecast
package import RevMetrics
package import RevModel
package import RevRisk
import Synchronization

/// Answers with everything that revtop knows: the metric book and the models on top of it.
///
/// Screen, commands, report and tests ask here, so that a number cannot have two answers. A class
/// because the models that were fitted are shared by everybody who asks; which of them are there
/// never changes an answer, only how soon it comes.
package final class Analyst: Sendable {
  package let engine: Engine
  package let forecaster: Forecaster
  private let fitted = Mutex<[Fitted]>([])

  /// What decides which model a question needs.
  private struct ModelKey: Equatable {
    var question: Question

    /// The part of a question that a model depends on.
    init(_ question: Question) {
      self.question = Question(period: question.period, asOf: question.asOf)
      self.question.slicers[.type] = question.slicers[.type]
    }
  }

  /// What was fitted for a question: the forecaster keeps its own part.
  private struct Fitted {
    var key: ModelKey
    var risk: RiskModel
  }

  /// Fewer than the forecaster keeps, so that what is listed here is there.
  private static let remembered = 2

  package init(_ engine: Engine) {
    self.engine = engine
    forecaster = Forecaster(engine.snapshot)
  }

  package var snapshot: Snapshot { engine.snapshot }

  /// The numbers of a question, with the forecast's among them when its group is asked for.
  ///
  /// The first question about a day fits the forecast's model, which takes a while on a large
  /// snapshot; every further one reads it.
  package func answer(
    _ question: Question, groups: Set<MetricGroup> = Set(MetricGroup.allCases)
  ) -> Readout {
    var readout = engine.answer(question, groups: groups)
    if groups.contains(.forecast) { addForecast(to: &readout) }
    return readout
  }

  /// Puts the forecast's numbers into a readout, and those that wait for them.
  package func addForecast(to readout: inout Readout) {
    forecaster.fill(&readout, engine.context(readout.question))
    if readout.has(.readinessToolSprawl) { readout.completeReadiness() }
  }

  /// Says in place of the forecast's numbers that they are being worked out.
  package func announceForecast(in readout: inout Readout) {
    let waiting: [MetricID] = [
      .forecastP10, .forecastP50, .forecastP90, .forecastAttainProbability, .forecastConfidence,
      .forecastAccuracy,
    ]
    for id in waiting { readout[id] = .undefined("learning from the history") }
    if readout.has(.readinessToolSprawl) { readout.completeReadiness() }
  }

  /// Whether the forecast of a question can be answered at once.
  package func hasModel(for question: Question) -> Bool { riskModel(for: question) != nil }

  /// The outcome model of a question, when it is fitted: every slicer reads the same one.
  package func riskModel(for question: Question) -> RiskModel? {
    let key = ModelKey(question)
    return fitted.withLock { $0.first { $0.key == key }?.risk }
  }

  /// The outcome model of a question, fitted now when nobody did before.
  package func outcomes(for question: Question) -> RiskModel {
    if let known = riskModel(for: question) { return known }
    let made = RiskModel(forecaster, engine.context(question))
    remember(question, made)
    return made
  }

  /// Fits what the forecast and the risks of a question need.
  package func fitModel(for question: Question) {
    let context = engine.context(question)
    _ = forecaster.forecast(context)
    // The landing of a week ago needs a model of its own.
    _ = forecaster.change(context, since: ForecastAnswer.weekBefore(question.asOf))
    remember(question, RiskModel(forecaster, context))
  }

  private func remember(_ question: Question, _ risk: RiskModel) {
    let key = ModelKey(question)
    fitted.withLock { models in
      models.removeAll { $0.key == key }
      models.append(Fitted(key: key, risk: risk))
      if models.count > Self.remembered { models.removeFirst() }
    }
  }
}
