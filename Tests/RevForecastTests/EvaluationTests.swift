import RevBase
import Testing

@testable import RevForecast

struct EvaluationTests {
  @Test func anErrorIsTheSumOfDistancesOverWhatCame() {
    var error = MethodError()
    error.add(120, actual: 100)
    error.add(80, actual: 100)
    error.add(100, actual: 200)
    #expect(error.wape == 140.0 / 400)
    #expect(error.bias == -100.0 / 400)
    #expect(MethodError().wape == nil)
  }

  @Test func coverageCountsRowsInsideAndWidthIsOverWhatCame() {
    var range = RangeRecord()
    range.add(low: 80, high: 120, actual: 100)
    range.add(low: 80, high: 120, actual: 130)
    #expect(range.coverage == 0.5)
    #expect(range.relativeWidth == 80.0 / 230)
  }

  @Test func aBandHoldsWhatWasSaidAndWhatLanded() {
    var band = ReliabilityBand(from: 50)
    band.add(0.52, landed: true)
    band.add(0.58, landed: false)
    #expect(band.share == 0.5)
    #expect(abs((band.mean ?? 0) - 0.55) < 1e-12)
    #expect(ReliabilityBand.index(1) == 9)
    #expect(ReliabilityBand.index(0.4999) == 4)
  }

  @Test func numbersAreWrittenWithThreeDigits() {
    #expect(ForecastEvaluation.fixed(0.0456) == "0.046")
    #expect(ForecastEvaluation.fixed(-1.5) == "-1.500")
    #expect(ForecastEvaluation.fixed(nil) == "n/a")
  }

  @Test func anEvaluationIsTheMeanOverCompanies() throws {
    var evaluation = ForecastEvaluation()
    for seed in [41, 42] as [UInt64] {
      let company = InventedCompany(seed: seed, deals: 150, days: 460)
      evaluation.add(
        try company.snapshot(on: InventedCompany.start + 460), name: "seed \(seed)",
        cadence: .quarters)
    }
    #expect(evaluation.companies.count == 2)
    let own = evaluation.companies.compactMap { $0.wape[.median] }
    #expect(evaluation.wape(.median) == (own[0] + own[1]) / 2)
    #expect(evaluation.wape(.call) == nil)
    let text = evaluation.markdown(title: "invented")
    #expect(text.contains("| WAPE of forecast, P50 | "))
    #expect(!text.contains("submitted call"))
  }
}
