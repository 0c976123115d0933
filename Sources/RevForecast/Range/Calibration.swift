import Glibc

/// What a past as-of day of a finished period predicted about the rest of its period, and what came.
struct PastPoint: Sendable, Equatable {
  /// Index of the period that was predicted.
  var period: Int
  /// Share of the period that was left; above one when it had not begun.
  var left: Double
  /// Raw terms and their variances, in units and units squared.
  var open: Double
  var openVariance: Double
  var new: Double
  var newVariance: Double
  /// After correction, after the blend with pace, and pace itself.
  var pipeline: Double
  var pipelineVariance: Double
  var mean: Double
  var variance: Double
  var pace: Double?
  /// Amount-weighted share of clean open deals.
  var clean: Double
  /// What was booked before the day, and what came after it from open and from new deals.
  var closed: Double
  var median: Double
  var actualOpen = 0.0
  var actualNew = 0.0

  var actualRest: Double { actualOpen + actualNew }
  var actualTotal: Double { closed + actualRest }

  /// Whether the period landed within a tenth of itself from P50.
  var isHit: Bool { abs(actualTotal - median) <= 0.10 * abs(actualTotal) }
}

/// What the company's own finished periods say about an estimate at one distance from the end.
struct Calibration: Sendable, Equatable {
  /// Factors on the open and on the new term.
  private(set) var openFactor = 1.0
  private(set) var newFactor = 1.0
  /// Learnt systematic relative variances.
  private(set) var pipelineError: Double
  private(set) var paceError: Double
  private(set) var publishedError: Double
  /// Back-tested periods.
  private(set) var periods = 0
  /// Weighted hits and weights of past rows; periods whose nearest row hit, and their number.
  private(set) var hits = 0.0
  private(set) var hitWeight = 0.0
  private(set) var periodHits = 0
  /// Weighted clean share of the past rows; nil without any.
  private(set) var clean: Double?

  /// - Parameters:
  ///   - points: of finished periods, in the order of periods.
  ///   - left: share of the period that is left now.
  ///   - wins: won deals on record.
  init(_ points: [PastPoint], left: Double, wins: Int, _ method: ForecastMethod) {
    let errorPrior = method.errorSpread * method.errorSpread
    pipelineError = method.pipelineErrorSpread * method.pipelineErrorSpread
    paceError = method.paceErrorSpread * method.paceErrorSpread
    publishedError = errorPrior
    let weights = Self.weights(points, left, method)
    periods = weights.periods
    openFactor = Self.correction(
      points, weights, spread: method.openBiasSpread, method
    ) { ($0.open, $0.openVariance, $0.actualOpen) }
    newFactor = Self.correction(
      points, weights, spread: method.newBiasSpread, method
    ) { ($0.new, $0.newVariance, $0.actualNew) }
    learnErrors(points, weights, wins: wins, method)
    countHits(points, weights)
  }

  /// Kernel weight of each point: 1 a period, times the period's own by its age.
  struct Weights {
    var kernel: [Double]
    var period: [Double]
    var periods: Int
  }

  static func weights(_ points: [PastPoint], _ left: Double, _ method: ForecastMethod) -> Weights {
    var kernel = points.map { point in
      let distance = (point.left - left) / method.kernelWidth
      return exp(-distance * distance)
    }
    var period = [Double](repeating: 0, count: points.count)
    let newest = points.last?.period ?? 0
    var (start, periods) = (0, 0)
    while start < points.count {
      var end = start
      var sum = 0.0
      while end < points.count, points[end].period == points[start].period {
        sum += kernel[end]
        end += 1
      }
      let age = exp2(-Double(newest - points[start].period) / method.periodHalfLife)
      for index in start..<end {
        kernel[index] = sum > 1e-12 ? kernel[index] / sum : 1 / Double(end - start)
        period[index] = age
      }
      periods += 1
      start = end
    }
    return Weights(kernel: kernel, period: period, periods: periods)
  }

