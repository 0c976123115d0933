import Glibc

/// The landing of one period as estimated on one day: every step from the raw sums to the range.
struct PeriodEstimate: Sendable {
  /// Booked in the period so far, in units.
  var closed: Double
  /// Raw terms with their variances.
  var open: Double
  var openVariance: Double
  var new: Double
  var newVariance: Double
  /// Mean of what the last periods still booked from here; nil without a finished period.
  var pace: Double?
  var pacePeriods: Int
  /// Share of the period that is left; above one before it begins.
  var left: Double
  var clean: Double
  let calibration: Calibration

  /// Both terms corrected, before pace: b and v.
  let pipeline: Double
  let pipelineVariance: Double
  /// Weight of the pipeline estimate against pace; 1 without pace.
  let pipelineWeight: Double
  /// The expected rest of the period: m.
  let mean: Double
  /// The factors that turn raw terms into published ones.
  let openFactor: Double
  let newFactor: Double
  let variance: Double

  init(
    closed: Double, open: (mean: Double, variance: Double), new: (mean: Double, variance: Double),
    pace: (mean: Double, periods: Int)?, left: Double, clean: Double, points: [PastPoint],
    wins: Int, _ method: ForecastMethod
  ) {
    self.closed = closed
    self.open = open.mean
    openVariance = open.variance
    self.new = new.mean
    newVariance = new.variance
    self.pace = pace?.mean
    pacePeriods = pace?.periods ?? 0
    self.left = left
    self.clean = clean
    let calibration = Calibration(points, left: left, wins: wins, method)
    self.calibration = calibration
    let (c, n) = (calibration.openFactor, calibration.newFactor)
    let b = c * open.mean + n * new.mean
    let v = c * open.variance + n * new.variance
    var weight = 1.0
    if method.blends, let pace, pace.periods > 0, b > 0 {
      weight = calibration.pipelineWeight(
        pipeline: b, variance: v, pace: pace.mean, pacePeriods: pace.periods)
    }
    let blended = b > 0 ? weight * b + (1 - weight) * (pace?.mean ?? 0) : b
    let kappa = b > 0 ? min(blended / b, method.largestBlendFactor) : 1
    pipeline = b
    pipelineVariance = v
    pipelineWeight = weight
    mean = kappa * b
    openFactor = kappa * c
    newFactor = kappa * n
    variance = v + calibration.publishedError * mean * mean
  }

  /// What is still to come, as a distribution.
  var rest: GammaRange { GammaRange(mean: mean, variance: variance) }

  func quantile(_ z: Double) -> Double { closed + rest.quantile(z) }
  var p10: Double { quantile(-GammaRange.tenth) }
  var p50: Double { quantile(0) }
  var p90: Double { quantile(GammaRange.tenth) }

  /// The chance that the period ends at this amount or above.
  func chance(toReach target: Double) -> Double {
    target <= closed ? 1 : 1 - rest.chance(upTo: target - closed)
  }

  /// The gamma's own chance to land within a tenth of itself from P50.
  var landingChance: Double { Self.landingChance(rest, closed: closed) }

  static func landingChance(_ rest: GammaRange, closed: Double) -> Double {
    let median = closed + rest.quantile(0)
    guard median > 0 else { return rest.mean <= 0 ? 1 : 0 }
    return max(
      0, rest.chance(upTo: median / 0.9 - closed) - rest.chance(upTo: median / 1.1 - closed))
  }

  /// Confidence as a share: the gamma's chance and the counted hits of past rows, less what the
  /// data have become worse.
  func confidence(_ method: ForecastMethod) -> Double {
    let evidence = method.confidenceEvidence
    let c =
      (evidence * landingChance + calibration.hits) / (evidence + calibration.hitWeight)
    return c * quality(method)
  }

  /// 1, less a part of what clean deals have lost against the back-test.
  func quality(_ method: ForecastMethod) -> Double {
    guard let past = calibration.clean else { return 1 }
    return 1 - method.confidenceQuality * max(0, past - clean)
  }

  /// This estimate as a point to learn from, once its period is over.
  func point(period: Int) -> PastPoint {
    PastPoint(
      period: period, left: left, open: open, openVariance: openVariance, new: new,
      newVariance: newVariance, pipeline: pipeline, pipelineVariance: pipelineVariance,
      mean: mean, variance: variance, pace: pace, clean: clean, closed: closed, median: p50)
  }
}
