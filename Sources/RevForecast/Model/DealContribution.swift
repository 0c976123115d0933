package import RevBase
package import RevMetrics
import RevModel

/// What one open deal adds to the expected landing of one period, taken apart so that a person can
/// follow it by hand.
///
/// `layerOne + intercept + Σ terms + theta` is the log-odds of `chance`; `chance × amountWhenWon`,
/// rounded to whole hundredths, is `adds`.
package struct DealContribution: Sendable, Equatable {
  /// One factor's part of the log-odds.
  package struct Term: Sendable, Equatable {
    package var factor: Factor
    /// The deal's level in words.
    package var level: String
    package var logOdds: Double
    /// Past deals of the level that were won, and that were expected to be without the term, each
    /// counted once for every third week in which it was seen.
    package var observed: Double
    package var expected: Double
  }

  /// Row of deals.csv.
  package var row: Int
  package var stage: String
  package var daysInStage: Int
  /// Days from the as-of day to the period's end.
  package var daysLeft: Int
  /// Amount as of the day; nil when the deal is not sized.
  package var amount: Money?
  /// Booked over as-of amount of won deals of the stage.
  package var realisation: Double
  /// What it brings when it is won, in units: amount × realisation, or what won deals of its segment
  /// brought when it is not sized.
  package var amountWhenWon: Double
  /// Log-odds to be won in the period by the daily rates of its stage.
  package var layerOne: Double
  package var intercept: Double
  package var terms: [Term]
  /// Added to all deals' log-odds so that they add up to the corrected total; 0 without correction.
  package var theta: Double
  /// The published chance. In a later period at most what the periods before it leave.
  package var chance: Double
  package var adds: Money
  /// The rates of the stage and the age that the deal has today; nil when nothing was seen there.
  package var rate: RateLine?

  /// Sum of all pieces.
  package var logOdds: Double {
    layerOne + intercept + theta + terms.reduce(0) { $0 + $1.logOdds }
  }
}

extension ForecastModel {
  /// What an open deal adds to one of `periods`, taken apart; nil when it is not open.
  package func contribution(ofDeal row: Int, _ ahead: Int) -> DealContribution? {
    guard row < placeOfRow.count, placeOfRow[row] >= 0, ahead < sheets.count else { return nil }
    let place = Int(placeOfRow[row])
    let point = points[place]
    let (sheet, stage) = (sheets[ahead], Int(point.stage))
    let levels = estimates.rules[ahead].levels(point)
    let terms = Factor.allCases.compactMap { factor -> DealContribution.Term? in
      let (f, level) = (factor.rawValue, Int(levels[factor.rawValue]))
      guard level < adjustments.terms[f].count else { return nil }
      return DealContribution.Term(
        factor: factor, level: levelName(factor, level), logOdds: adjustments.terms[f][level],
        observed: adjustments.observed[f][level], expected: adjustments.expected[f][level])
    }
    return DealContribution(
      row: row, stage: stageName(stage), daysInStage: Int(point.age),
      daysLeft: grid.periods[base + ahead].end - day,
      amount: point.amount > 0 ? Money(cents: point.amount) : nil,
      realisation: adjustments.realisation[stage], amountWhenWon: sheet.amount[place],
      layerOne: layerOne(point, ahead), intercept: adjustments.intercept, terms: terms,
      theta: sheet.theta, chance: sheet.chance[place], adds: Money(cents: sheet.cents[place]),
      rate: rateLine(stage: stage, age: Int(point.age)))
  }

  /// The chance, the amount when won and the contribution of an open deal; nil when it is not open.
  package func share(ofDeal row: Int, _ ahead: Int)
    -> (chance: Double, amountWhenWon: Double, adds: Money)?
  {
    guard row < placeOfRow.count, placeOfRow[row] >= 0, ahead < sheets.count else { return nil }
    let (place, sheet) = (Int(placeOfRow[row]), sheets[ahead])
    return (sheet.chance[place], sheet.amount[place], Money(cents: sheet.cents[place]))
  }

  /// The line of the table of rates that tomorrow's exit of a deal would be counted in.
  private func rateLine(stage: Int, age: Int) -> RateLine? {
    let bin = Int(AgeBins.ofAge[min(age + 1, AgeBins.cap)])
    return rateLine(stage: stage, bin: bin)
  }
}

extension Forecaster {
  /// The open deals that a question's forecast is the sum of, with what each adds: rows of
  /// deals.csv in the canonical order, hundredths that add up to the open term exactly.
  ///
  /// Nil where the question has no forecast.
  package func contributions(_ context: AnswerContext) -> (rows: [Int32], cents: [Int64])? {
    guard let (models, ahead) = fitted(context) else { return nil }
    var (rows, cents) = ([Int32](), [Int64]())
    for (model, kept) in zip(models, parts(models, context)) {
      let sheet = model.sheets[ahead]
      for place in kept.open {
        rows.append(sheet.rows[Int(place)])
        cents.append(sheet.cents[Int(place)])
      }
    }
    return (rows, cents)
  }

  /// The models that a question's forecast is made of, with what it supposes, and which of their
  /// periods it asks for; nil where it has no forecast.
  package func fitted(_ context: AnswerContext) -> (models: [ForecastModel], ahead: Int)? {
    let question = context.question
    guard let cadence = cadence(of: question.period), question.period.end > question.asOf,
      context.obstacle(.deals) == nil
    else { return nil }
    let models = models(context, cadence)
    guard let ahead = models.first?.ahead(question.period),
      models.reduce(0, { $0 + $1.wonDeals }) >= method.winsForForecast
    else { return nil }
    return (models, ahead)
  }
}
