package import RevBase
package import RevForecast

/// How good the chances were on later weeks of the company's own history that they had not seen.
package struct RiskQuality: Sendable, Equatable {
  /// Rows between two deciles of the chance.
  package struct Decile: Sendable, Equatable {
    package var rows: Int
    /// Mean chance, and share that was won.
    package var said: Double
    package var came: Double
  }

  /// How often the five deals of a meeting were not won in time.
  package struct TopFive: Sendable, Equatable {
    package var named = 0
    package var notWon = 0
    /// Of all deals that the list ranks.
    package var candidates = 0
    package var candidatesNotWon = 0
    /// Of the five largest of them.
    package var largest = 0
    package var largestNotWon = 0

    package init() {}

    package var precision: Double? { named > 0 ? Double(notWon) / Double(named) : nil }
    package var base: Double? {
      candidates > 0 ? Double(candidatesNotWon) / Double(candidates) : nil
    }
    package var ofLargest: Double? { largest > 0 ? Double(largestNotWon) / Double(largest) : nil }
  }

  /// What one factor was worth on the later weeks.
  package struct FactorLift: Sendable, Equatable {
    /// One of its levels.
    package struct Level: Sendable, Equatable {
      package var level: String
      package var rows: Int
      /// Rows won, and expected to be without the factor.
      package var observed: Double
      package var expected: Double
      /// observed / expected, with its interval by deal; nil when nothing was expected.
      package var lift: Measured?
      /// What the model multiplies the odds by.
      package var oddsRatio: Double
    }

    package var factor: Factor
    package var levels: [Level]
    /// How many standard errors its terms agree with what came beyond the other factors.
    package var z: Double
    /// Whether `z` exceeds 3: of nine factors without any worth one in eighty companies shows one.
    package var stands: Bool
  }

  /// The day of the model in use, and what it learnt from.
  package var day: Day
  package var dealDays: Int
  package var wonDeals: Int
  /// As-of days that were tested, the first and the last of them.
  package var weeks: Int
  package var first: Day
  package var last: Day
  package var cadence: ForecastCadence
  /// Open deals on those days, and different deals among them.
  package var rows: Int
  package var deals: Int
  package var auc: Measured?
  /// Over all rows as if they were of one day: days left count as skill.
  package var pooledAUC: Measured?
  /// Among deals that were closed by the period's end: won against lost.
  package var closedAUC: Measured?
  package var brier: Double
  /// Of saying the share that was won, always.
  package var baseBrier: Double
  package var baseRate: Double
  /// Tenths of the rows by rising chance; fewer where there are few rows.
  package var deciles: [Decile]
  package var top: TopFive
  package var factors: [FactorLift]

  /// Σ over deciles of |came − said|, weighted by rows.
  package var calibrationError: Double {
    rows > 0
      ? deciles.reduce(0) { $0 + abs($1.came - $1.said) * Double($1.rows) } / Double(rows) : 0
  }

  /// Whether no decile was won less often than the one below it.
  package var isMonotone: Bool {
    zip(deciles, deciles.dropFirst()).allSatisfy { $0.came <= $1.came }
  }

  /// Whether the order of deals is better than chance, and the chances better than the base rate.
  package var hasSkill: Bool {
    guard let auc else { return false }
    return auc.low > 0.5 && brier < baseBrier
  }

  /// Whether won and lost can be told apart among deals that close; where not, the skill is in when
  /// deals close, not in how.
  package var tellsWonFromLost: Bool { closedAUC.map { $0.low > 0.5 } ?? false }

  /// The verdict in words.
  package var words: String {
    guard hasSkill, let auc else { return "no skill" }
    let value = RiskWords.hundredths(auc.value)
    let range = "\(RiskWords.hundredths(auc.low)) to \(RiskWords.hundredths(auc.high))"
    let timing = tellsWonFromLost ? "" : "; it tells when deals close, not whether they are won"
    return "AUC \(value) (\(range))\(timing)"
  }

  /// The figures of scored rows, without those that need more than chances and outcomes.
  ///
  /// - Precondition: there are rows.
  package init(_ scored: [ScoredRow], day: Day, first: Day, last: Day, cadence: ForecastCadence) {
    precondition(!scored.isEmpty, "quality needs rows")
    (self.day, self.first, self.last, self.cadence) = (day, first, last, cadence)
    (dealDays, wonDeals) = (0, 0)
    weeks = Set(scored.map(\.week)).count
    rows = scored.count
    deals = Set(scored.map(\.deal)).count
    auc = RankSkill.auc(scored)
    pooledAUC = RankSkill.pooled(scored)
    closedAUC = RankSkill.auc(scored.filter { $0.isWon || $0.isLost })
    let count = Double(scored.count)
    let rate = Double(scored.count { $0.isWon }) / count
    baseRate = rate
    baseBrier = rate * (1 - rate)
    brier =
      scored.reduce(0) { sum, row in
        let miss = row.chance - (row.isWon ? 1 : 0)
        return sum + miss * miss
      } / count
    deciles = Self.deciles(scored)
    top = TopFive()
    factors = []
  }

  private static func deciles(_ scored: [ScoredRow]) -> [Decile] {
    let sorted = scored.sorted { ($0.chance, $0.week, $0.deal) < ($1.chance, $1.week, $1.deal) }
    let bins = min(10, max(1, sorted.count / 20))
    return (0..<bins).map { bin in
      let part = sorted[sorted.count * bin / bins..<sorted.count * (bin + 1) / bins]
      let count = Double(part.count)
      return Decile(
        rows: part.count, said: part.reduce(0) { $0 + $1.chance } / count,
        came: Double(part.count { $0.isWon }) / count)
    }
  }
}
