/// A measured number with its 95% interval.
package struct Measured: Sendable, Equatable {
  package var value: Double
  package var low: Double
  package var high: Double
}

/// One open deal of one past as-of day with what became of it.
package struct ScoredRow: Sendable, Equatable {
  /// Row of deals.csv.
  package var deal: Int32
  /// Number of the as-of day among those that were tested.
  package var week: Int
  package var chance: Double
  /// Won by the end of its period.
  package var isWon: Bool
  /// Lost by the end of its period.
  package var isLost: Bool

  package init(deal: Int32, week: Int, chance: Double, isWon: Bool, isLost: Bool) {
    (self.deal, self.week, self.chance) = (deal, week, chance)
    (self.isWon, self.isLost) = (isWon, isLost)
  }
}

/// How well chances put deals in order.
package enum RankSkill {
  /// The chance that of two deals open on the same day, of which one was won, that one had the
  /// higher chance; ties count half.
  ///
  /// Only deals of one as-of day are compared, as a meeting compares them: how many days were left
  /// must not pass for skill. The interval is that of the pairs' own influence added up by deal,
  /// because a deal that is open for ten weeks is no ten deals.
  ///
  /// - Returns: nil when no day has both a won deal and another.
  package static func auc(_ rows: [ScoredRow]) -> Measured? {
    var wins = 0.0
    var pairs = 0.0
    var parts: [(row: Int, wins: Double, others: Double)] = []
    parts.reserveCapacity(rows.count)
    for week in weeks(rows) {
      let won = week.count { rows[$0].isWon }
      let rest = week.count - won
      guard won > 0, rest > 0 else { continue }
      pairs += Double(won) * Double(rest)
      wins += rank(week, rows, won: won, into: &parts)
    }
    guard pairs > 0 else { return nil }
    let auc = wins / pairs
    var influence: [Int32: Double] = [:]
    for part in parts {
      influence[rows[part.row].deal, default: 0] += part.wins - auc * part.others
    }
    let square = influence.keys.sorted().reduce(0.0) {
      let value = influence[$1] ?? 0
      return $0 + value * value
    }
    let spread = 1.96 * square.squareRoot() / pairs
    return Measured(value: auc, low: max(0, auc - spread), high: min(1, auc + spread))
  }

  /// The same over all rows as if they were of one day.
  package static func pooled(_ rows: [ScoredRow]) -> Measured? {
    auc(
      rows.map {
        ScoredRow(deal: $0.deal, week: 0, chance: $0.chance, isWon: $0.isWon, isLost: $0.isLost)
      })
  }

  /// Positions of the rows of each week, by chance, then deal.
  private static func weeks(_ rows: [ScoredRow]) -> [[Int]] {
    let order = rows.indices.sorted { a, b in
      let (x, y) = (rows[a], rows[b])
      return (x.week, x.chance, x.deal) < (y.week, y.chance, y.deal)
    }
    var weeks: [[Int]] = []
    for index in order {
      if let last = weeks.last?.first, rows[last].week == rows[index].week {
        weeks[weeks.count - 1].append(index)
      } else {
        weeks.append([index])
      }
    }
    return weeks
  }

  /// Pairs that won rows of one week win, and each row's own part in them.
  private static func rank(
    _ week: [Int], _ rows: [ScoredRow], won: Int,
    into parts: inout [(row: Int, wins: Double, others: Double)]
  ) -> Double {
    var (sum, wonBelow, restBelow) = (0.0, 0.0, 0.0)
    let rest = week.count - won
    var start = 0
    while start < week.count {
      var end = start
      var (wonHere, restHere) = (0.0, 0.0)
      while end < week.count, rows[week[end]].chance == rows[week[start]].chance {
        if rows[week[end]].isWon { wonHere += 1 } else { restHere += 1 }
        end += 1
      }
      for index in week[start..<end] {
        if rows[index].isWon {
          let own = restBelow + restHere / 2
          sum += own
          parts.append((index, own, Double(rest)))
        } else {
          parts.append((index, Double(won) - wonBelow - wonHere / 2, Double(won)))
        }
      }
      wonBelow += wonHere
      restBelow += restHere
      start = end
    }
    return sum
  }
}
