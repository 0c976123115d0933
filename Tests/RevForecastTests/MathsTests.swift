import Testing

@testable import RevForecast

struct MathsTests {
  @Test func quantilesOfAGammaAreTheCubeRootFormula() {
    // k = 4: 1 − 1/36 = 0.972222; P50 = 100 × 0.972222³; P90 adds 1.2816 / 6.
    let range = GammaRange(mean: 100, variance: 2500)
    #expect(abs(range.quantile(0) - 91.8960) < 1e-3)
    let root = 1 - 1.0 / 36 + GammaRange.tenth / 6
    #expect(abs(range.quantile(GammaRange.tenth) - 100 * root * root * root) < 1e-9)
    // Exact gamma with shape 4, scale 25: P10 43.62, P50 91.80, P90 167.02.
    #expect(abs(range.quantile(-GammaRange.tenth) - 43.62) < 0.6)
    #expect(abs(range.quantile(0) - 91.80) < 0.6)
    #expect(abs(range.quantile(GammaRange.tenth) - 167.02) < 0.6)
  }

  @Test func theChanceUpToAQuantileIsItsProbability() {
    let range = GammaRange(mean: 3_000, variance: 900_000)
    for (z, p) in [(-GammaRange.tenth, 0.1), (0, 0.5), (GammaRange.tenth, 0.9)] {
      #expect(abs(range.chance(upTo: range.quantile(z)) - p) < 1e-9)
    }
    #expect(range.chance(upTo: 0) == 0)
  }

  @Test func whatIsCertainHasNoRange() {
    let certain = GammaRange(mean: 50, variance: 0)
    #expect(certain.quantile(-2) == 50)
    #expect(certain.quantile(2) == 50)
    #expect(certain.chance(upTo: 49) == 0)
    #expect(certain.chance(upTo: 50) == 1)
    #expect(GammaRange(mean: 0, variance: 0).quantile(1) == 0)
  }

  @Test func logOddsAndChancesUndoOneAnother() {
    for p in [0.001, 0.25, 0.5, 0.9] { #expect(abs(Odds.chance(Odds.logOdds(p)) - p) < 1e-12) }
    #expect(Odds.logOdds(0) == Odds.logOdds(1e-5))
  }

  @Test func aShiftOfLogOddsReachesTheWantedSum() {
    let (chance, amount) = ([0.1, 0.5, 0.8], [100.0, 200, 50])
    let theta = PartSheet.shift(chance, amount, reaching: 200)
    let sum = zip(chance, amount).reduce(0.0) {
      $0 + Odds.chance(Odds.logOdds($1.0) + theta) * $1.1
    }
    #expect(abs(sum - 200) < 1e-7)
    #expect(theta > 0)
  }
}
