package import RevForecast
package import RevMetrics
package import RevModel

/// Answers with everything that revtop knows: the metric book and the models on top of it.
///
/// Screen, commands, report and tests ask here, so that a number cannot have two answers.
package struct Analyst: Sendable {
  package let engine: Engine
  package let forecaster: Forecaster

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
}
