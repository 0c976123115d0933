import Glibc

/// The chance to be won, or lost, within the days left, for every stage and age in it.
///
/// One backward induction from the last day gives all days left at once. With the rates w, l, m of
/// the coming day, T their sum, p = 1 − exp(−T) and f = p / T:
///
///     V[d][s][a] = f (w + m Σ D[s][s'] V[d−1][s'][0]) + (1 − p) V[d−1][s][a+1],   V[0] = 0
///
/// and the same for L with l in place of w.
struct Projection: Sendable {
  let stages: Int
  /// The numbers of days left that were kept, rising.
  let kept: [Int]
  /// One slice of cells for each of `kept`.
  private let slices: [[Double]]

  /// Index of a stage and an age in it, among `stages` × `AgeBins.ages` cells.
  static func cell(stage: Int, age: Int) -> Int {
    stage * AgeBins.ages + min(max(age, 0), AgeBins.cap)
  }

  /// - Parameters:
  ///   - cause: `won` for V, `lost` for L.
  ///   - kept: numbers of days left to keep, rising.
  ///   - weeks: by days left, from 1 up: weeks to the period's end of the day that comes next when
  ///     that many days are left.
  init(_ rates: DailyRates, of cause: Exit = .won, keeping kept: [Int], weeks: (Int) -> Int) {
    stages = rates.stages
    self.kept = kept
    let (stages, ages) = (rates.stages, AgeBins.ages)
    var now = [Double](repeating: 0, count: stages * ages)
    var next = now
    var fresh = [Double](repeating: 0, count: stages)
    // What the coming day does to a deal in (stage, bin), by the week that it lies in.
    var steps = [[Step]?](repeating: nil, count: Exposure.weeks)
    var slices: [[Double]] = []
    var wanted = kept[...]
    let spans = Self.spans
    while wanted.first == 0 {
      slices.append(now)
      wanted.removeFirst()
    }
    for d in stride(from: 1, through: kept.last ?? 0, by: 1) {
      let week = weeks(d)
      let step = steps[week] ?? Self.steps(rates, cause, week: week)
      steps[week] = step
      for stage in 0..<stages {
        var sum = 0.0
        for to in 0..<stages { sum += rates.destinations[stage * stages + to] * now[to * ages] }
        fresh[stage] = sum
      }
      Self.step(&next, now, step, fresh, spans)
      swap(&now, &next)
      if wanted.first == d {
        slices.append(now)
        wanted.removeFirst()
      }
    }
    self.slices = slices
  }

  /// The chances with a kept number of days left, by cell.
  ///
  /// - Precondition: that number was kept.
  subscript(days: Int) -> [Double] {
    guard let index = kept.firstIndex(of: days) else { preconditionFailure("not kept: \(days)") }
    return slices[index]
  }

  private struct Step { var end, move, stay: Double }

  private static func steps(_ rates: DailyRates, _ cause: Exit, week: Int) -> [Step] {
    (0..<rates.stages * AgeBins.count).map { cell in
      let (stage, bin) = (cell / AgeBins.count, cell % AgeBins.count)
      let w = rates.rate(.won, stage: stage, bin: bin, week: week)
      let l = rates.rate(.lost, stage: stage, bin: bin, week: week)
      let m = rates.rate(.move, stage: stage, bin: bin, week: week)
      let total = w + l + m
      guard total > 0 else { return Step(end: 0, move: 0, stay: 1) }
      let leaves = -expm1(-total)
      let f = leaves / total
      return Step(end: f * (cause == .won ? w : l), move: f * m, stay: 1 - leaves)
    }
  }

  /// Ages `a` whose next day, a + 1, lies in each bin, without the capped age.
  private static let spans: [Range<Int>] = AgeBins.starts.indices.map { bin in
    let end = bin + 1 < AgeBins.count ? AgeBins.starts[bin + 1] - 1 : AgeBins.cap
    return min(AgeBins.starts[bin] - 1, AgeBins.cap)..<min(end, AgeBins.cap)
  }

  /// One day back, for every stage and age: next[a] = gain + stay × now[a + 1].
  ///
  /// The innermost loop of every fit.
  private static func step(
    _ next: inout [Double], _ now: [Double], _ steps: [Step], _ fresh: [Double],
    _ spans: [Range<Int>]
  ) {
    let (stages, ages, cap) = (fresh.count, AgeBins.ages, AgeBins.cap)
    // Spans end at the cap, so that a + 1 never leaves a stage's own ages.
    precondition(now.count == stages * ages && next.count == now.count)
    precondition(steps.count == stages * spans.count && spans.allSatisfy { $0.upperBound <= cap })
    unsafe next.withUnsafeMutableBufferPointer { next in
      unsafe now.withUnsafeBufferPointer { now in
        for stage in 0..<stages {
          let start = stage * ages
          let arrived = fresh[stage]
          for bin in 0..<spans.count {
            let cell = steps[stage * spans.count + bin]
            let (gain, stay) = (cell.end + cell.move * arrived, cell.stay)
            var a = start + spans[bin].lowerBound
            let end = start + spans[bin].upperBound
            while a < end {
              unsafe next[a] = gain + stay * now[a &+ 1]
              a &+= 1
            }
          }
          let last = steps[(stage + 1) * spans.count - 1]
          unsafe next[start + cap] = last.end + last.move * arrived + last.stay * now[start + cap]
        }
      }
    }
  }
}
