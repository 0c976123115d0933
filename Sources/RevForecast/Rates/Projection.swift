import Glibc

/// The chance to be won, and to be lost, within the days left, for every stage and age in it.
///
/// One backward induction from the last day gives all days left at once. With the rates w, l, m of
/// the coming day, T their sum, p = 1 − exp(−T) and f = p / T:
///
///     V[d][s][a] = f (w + m Σ D[s][s'] V[d−1][s'][0]) + (1 − p) V[d−1][s][a+1],   V[0] = 0
///
/// and the same for L with l in place of w.
package struct Projection: Sendable {
  let stages: Int
  /// Days left that the table reaches.
  let depth: Int
  /// Index (d − base) × cells + stage × ages + age.
  private let won: [Double]
  private let lost: [Double]
  /// First d that is kept: 0, or `depth` when only the last slice was asked for.
  private let base: Int

  static func cell(stage: Int, age: Int) -> Int {
    stage * AgeBins.ages + min(max(age, 0), AgeBins.cap)
  }

  private var cells: Int { stages * AgeBins.ages }

  /// - Parameters:
  ///   - weeks: by days left, from 1 up: weeks to the period's end of the day that comes next when
  ///     that many days are left.
  ///   - keepsAll: whether every d can be read, or only `depth`.
  init(_ rates: DailyRates, depth: Int, weeks: (Int) -> Int, keepsAll: Bool) {
    stages = rates.stages
    self.depth = depth
    base = keepsAll ? 0 : depth
    let (stages, bins) = (rates.stages, AgeBins.count)
    let cells = stages * AgeBins.ages
    let kept = keepsAll ? depth + 1 : 1
    var won = [Double](repeating: 0, count: cells * kept)
    var lost = won
    var (v, l) = ([Double](repeating: 0, count: cells), [Double](repeating: 0, count: cells))
    var (v0, l0) = ([Double](repeating: 0, count: stages), [Double](repeating: 0, count: stages))
    // What the coming day does to a deal in (stage, bin), by the week that it lies in.
    var steps = [[Step]?](repeating: nil, count: Exposure.weeks)
    let spans = Self.spans
    for d in stride(from: 1, through: depth, by: 1) {
      let week = weeks(d)
      let step = steps[week] ?? Self.steps(rates, week: week)
      steps[week] = step
      for stage in 0..<stages {
        var (a, b) = (0.0, 0.0)
        for to in 0..<stages {
          let share = rates.destinations[stage * stages + to]
          a += share * v[to * AgeBins.ages]
          b += share * l[to * AgeBins.ages]
        }
        (v0[stage], l0[stage]) = (a, b)
      }
      for stage in 0..<stages {
        let start = stage * AgeBins.ages
        let oldest = (v[start + AgeBins.cap], l[start + AgeBins.cap])
        for bin in 0..<bins {
          let now = step[stage * bins + bin]
          let (gain, loss) = (now.won + now.move * v0[stage], now.lost + now.move * l0[stage])
          Self.shift(&v, start + spans[bin].lowerBound..<start + spans[bin].upperBound, gain, now.stay)
          Self.shift(&l, start + spans[bin].lowerBound..<start + spans[bin].upperBound, loss, now.stay)
        }
        let last = step[stage * bins + bins - 1]
        v[start + AgeBins.cap] = last.won + last.move * v0[stage] + last.stay * oldest.0
        l[start + AgeBins.cap] = last.lost + last.move * l0[stage] + last.stay * oldest.1
      }
      if keepsAll {
        won.replaceSubrange(d * cells..<(d + 1) * cells, with: v)
        lost.replaceSubrange(d * cells..<(d + 1) * cells, with: l)
      }
    }
    self.won = keepsAll ? won : v
    self.lost = keepsAll ? lost : l
  }

  /// The chance to be won within `days`, by cell.
  ///
  /// - Precondition: the table keeps that number of days.
  @inline(__always)
  func won(_ days: Int, _ cell: Int) -> Double { won[(days - base) * cells + cell] }

  @inline(__always)
  func lost(_ days: Int, _ cell: Int) -> Double { lost[(days - base) * cells + cell] }

  /// The chances to be won with `depth` days left, of every cell.
  var lastWon: [Double] { Array(won.suffix(cells)) }
  var lastLost: [Double] { Array(lost.suffix(cells)) }

  private struct Step { var won, lost, move, stay: Double }

  private static func steps(_ rates: DailyRates, week: Int) -> [Step] {
    (0..<rates.stages * AgeBins.count).map { cell in
      let (stage, bin) = (cell / AgeBins.count, cell % AgeBins.count)
      let w = rates.rate(.won, stage: stage, bin: bin, week: week)
      let l = rates.rate(.lost, stage: stage, bin: bin, week: week)
      let m = rates.rate(.move, stage: stage, bin: bin, week: week)
      let total = w + l + m
      guard total > 0 else { return Step(won: 0, lost: 0, move: 0, stay: 1) }
      let leaves = -expm1(-total)
      let f = leaves / total
      return Step(won: f * w, lost: f * l, move: f * m, stay: 1 - leaves)
    }
  }

  /// Ages `a` whose next day, a + 1, lies in each bin, without the capped age.
  private static let spans: [Range<Int>] = AgeBins.starts.indices.map { bin in
    let end = bin + 1 < AgeBins.count ? AgeBins.starts[bin + 1] - 1 : AgeBins.cap
    return min(AgeBins.starts[bin] - 1, AgeBins.cap)..<min(end, AgeBins.cap)
  }

  /// values[a] = gain + stay × values[a + 1] over a range that rises.
  @inline(__always)
  private static func shift(
    _ values: inout [Double], _ range: Range<Int>, _ gain: Double, _ stay: Double
  ) {
    var target = values.mutableSpan
    for a in range { target[a] = gain + stay * target[a + 1] }
  }
}
