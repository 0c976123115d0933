import Glibc
import RevBase
import RevModel

/// The estimates of one day: the period that runs (or begins tomorrow) and the two after it.
struct DayEstimates: Sendable {
  let rates: DailyRates
  /// Of the first period.
  let rule: LevelRule
  private(set) var rules: [LevelRule] = []
  private(set) var estimates: [PeriodEstimate] = []
  private(set) var scores: [OpenScores] = []
  /// Log-odds of layer one by period and cell.
  private(set) var layerOne: [[Double]] = []
  /// Chance of layer one to be won by the first period's end, by cell.
  private(set) var won: [Double] = []
  private(set) var coming: [Coming] = []

  /// - Parameters:
  ///   - base: index of the period that holds tomorrow.
  ///   - reach: how many periods are estimated, that one included.
  init(_ replay: Replay, base: Int, points: [DealPoint], reach: Int = Replay.reach) {
    let (walk, grid, method) = (replay.walk, replay.grid, replay.method)
    let day = walk.day
    let rates = replay.rates()
    self.rates = rates
    let median = Self.median(points)
    let used = Self.usedFactors(replay)
    let clean = Self.cleanShare(points, day, walk)
    let factors = rates.factors[Exit.won.rawValue]
    rule = LevelRule(
      day: day, start: grid.periods[base].start.number, end: grid.periods[base].end.number,
      median: median, tracks: walk.tracks, isUsed: used, phases: method.phases)
    let full = replay.fullPeriods
    let reached = Self.reached(rates, day, grid, base: base, reach: reach, method)
    var before: [Double] = []
    var spent: [Double]?
    var daysBefore = 0
    for ahead in 0..<reach where base + ahead < grid.periods.count {
      let period = grid.periods[base + ahead]
      let days = Int(period.end.number - day)
      let end = period.end.number
      let now = reached[ahead]
      let chances = ahead == 0 ? now : zip(now, before).map { max(0, $0 - $1) }
      if ahead == 0 { won = now }
      before = now
      let rule = LevelRule(
        day: day, start: period.start.number, end: end, median: median, tracks: walk.tracks,
        isUsed: used, phases: method.phases)
      let odds = chances.map(Odds.logOdds)
      let score = OpenScores(
        points, layerOne: odds, rule: rule, adjustments: replay.adjustments,
        wins: walk.wins, spent: spent)
      spent = spent.map { zip($0, score.chance).map { $0 + $1 } } ?? score.chance
      let coming = walk.arrivals.coming(days, today: day) {
        factors[grid.week(of: day + Int32($0))]
      }
      let new = (
        coming.mean[days] - coming.mean[daysBefore],
        coming.variance[days] - coming.variance[daysBefore]
      )
      let left = Double(days) / Double(period.days)
      estimates.append(
        PeriodEstimate(
          closed: Double(walk.booked(from: period.start.number, through: day)) / 100,
          open: (score.mean, score.variance), new: new,
          pace: Self.pace(full, days: ahead == 0 ? days : period.days, method), left: left,
          clean: clean, points: replay.points[ahead], wins: walk.wins.count, method))
      scores.append(score)
      rules.append(rule)
      layerOne.append(odds)
      self.coming.append(coming)
      daysBefore = days
    }
  }

  /// The chances of layer one to be won by the end of each period.
  private static func reached(
    _ rates: DailyRates, _ day: Int32, _ grid: PeriodGrid, base: Int, reach: Int,
    _ method: ForecastMethod
  ) -> [[Double]] {
    let ends = (base..<min(base + reach, grid.periods.count)).map {
      grid.periods[$0].end.number
    }
    func projection(_ end: Int32, _ kept: [Int]) -> Projection {
      Projection(rates, keeping: kept, weeks: { grid.week(of: end - Int32($0) + 1) })
    }
    if method.usesWeekFactors {
      return ends.map { projection($0, [Int($0 - day)])[Int($0 - day)] }
    }
    // Without factors a table does not depend on where the period ends: one serves all.
    let all = projection(ends[ends.count - 1], ends.map { Int($0 - day) })
    return ends.map { all[Int($0 - day)] }
  }

  /// Mean of what the last full periods booked with this many days left, or in all.
  private static func pace(
    _ full: [FinishedPeriod], days: Int, _ method: ForecastMethod
  ) -> (mean: Double, periods: Int)? {
    let recent = full.suffix(method.paceWindow)
    guard !recent.isEmpty else { return nil }
    let sum = recent.reduce(0.0) { $0 + $1.rest[min(days, $1.rest.count - 1)] }
    return (sum / Double(recent.count), recent.count)
  }

  /// Median amount of the sized deals; found without putting them in order.
  ///
  /// Amounts are counted by size first, 64 steps from one power of two to the next: only those of
  /// the step in which the middle lies are sorted.
  static func median(_ points: [DealPoint]) -> Double {
    var counts = [Int](repeating: 0, count: 64 * 64)
    var count = 0
    for point in points where point.amount > 0 {
      counts[step(point.amount)] += 1
      count += 1
    }
    guard count > 0 else { return 0 }
    /// The value that would stand at a place of the sorted list.
    func value(at place: Int) -> Int64 {
      var (wanted, before) = (0, 0)
      while before + counts[wanted] <= place {
        before += counts[wanted]
        wanted += 1
      }
      var values: [Int64] = []
      values.reserveCapacity(counts[wanted])
      for point in points where point.amount > 0 && step(point.amount) == wanted {
        values.append(point.amount)
      }
      values.sort()
      return values[place - before]
    }
    let upper = value(at: count / 2)
    return count % 2 == 1 ? Double(upper) : (Double(value(at: count / 2 - 1)) + Double(upper)) / 2
  }

  /// Rises with a positive amount: its power of two, and the six bits below the highest.
  @inline(__always)
  private static func step(_ amount: Int64) -> Int {
    let power = 63 - amount.leadingZeroBitCount
    let rest = power >= 6 ? amount >> Int64(power - 6) : amount << Int64(6 - power)
    return power << 6 | Int(rest & 63)
  }

  private static func usedFactors(_ replay: Replay) -> [Bool] {
    Factor.allCases.map { factor in
      if replay.method.termSpread[factor.rawValue] <= 0 { return false }
      return switch factor {
      case .owner: replay.roster.owners.names.count > 1
      case .segment: replay.roster.segments.names.count > 1
      default: true
      }
    }
  }

  /// Amount-weighted share of open deals with an amount, a close date not more than 14 days past
  /// and an activity in 60 days, of what the company records at all.
  private static func cleanShare(_ points: [DealPoint], _ day: Int32, _ walk: Walk) -> Double {
    var (clean, total) = (0.0, 0.0)
    for point in points {
      let sized = point.amount > 0
      let amount =
        sized ? Double(point.amount) / 100 : walk.wins.typical(segment: point.segment).mean
      total += amount
      if !sized { continue }
      if walk.tracks.due, point.due == Day.unknownNumber || point.due < day - 14 { continue }
      if walk.tracks.activities, point.idle > 60 { continue }
      clean += amount
    }
    return total > 0 ? clean / total : 1
  }
}