  /// Actual over predicted, its logarithm at most one and pulled towards zero by its own noise.
  private static func correction(
    _ points: [PastPoint], _ weights: Weights, spread: Double, _ method: ForecastMethod,
    _ parts: (PastPoint) -> (predicted: Double, variance: Double, actual: Double)
  ) -> Double {
    guard spread > 0, weights.periods >= method.periodsForCorrection else { return 1 }
    var (predicted, variance, actual) = (0.0, 0.0, 0.0)
    for (index, point) in points.enumerated() {
      let part = parts(point)
      let weight = weights.kernel[index] * weights.period[index]
      predicted += weight * part.predicted
      variance += weight * weights.period[index] * part.variance
      actual += weight * part.actual
    }
    guard predicted > 0 else { return 1 }
    let ratio = actual > 0 ? min(max(log(actual / predicted), -1), 1) : -1
    guard ratio != 0 else { return 1 }
    let doubt =
      variance / (predicted * predicted) + method.biasNoise * method.biasNoise
      / Double(weights.periods)
    let prior = spread * spread
    let shrink = min(prior / (prior + doubt), max(0, 1 - doubt / (ratio * ratio)))
    return exp(ratio * shrink)
  }

  private mutating func learnErrors(
    _ points: [PastPoint], _ weights: Weights, wins: Int, _ method: ForecastMethod
  ) {
    var (pipeline, pace, published) = (0.0, 0.0, 0.0)
    var (total, paceTotal) = (0.0, 0.0)
    for (index, point) in points.enumerated() {
      let weight = weights.kernel[index] * weights.period[index]
      total += weight
      pipeline += weight * excess(point, of: point.pipeline, point.pipelineVariance, method)
      published += weight * excess(point, of: point.mean, point.pipelineVariance, method)
      if let value = point.pace {
        paceTotal += weight
        pace += weight * excess(point, of: value, point.pipelineVariance, method)
      }
    }
    func learnt(_ sum: Double, _ weight: Double, _ prior: Double, _ evidence: Double) -> Double {
      max((evidence * prior + sum) / (evidence + weight), 0.25 * prior)
    }
    pipelineError = learnt(pipeline, total, pipelineError, method.blendEvidence)
    paceError = learnt(pace, paceTotal, paceError, method.blendEvidence)
    var error = learnt(published, total, publishedError, method.errorEvidence)
    let n = Double(weights.periods)
    error *= 1 + 1 / (3 + n)
    error += 3 / (3 + n) / Double(wins + 5)
    publishedError = error
  }

  /// Squared relative error beyond what the luck of single deals explains.
  private func excess(
    _ point: PastPoint, of mean: Double, _ variance: Double, _ method: ForecastMethod
  ) -> Double {
    let scale = max(mean, 0.02 * point.actualTotal)
    guard scale > 0 else { return 0 }
    let error = min(max((mean - point.actualRest) / scale, -method.errorClip), method.errorClip)
    return error * error - variance / (scale * scale)
  }

  private mutating func countHits(_ points: [PastPoint], _ weights: Weights) {
    guard !points.isEmpty else { return }
    var (cleanSum, cleanWeight) = (0.0, 0.0)
    var best: [(period: Int, kernel: Double, hit: Bool)] = []
    for (index, point) in points.enumerated() {
      let weight = weights.kernel[index] * weights.period[index]
      hitWeight += weight
      if point.isHit { hits += weight }
      cleanSum += weight * point.clean
      cleanWeight += weight
      if let last = best.last, last.period == point.period {
        if weights.kernel[index] > last.kernel {
          best[best.count - 1] = (point.period, weights.kernel[index], point.isHit)
        }
      } else {
        best.append((point.period, weights.kernel[index], point.isHit))
      }
    }
    periodHits = best.count { $0.hit }
    clean = cleanWeight > 0 ? cleanSum / cleanWeight : nil
  }

  /// Weight of the pipeline estimate against pace: inverse of their relative variances.
  func pipelineWeight(
    pipeline: Double, variance: Double, pace: Double, pacePeriods: Int
  ) -> Double {
    guard pace > 0 else { return 1 }
    let own = max(pipelineError, 1e-9)
    let other = paceError + variance / (pace * pace) / Double(max(1, pacePeriods))
    return (1 / own) / (1 / own + 1 / other)
  }
}
