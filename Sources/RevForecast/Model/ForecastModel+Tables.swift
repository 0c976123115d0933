/// One line of the table of rates: a stage and how long deals have been in it.
package struct RateLine: Sendable, Equatable {
  package var stage: String
  /// `15-21 days`.
  package var age: String
  /// Days that deals were seen there, and how many were won, lost or moved on.
  package var dealDays: Int
  package var won: Int
  package var lost: Int
  package var moved: Int
  /// Chance a day, 0 to 1, of each: recent days count more, thin bins lean on their neighbours.
  package var wonPerDay: Double
  package var lostPerDay: Double
  package var movedPerDay: Double
  /// Chance of layer one to be won by the end of the period that runs, for a deal at the bin's
  /// first day.
  package var wonByEnd: Double
}

/// One line of the table of factors.
package struct FactorLine: Sendable, Equatable {
  package var factor: Factor
  package var level: String
  /// Added to the log-odds of a deal of this level; `oddsRatio` is its exponential.
  package var logOdds: Double
  package var oddsRatio: Double
  /// Past deals of the level won, and expected to be won without the term, each counted once for
  /// every third week in which it was seen.
  package var observed: Double
  package var expected: Double
}

/// How amounts of one stage were realised.
package struct RealisationLine: Sendable, Equatable {
  package var stage: String
  /// Booked over as-of amount of won deals.
  package var ratio: Double
}

extension ForecastModel {
  /// Rates by stage and age, in the order of the sales process; bins that no deal was seen in are
  /// left out.
  package func rateLines() -> [RateLine] {
    var lines: [RateLine] = []
    let rates = estimates.rates
    for stage in 0..<rates.stages {
      for bin in 0..<AgeBins.count {
        let cell = stage * AgeBins.count + bin
        guard exposure.plainDays[cell] > 0 else { continue }
        func exits(_ cause: Exit) -> Int { Int(exposure.plainExits[cause.rawValue][cell]) }
        lines.append(
          RateLine(
            stage: stageName(stage), age: AgeBins.label(bin),
            dealDays: Int(exposure.plainDays[cell]), won: exits(.won), lost: exits(.lost),
            moved: exits(.move), wonPerDay: rates.rates[Exit.won.rawValue][cell],
            lostPerDay: rates.rates[Exit.lost.rawValue][cell],
            movedPerDay: rates.rates[Exit.move.rawValue][cell],
            wonByEnd: estimates.won[Projection.cell(stage: stage, age: AgeBins.starts[bin])]))
      }
    }
    return lines
  }

  /// Terms by factor and level; levels that nothing was seen of are left out.
  package func factorLines() -> [FactorLine] {
    var lines: [FactorLine] = []
    for factor in Factor.allCases {
      let f = factor.rawValue
      for level in adjustments.terms[f].indices where adjustments.expected[f][level] > 0 {
        lines.append(
          FactorLine(
            factor: factor, level: levelName(factor, level), logOdds: adjustments.terms[f][level],
            oddsRatio: Odds.ratio(adjustments.terms[f][level]),
            observed: adjustments.observed[f][level], expected: adjustments.expected[f][level]))
      }
    }
    return lines
  }

  package func realisationLines() -> [RealisationLine] {
    adjustments.realisation.enumerated().map {
      RealisationLine(stage: stageName($0.offset), ratio: $0.element)
    }
  }

  /// Intercept of layer two: what the last periods did against layer one's rates in all.
  package var intercept: Double { adjustments.intercept }

  /// Created deals a day lately.
  package var createdPerDay: Double { arrivalsPerDay }
}
