package import RevBase
package import RevForecast
import RevMetrics
package import RevModel
package import RevRisk

/// Which quality a question asks about: slicers do not matter, the model is the company's.
package struct QualityKey: Hashable, Sendable {
  package var day: Day
  package var cadence: ForecastCadence
  package var population: DealPopulation
}

extension Analyst {
  package func qualityKey(for question: Question) -> QualityKey {
    QualityKey(
      day: question.asOf,
      cadence: forecaster.cadence(of: question.period) ?? ForecastCadence(snapshot.manifest),
      population: forecaster.populations(question.slicers).first ?? .sales)
  }

  /// How good the chances were on later weeks that the model had not seen; measured anew, which
  /// takes a fit a tested day.
  ///
  /// - Parameter progress: told the share that is done; false cancels.
  package func measureQuality(
    for question: Question, progress: (Double) -> Bool = { _ in true }
  ) throws(RiskQuality.Obstacle) -> RiskQuality {
    let key = qualityKey(for: question)
    return try RiskQuality.measure(
      forecaster, on: key.day, key.cadence, population: key.population,
      memory: engine.context(question).memory, progress: progress)
  }
}
