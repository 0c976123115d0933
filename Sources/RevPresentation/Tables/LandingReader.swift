import RevBase
import RevForecast

/// The models of a question's forecast, for the columns of a table of contributions.
struct LandingReader: Sendable {
  let models: [ForecastModel]
  let ahead: Int

  /// The chance, the amount when won and the contribution of a deal; nil when it is not open.
  func share(_ row: Int) -> (chance: Double, amountWhenWon: Double, adds: Money)? {
    for model in models {
      if let share = model.share(ofDeal: row, ahead) { return share }
    }
    return nil
  }
}
