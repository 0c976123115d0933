import Glibc

/// How often a day a deal in a stage, after this many days in it, is won, lost or moves.
///
/// Occurrences over exposure, each pulled towards the rate of what is next to it: a bin towards the
/// bin before it, the first bin towards its stage, a stage towards the company, the company towards
/// the method's base. With factors by month and week of the period, refitted in turn.
struct DailyRates: Sendable {
  let stages: Int
  /// Chance a day, by cause, index stage × bins + bin.
  private(set) var rates: [[Double]]
  /// Factor on the rate by cause and weeks to the period's end.
  private(set) var factors: [[Double]]
  /// Share of the moves out of a stage that lead to another, index from × stages + to.
  let destinations: [Double]

  init(
    _ exposure: Exposure, today: Int32, next: [Int], periodsSeen: Double, cadence: ForecastCadence,
    _ method: ForecastMethod
  ) {
    stages = exposure.stages
    let scale = 1 / exposure.weight(of: today)
    let cells = stages * AgeBins.count
    factors = Exit.allCases.map { _ in [Double](repeating: 1, count: Exposure.weeks) }
    rates = Exit.allCases.map { _ in [Double](repeating: 0, count: cells) }
    var moves = [Double](repeating: 0, count: stages * stages)
    for from in 0..<stages {
      var total = 0.0
      for to in 0..<stages {
        let extra = next[from] == to ? 1.0 : 0
        moves[from * stages + to] = Double(exposure.moves[from * stages + to]) * scale + extra
        total += moves[from * stages + to]
      }
      if total > 0 { for to in 0..<stages { moves[from * stages + to] /= total } }
    }
    destinations = moves
    let bases = [method.baseWon, method.baseLost, method.baseMove]
    for cause in Exit.allCases where cause != .move || stages > 1 {
      let c = cause.rawValue
      let seen = (0..<cells).map { cell in
        Double(
          (0..<Exposure.weeks).reduce(Int64(0)) {
            $0 + exposure.exits[c][cell * Exposure.weeks + $1]
          }) * scale
      }
      let usesFactors = method.usesWeekFactors
      for _ in 0..<(usesFactors ? method.factorRounds : 1) {
        fitRates(c, seen, exposure, scale, base: bases[c], method)
        if usesFactors { fitFactors(c, exposure, scale, periodsSeen, cadence, method) }
      }
      if usesFactors { fitRates(c, seen, exposure, scale, base: bases[c], method) }
    }
  }

  /// A table of rates without factors, for hand-made cases.
  init(stages: Int, rates: [[Double]], factors: [[Double]], destinations: [Double]) {
    self.stages = stages
    self.rates = rates
    self.factors = factors
    self.destinations = destinations
  }

  private mutating func fitRates(
    _ c: Int, _ seen: [Double], _ exposure: Exposure, _ scale: Double, base: Double,
    _ method: ForecastMethod
  ) {
    let bins = AgeBins.count
    var days = [Double](repeating: 0, count: seen.count)
    let factor = factors[c]
    for cell in 0..<seen.count {
      var sum = 0.0
      for week in 0..<Exposure.weeks {
        sum += Double(exposure.days[cell * Exposure.weeks + week]) * factor[week]
      }
      days[cell] = sum * scale
    }
    let company = (seen.reduce(0, +) + 1) / (days.reduce(0, +) + 1 / base)
    for stage in 0..<stages {
      let range = stage * bins..<(stage + 1) * bins
      let evidence = method.stageEvidence
      let own =
        (seen[range].reduce(0, +) + evidence) / (days[range].reduce(0, +) + evidence / company)
      var prior = own
      for bin in 0..<bins {
        let cell = stage * bins + bin
        let rate = (seen[cell] + method.binEvidence) / (days[cell] + method.binEvidence / prior)
        rates[c][cell] = rate
        prior = rate * (bin >= 5 ? method.decay : 1)
      }
    }
  }

  /// The logarithm of observed over expected exits, by month of the quarter, then by week around
  /// its month, each pulled towards zero.
  private mutating func fitFactors(
    _ c: Int, _ exposure: Exposure, _ scale: Double, _ periodsSeen: Double,
    _ cadence: ForecastCadence, _ method: ForecastMethod
  ) {
    var observed = [Double](repeating: 0, count: Exposure.weeks)
    var expected = observed
    for cell in 0..<rates[c].count {
      for week in 0..<Exposure.weeks {
        observed[week] += Double(exposure.exits[c][cell * Exposure.weeks + week]) * scale
        expected[week] +=
          Double(exposure.days[cell * Exposure.weeks + week]) * scale * rates[c][cell]
      }
    }
    let groups: [Range<Int>] = cadence == .quarters ? [0..<4, 4..<9, 9..<13] : [0..<13]
    let wander = 0.30 * 0.30 / max(1, periodsSeen)
    for group in groups {
      let (o, e) = (observed[group].reduce(0, +), expected[group].reduce(0, +))
      var month = 0.0
      if cadence == .quarters {
        let variance = method.monthFactorSpread * method.monthFactorSpread
        month = log((o + 0.5) / (e + 0.5)) * variance / (variance + 1 / (o + 0.5) + wander / 2)
      }
      for week in group {
        let variance = method.weekFactorSpread * method.weekFactorSpread
        let ratio = log((observed[week] + 0.5) / (expected[week] + 0.5)) - month
        let noise = 1 / (observed[week] + 0.5) + wander
        factors[c][week] = exp(month + ratio * variance / (variance + noise))
      }
    }
  }

  /// The rate of a cause on a day of its stage, with the factor of the week.
  func rate(_ cause: Exit, stage: Int, bin: Int, week: Int) -> Double {
    rates[cause.rawValue][stage * AgeBins.count + bin] * factors[cause.rawValue][week]
  }
}
