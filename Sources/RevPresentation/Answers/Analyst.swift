import RevBase
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
  /// What a question supposes on top of a model, for the questions that were asked last.
  private let supposed = Mutex<[(key: ModelKey, whatIf: [DealChange], model: RiskModel)]>([])
  private let audits = Mutex<[(key: AuditKey, audit: ForecastAudit)]>([])

  /// What an audit depends on.
  private struct AuditKey: Equatable {
    var day: Day
    var population: DealPopulation
    var cadence: ForecastCadence
  }

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
  ///
  /// - Parameter known: the forecast of the readout's question, when the caller has it.
  package func addForecast(to readout: inout Readout, _ known: Forecast? = nil) {
    let context = engine.context(readout.question)
    forecaster.fill(&readout, context, known ?? forecaster.forecast(context))
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

  /// Whether two questions read the same models.
  package static func readSameModels(_ one: Question, _ other: Question) -> Bool {
    ModelKey(one) == ModelKey(other)
  }

  /// Whether the forecast of a question can be answered at once.
  package func hasModel(for question: Question) -> Bool { knownModel(for: question) != nil }

  /// The outcome model of a question, when it is fitted: every slicer reads the same one. What the
  /// question supposes is in it.
  package func riskModel(for question: Question) -> RiskModel? {
    knownModel(for: question).map { supposing(question, $0) }
  }

  /// The outcome model of a question, fitted now when nobody did before.
  package func outcomes(for question: Question) -> RiskModel {
    if let known = riskModel(for: question) { return known }
    let made = RiskModel(forecaster, engine.context(question))
    remember(question, made)
    return supposing(question, made)
  }

  private func knownModel(for question: Question) -> RiskModel? {
    let key = ModelKey(question)
    return fitted.withLock { $0.first { $0.key == key }?.risk }
  }

  private func supposing(_ question: Question, _ known: RiskModel) -> RiskModel {
    if question.whatIf.isEmpty { return known }
    let key = ModelKey(question)
    let made = supposed.withLock { kept in
      kept.first { $0.key == key && $0.whatIf == question.whatIf }?.model
    }
    if let made { return made }
    let context = engine.context(question)
    let model = RiskModel(known, forecaster.models(context, known.cadence), supposing: context)
    supposed.withLock { kept in
      kept.append((key, question.whatIf, model))
      if kept.count > Self.remembered { kept.removeFirst() }
    }
    return model
  }

  /// Fits what the forecast and the risks of a question need: its day's models, that of last
  /// Monday, and the audit of the past.
  ///
  /// - Parameter progress: told the share that is done, now and then; false cancels.
  /// - Returns: whether everything is there.
  @discardableResult
  package func fitModel(
    for question: Question, progress: (Double) -> Bool = { _ in true }
  ) -> Bool {
    let context = engine.context(question)
    if let cadence = forecaster.cadence(of: question.period) {
      let populations = forecaster.populations(question.slicers)
      for (index, population) in populations.enumerated() {
        do throws(CancellationError) {
          _ = try forecaster.model(on: question.asOf, population, cadence) { share in
            progress((Double(index) + share) / Double(populations.count))
          }
        } catch { return false }
      }
    }
    _ = forecaster.forecast(context)
    _ = forecaster.change(context, since: ForecastAnswer.monday(before: question.asOf))
    // Of what is known: suppositions come on top.
    let risk = RiskModel(forecaster, context)
    // The audit before it is said that everything is there: nobody waits for it on the screen.
    _ = makeAudit(for: question)
    remember(question, risk)
    return true
  }

  /// The replay of the past as known on the question's day, for the first of its types of deals;
  /// nil until the model is fitted, and for a period that has no forecast.
  ///
  /// Kept with the snapshot, for the days that were asked about last.
  package func audit(for question: Question) -> ForecastAudit? {
    hasModel(for: question) ? makeAudit(for: question) : nil
  }

  private func makeAudit(for question: Question) -> ForecastAudit? {
    guard let cadence = forecaster.cadence(of: question.period),
      let population = forecaster.populations(question.slicers).first
    else { return nil }
    let key = AuditKey(day: question.asOf, population: population, cadence: cadence)
    if let known = audits.withLock({ $0.first { $0.key == key }?.audit }) { return known }
    let made = ForecastAudit(forecaster.model(on: question.asOf, population, cadence))
    audits.withLock { kept in
      kept.append((key, made))
      if kept.count > Self.remembered { kept.removeFirst() }
    }
    return made
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
