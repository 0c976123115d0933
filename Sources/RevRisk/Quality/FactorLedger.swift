import RevForecast

/// Sums over tested rows of what each factor's level had to do with their outcome.
struct FactorLedger {
  private struct Cell {
    var rows = 0
    var observed = 0.0
    var expected = 0.0
    var logOdds = 0.0
    /// Outcome less expectation by deal.
    var misses: [Int32: Double] = [:]
  }

  private struct Score {
    var sum = 0.0
    /// Term times (outcome less expectation without it), by deal.
    var byDeal: [Int32: Double] = [:]
  }

  private var cells: [Factor: [String: Cell]] = [:]
  private var scores: [Factor: Score] = [:]

  /// Adds one open deal of a tested day with its outcome.
  mutating func add(_ outlook: DealOutlook, deal: Int32, isWon: Bool) {
    let came = isWon ? 1.0 : 0
    for term in outlook.terms {
      let without = outlook.chance(without: term.logOdds)
      let miss = came - without
      var cell = cells[term.factor]?[term.level] ?? Cell()
      cell.rows += 1
      cell.observed += came
      cell.expected += without
      cell.logOdds += term.logOdds
      cell.misses[deal, default: 0] += miss
      cells[term.factor, default: [:]][term.level] = cell
      scores[term.factor, default: Score()].sum += term.logOdds * miss
      scores[term.factor, default: Score()].byDeal[deal, default: 0] += term.logOdds * miss
    }
  }

  /// In the order of the factors, levels by the number of their rows.
  func lifts() -> [RiskQuality.FactorLift] {
    Factor.allCases.compactMap { factor in
      guard let levels = cells[factor], let score = scores[factor] else { return nil }
      let spread = Self.square(score.byDeal).squareRoot()
      let z = spread > 0 ? score.sum / spread : 0
      let lines = levels.map { level, cell in
        RiskQuality.FactorLift.Level(
          level: level, rows: cell.rows, observed: cell.observed, expected: cell.expected,
          lift: Self.lift(cell), oddsRatio: Odds.ratio(cell.logOdds / Double(cell.rows)))
      }
      return RiskQuality.FactorLift(
        factor: factor,
        levels: lines.sorted { $0.rows == $1.rows ? $0.level < $1.level : $0.rows > $1.rows }, z: z,
        stands: z > 3)
    }
  }

  private static func lift(_ cell: Cell) -> Measured? {
    guard cell.expected > 0 else { return nil }
    let spread = 1.96 * square(cell.misses).squareRoot()
    return Measured(
      value: cell.observed / cell.expected,
      low: max(0, (cell.observed - spread) / cell.expected),
      high: (cell.observed + spread) / cell.expected)
  }

  private static func square(_ values: [Int32: Double]) -> Double {
    values.keys.sorted().reduce(0) { sum, key in
      let value = values[key] ?? 0
      return sum + value * value
    }
  }
}
