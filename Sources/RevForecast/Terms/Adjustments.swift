import Glibc

/// Layer two: an intercept and one log-odds term for each level of each factor.
///
/// Ridge logistic regression around layer one: every term is pulled towards zero with the strength
/// of its prior, and fitted by one-dimensional Newton steps, factor after factor.
struct Adjustments: Sendable {
  private(set) var intercept = 0.0
  /// Log-odds by factor and level.
  private(set) var terms: [[Double]]
  /// Sum of w p (1 − p) behind a term: how much evidence it rests on.
  private(set) var information: [[Double]]
  /// Rows won, and rows expected to be won without the term, by factor and level.
  private(set) var observed: [[Double]]
  private(set) var expected: [[Double]]
  /// Booked over as-of amount of won deals, by stage.
  private(set) var realisation: [Double]
  private(set) var rows = 0
  /// All terms in one list, factor after factor, with where each factor begins: what scoring reads.
  private var flat: [Double] = []
  private let starts: [Int]
  private let counts: [Int]

  /// Nothing learnt.
  init(counts: [Int], stages: Int) {
    var starts: [Int] = []
    var next = 0
    for count in counts {
      starts.append(next)
      next += count
    }
    (self.starts, self.counts) = (starts, counts)
    flat = [Double](repeating: 0, count: next)
    terms = counts.map { [Double](repeating: 0, count: $0) }
    information = terms
    observed = terms
    expected = terms
    realisation = [Double](repeating: 1, count: stages)
  }

  /// - Parameters:
  ///   - projection: keeps every number of days left that a row has.
  ///   - ages: days since each period's end, by its index.
  init(
    _ rows: TrainingRows, counts: [Int], stages: Int, projection: Projection, ages: [Int],
    _ method: ForecastMethod
  ) {
    self.init(counts: counts, stages: stages)
    let count = rows.count
    self.rows = count
    if count == 0 { return }
    var weight = [Double](repeating: 0, count: count)
    var eta = weight
    let decays = ages.map { method.rowWeight * exp2(-Double($0) / method.halfLife) }
    var start = 0
    while start < count {
      // Rows of one as-of day stand together: they share a slice of the table.
      let odds = projection[Int(rows.daysLeft[start])].map(Odds.logOdds)
      let days = rows.daysLeft[start]
      while start < count, rows.daysLeft[start] == days {
        weight[start] = decays[Int(rows.period[start])] * Double(rows.multiple[start])
        eta[start] = odds[Int(rows.cell[start])]
        start += 1
      }
    }
    for _ in 0..<method.newtonRounds {
      var largest = stepIntercept(rows, weight, &eta, method)
      for factor in Factor.allCases where method.termSpread[factor.rawValue] > 0 {
        largest = max(largest, step(factor.rawValue, rows, weight, &eta, method))
      }
      if largest <= method.newtonPrecision { break }
    }
    flat = terms.flatMap { $0 }
    fitRealisation(rows, weight, method)
    countEvidence(rows, eta)
  }

  /// The log-odds that a deal's levels add, the intercept included.
  @inline(__always)
  func sum(_ levels: Levels) -> Double {
    let (flat, starts, counts) = (flat.span, starts.span, counts.span)
    var sum = intercept
    for factor in 0..<counts.count {
      let level = Int(levels[factor])
      if level < counts[factor] { sum += flat[starts[factor] &+ level] }
    }
    return sum
  }

  /// One factor's term for a deal; 0 where it says nothing.
  func term(_ factor: Factor, _ levels: Levels) -> Double {
    let level = Int(levels[factor.rawValue])
    return level < terms[factor.rawValue].count ? terms[factor.rawValue][level] : 0
  }

  /// One Newton step of the intercept; how far it moved.
  private mutating func stepIntercept(
    _ rows: TrainingRows, _ weight: [Double], _ eta: inout [Double], _ method: ForecastMethod
  ) -> Double {
    let (weights, won) = (weight.span, rows.won.span)
    var (gradient, curvature) = (0.0, 0.0)
    do {
      let odds = eta.span
      for row in 0..<weights.count {
        let p = Odds.chance(odds[row])
        gradient += weights[row] * (Double(won[row]) - p)
        curvature += weights[row] * p * (1 - p)
      }
    }
    let ridge = 1 / (method.interceptSpread * method.interceptSpread)
    let step = Self.clip((gradient - intercept * ridge) / (curvature + ridge))
    intercept += step
    var odds = eta.mutableSpan
    for row in 0..<odds.count { odds[row] += step }
    return abs(step)
  }

  /// One Newton step of each of a factor's terms; how far the farthest moved.
  private mutating func step(
    _ factor: Int, _ rows: TrainingRows, _ weight: [Double], _ eta: inout [Double],
    _ method: ForecastMethod
  ) -> Double {
    let levels = terms[factor].count
    if levels == 0 { return 0 }
    var gradients = [Double](repeating: 0, count: levels)
    var curvatures = gradients
    let ofRows = rows.levels[factor]
    let (weights, won, column) = (weight.span, rows.won.span, ofRows.span)
    do {
      let odds = eta.span
      var g = gradients.mutableSpan
      var c = curvatures.mutableSpan
      for row in 0..<weights.count {
        let level = Int(column[row])
        if level >= levels { continue }
        let p = Odds.chance(odds[row])
        g[level] += weights[row] * (Double(won[row]) - p)
        c[level] += weights[row] * p * (1 - p)
      }
    }
    let spread = method.termSpread[factor]
    let ridge = 1 / (spread * spread)
    var steps = gradients
    for level in 0..<levels {
      steps[level] = Self.clip(
        (gradients[level] - terms[factor][level] * ridge) / (curvatures[level] + ridge))
      terms[factor][level] += steps[level]
    }
    information[factor] = curvatures
    var odds = eta.mutableSpan
    let moved = steps.span
    for row in 0..<odds.count {
      let level = Int(column[row])
      if level < levels { odds[row] += moved[level] }
    }
    return steps.reduce(0) { max($0, abs($1)) }
  }

  private static func clip(_ step: Double) -> Double { min(max(step, -1), 1) }

  /// Booked over as-of dollars of won rows, a stage's pulled to the company's and that to one.
  private mutating func fitRealisation(
    _ rows: TrainingRows, _ weight: [Double], _ method: ForecastMethod
  ) {
    var asOf = [Double](repeating: 0, count: realisation.count)
    var booked = asOf
    var count = 0.0
    for row in 0..<rows.count where rows.amount[row] > 0 {
      let stage = Int(rows.cell[row]) / AgeBins.ages
      asOf[stage] += weight[row] * rows.amount[row]
      booked[stage] += weight[row] * rows.bookedAmount[row]
      count += weight[row]
    }
    guard count > 0 else { return }
    let total = asOf.reduce(0, +)
    let five = method.realisationEvidence * total / count
    let all = (booked.reduce(0, +) + five) / (total + five)
    for stage in realisation.indices {
      realisation[stage] = (booked[stage] + five * all) / (asOf[stage] + five)
    }
  }

  private mutating func countEvidence(_ rows: TrainingRows, _ eta: [Double]) {
    for factor in terms.indices {
      let column = rows.levels[factor]
      for row in 0..<rows.count {
        let level = Int(column[row])
        if level >= terms[factor].count { continue }
        let multiple = Double(rows.multiple[row])
        observed[factor][level] += multiple * Double(rows.won[row])
        expected[factor][level] += multiple * Odds.chance(eta[row] - terms[factor][level])
      }
    }
  }
}
