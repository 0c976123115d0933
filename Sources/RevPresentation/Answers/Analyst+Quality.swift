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
  /// A history of fewer than two finished quarters is measured by months.
  ///
  /// - Parameter progress: told the share that is done; false cancels.
  package func measureQuality(
    for question: Question, progress: (Double) -> Bool = { _ in true }
  ) throws(RiskQuality.Obstacle) -> RiskQuality {
    let key = qualityKey(for: question)
    do {
      return try measure(key, key.cadence, question, progress)
    } catch {
      guard case .tooFewPeriods = error, key.cadence == .quarters,
        let quality = try? measure(key, .months, question, progress)
      else { throw error }
      return quality
    }
  }

  private func measure(
    _ key: QualityKey, _ cadence: ForecastCadence, _ question: Question,
    _ progress: (Double) -> Bool
  ) throws(RiskQuality.Obstacle) -> RiskQuality {
    try RiskQuality.measure(
      forecaster, on: key.day, cadence, population: key.population,
      memory: engine.context(question).memory, progress: progress)
  }
}
