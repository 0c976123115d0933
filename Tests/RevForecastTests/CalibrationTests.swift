import Glibc
import Testing

@testable import RevForecast

struct CalibrationTests {
  private func point(
    _ period: Int, left: Double = 0.5, mean: Double = 100, variance: Double = 0,
    actualOpen: Double, actualNew: Double = 0, pace: Double? = nil, closed: Double = 0
  ) -> PastPoint {
    PastPoint(
      period: period, left: left, open: mean, openVariance: variance, new: 0, newVariance: 0,
      pipeline: mean, pipelineVariance: variance, mean: mean, variance: variance, pace: pace,
      clean: 1, closed: closed, median: closed + mean, actualOpen: actualOpen, actualNew: actualNew)
  }

  @Test func withoutPastThePriorWidensAndFewWinsWidenItMore() {
    let method = ForecastMethod.standard
    let none = Calibration([], left: 0.5, wins: 15, method)
    let prior = 0.17 * 0.17
    #expect(abs(none.publishedError - (prior * (1 + 1.0 / 3) + 1.0 / 20)) < 1e-12)
    #expect(none.periods == 0)
  }

  @Test func aPastErrorIsAveragedWithThePriorByTheirWeights() {
    // One period, off by 40 % of the forecast, nothing explained by luck.
    let learnt = Calibration([point(0, actualOpen: 60)], left: 0.5, wins: 995, .standard)
    let s2 = (3 * 0.17 * 0.17 + 0.40 * 0.40) / 4
    #expect(abs(learnt.publishedError - (s2 * 1.25 + 0.75 / 1000)) < 1e-12)
  }

  @Test func aPeriodOneAgeOlderCountsLessByTheFourthRootOfHalf() {
    let points = [point(0, actualOpen: 100), point(1, actualOpen: 50)]
    let learnt = Calibration(points, left: 0.5, wins: 995, .standard)
    let old = exp2(-0.25)
    let s2 = (3 * 0.17 * 0.17 + 0.25) / (3 + 1 + old)
    #expect(abs(learnt.publishedError - (s2 * 1.2 + 0.6 / 1000)) < 1e-12)
  }

  @Test func rowsFarFromThisPointOfThePeriodCountLess() {
    let points = [point(0, left: 0.5, actualOpen: 100), point(0, left: 0.9, actualOpen: 10)]
    let weights = Calibration.weights(points, 0.5, .standard)
    // exp(−(0.4 / 0.2)²) = e^−4 against 1.
    #expect(abs(weights.kernel[1] / weights.kernel[0] - exp(-4)) < 1e-12)
    #expect(abs(weights.kernel[0] + weights.kernel[1] - 1) < 1e-12)
  }

  @Test func aCorrectionIsPulledTowardsNoneByItsNoise() {
    var method = ForecastMethod()
    (method.openBiasSpread, method.newBiasSpread) = (0.15, 0.30)
    let points = (0..<3).map { point($0, actualOpen: 150) }
    let learnt = Calibration(points, left: 0.5, wins: 99, method)
    let (ratio, noise) = (log(1.5), 0.04 / 3)
    let shrink = min(0.0225 / (0.0225 + noise), 1 - noise / (ratio * ratio))
    #expect(abs(learnt.openFactor - exp(ratio * shrink)) < 1e-12)
    // The new term predicted nothing: nothing to correct.
    #expect(learnt.newFactor == 1)
  }

  @Test func twoPeriodsCannotTellABiasFromLuck() {
    var method = ForecastMethod()
    method.openBiasSpread = 0.15
    let points = (0..<2).map { point($0, actualOpen: 150) }
    #expect(Calibration(points, left: 0.5, wins: 99, method).openFactor == 1)
  }

  @Test func theBlendLeansToWhicheverWasLessWrong() {
    var method = ForecastMethod()
    method.blends = true
    // Pace was right three times, the pipeline 40 % too high each time.
    let points = (0..<3).map { point($0, actualOpen: 60, pace: 60) }
    let learnt = Calibration(points, left: 0.5, wins: 99, method)
    let (a, b) = (exp2(-0.5), exp2(-0.25))
    let own = (2 * 0.0144 + 0.16 * (a + b + 1)) / (2 + a + b + 1)
    #expect(abs(learnt.pipelineError - own) < 1e-12)
    // (2 × 0.09) / (2 + weights), never below a quarter of the prior.
    let other = max(2 * 0.09 / (2 + a + b + 1), 0.0225)
    #expect(abs(learnt.paceError - other) < 1e-12)
    let weight = learnt.pipelineWeight(pipeline: 100, variance: 0, pace: 60, pacePeriods: 3)
    #expect(abs(weight - (1 / own) / (1 / own + 1 / other)) < 1e-12)

    let estimate = PeriodEstimate(
      closed: 10, open: (100, 0), new: (0, 0), pace: (60, 3), left: 0.5, clean: 1, points: points,
      wins: 99, method)
    #expect(abs(estimate.mean - (weight * 100 + (1 - weight) * 60)) < 1e-9)
    #expect(abs(estimate.openFactor * 100 - estimate.mean) < 1e-9)
  }

  @Test func hitsAreWithinATenthOfWhatCame() {
    let hit = point(0, mean: 100, actualOpen: 91, closed: 0)
    let miss = point(1, mean: 100, actualOpen: 90, closed: 0)
    #expect(hit.isHit)
    #expect(!miss.isHit)
    let learnt = Calibration([hit, miss], left: 0.5, wins: 99, .standard)
    #expect(learnt.periodHits == 1)
    #expect(abs(learnt.hits - exp2(-0.25)) < 1e-12)
    #expect(abs(learnt.hitWeight - (1 + exp2(-0.25))) < 1e-12)
  }

  @Test func confidenceIsTheRangesOwnChanceAndTheCountedHits() {
    let method = ForecastMethod.standard
    let points = [point(0, actualOpen: 100), point(1, actualOpen: 100)]
    let estimate = PeriodEstimate(
      closed: 50, open: (100, 400), new: (0, 0), pace: nil, left: 0.5, clean: 1, points: points,
      wins: 200, method)
    let weight = 1 + exp2(-0.25)
    let expected = (5 * estimate.landingChance + weight) / (5 + weight)
    #expect(abs(estimate.confidence(method) - expected) < 1e-12)
    // Data that were clean in the back-test and are not now take up to 0.45 away.
    let spoilt = PeriodEstimate(
      closed: 50, open: (100, 400), new: (0, 0), pace: nil, left: 0.5, clean: 0.6, points: points,
      wins: 200, method)
    #expect(abs(spoilt.confidence(method) - expected * (1 - 0.45 * 0.4)) < 1e-12)
  }

  @Test func accuracyIsOneLessTheRelativeErrorAndNeverBelowZero() {
    #expect(Forecaster.accuracy(forecast: 90, actual: 100) == 0.9)
    #expect(Forecaster.accuracy(forecast: 250, actual: 100) == 0)
    #expect(Forecaster.accuracy(forecast: 0, actual: 0) == 1)
    #expect(Forecaster.accuracy(forecast: 5, actual: 0) == 0)
  }
}
