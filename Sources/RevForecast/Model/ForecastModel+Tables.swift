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

/// How much more often than on an average day deals leave, by weeks to the period's end.
package struct WeekLine: Sendable, Equatable {
  /// 0 for the last seven days.
  package var weeksLeft: Int
  package var won: Double
  package var lost: Double
  package var moved: Double
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
    (0..<estimates.rates.stages).flatMap { stage in
      (0..<AgeBins.count).compactMap { rateLine(stage: stage, bin: $0) }
    }
  }

  /// One line of the table of rates; nil when no deal was seen in the bin.
  func rateLine(stage: Int, bin: Int) -> RateLine? {
    let rates = estimates.rates
    let cell = stage * AgeBins.count + bin
    guard exposure.plainDays[cell] > 0 else { return nil }
    func exits(_ cause: Exit) -> Int { Int(exposure.plainExits[cause.rawValue][cell]) }
    return RateLine(
      stage: stageName(stage), age: AgeBins.label(bin),
      dealDays: Int(exposure.plainDays[cell]), won: exits(.won), lost: exits(.lost),
      moved: exits(.move), wonPerDay: rates.rates[Exit.won.rawValue][cell],
      lostPerDay: rates.rates[Exit.lost.rawValue][cell],
      movedPerDay: rates.rates[Exit.move.rawValue][cell],
      wonByEnd: estimates.won[Projection.cell(stage: stage, age: AgeBins.starts[bin])])
  }

  /// The lines of the table of rates that today's open deals among these rows stand in, in the
  /// order of the sales process, each with how many of them do.
  package func rateLines(ofDeals rows: [Int32]) -> [(line: RateLine, deals: Int)] {
    let cells = estimates.rates.stages * AgeBins.count
    var counts = [Int](repeating: 0, count: cells)
    for row in rows where Int(row) < placeOfRow.count && placeOfRow[Int(row)] >= 0 {
      let point = points[Int(placeOfRow[Int(row)])]
      let bin = Int(AgeBins.ofAge[min(Int(point.age) + 1, AgeBins.cap)])
      counts[Int(point.stage) * AgeBins.count + bin] += 1
    }
    return (0..<cells).compactMap { cell in
      guard counts[cell] > 0 else { return nil }
      return rateLine(stage: cell / AgeBins.count, bin: cell % AgeBins.count)
        .map { ($0, counts[cell]) }
    }
  }

  /// Factors on the rates by weeks to the period's end, won, lost and moved; empty when the method
  /// uses none.
  package func weekLines() -> [WeekLine] {
    guard method.usesWeekFactors else { return [] }
    let factors = estimates.rates.factors
    return (0..<cadence.weeks).map { week in
      WeekLine(
        weeksLeft: week, won: factors[Exit.won.rawValue][week],
        lost: factors[Exit.lost.rawValue][week], moved: factors[Exit.move.rawValue][week])
    }
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

  /// What the last fully recorded finished period booked, in units; nil without one.
  package var lastPeriod: Double? { finished.last { $0.isFull }?.total }

  /// Intercept of layer two: what the last periods did against layer one's rates in all.
  package var intercept: Double { adjustments.intercept }

  /// Created deals a day lately.
  package var createdPerDay: Double { arrivalsPerDay }

  /// What deals that do not exist yet are expected to bring to one of `periods`, for the whole
  /// company, in units: as their arrivals say, and after correction by the finished periods.
  package func coming(_ ahead: Int) -> (raw: Double, corrected: Double) {
    let estimate = sheets[ahead].estimate
    return (estimate.new, estimate.newFactor * estimate.new)
  }
}
