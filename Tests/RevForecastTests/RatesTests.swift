import Glibc
import RevBase
import Testing

@testable import RevForecast

struct RatesTests {
  private let grid = PeriodGrid(
    .quarters, FiscalCalendar(startMonth: 1), from: Day(Day.number(year: 2026, month: 1, day: 1)),
    through: Day(Day.number(year: 2026, month: 12, day: 31)), more: 2)
  private let first = Day.number(year: 2026, month: 1, day: 1)

  /// Without decay of old days, so that sums are plain counts.
  private func exposure(stages: Int) -> Exposure {
    Exposure(stages: stages, first: first, last: first + 300, halfLife: 1e12)
  }

  @Test func aStayCountsEveryDayAfterTheEntryInItsAgeBin() {
    var exposure = exposure(stages: 1)
    // Entered on day 10, seen through day 20: ages 1 to 10, bins 1-3, 4-7, 8-14.
    exposure.stay(0, since: first + 10, from: first + 11, through: first + 20, grid)
    #expect(Array(exposure.plainDays.prefix(4)) == [3, 4, 3, 0])
  }

  @Test func daysBeforeTheRecordsBeginAreNoExposure() {
    var exposure = exposure(stages: 1)
    exposure.stay(0, since: first - 5, from: first - 4, through: first + 1, grid)
    #expect(exposure.plainDays.reduce(0, +) == 2)
  }

  @Test func ratesArePulledFromBinToStageToCompanyToTheBase() {
    var exposure = exposure(stages: 2)
    // Stage 0: 30 deal-days of age 1 to 3 in all and one win; stage 1: nothing.
    for deal in 0..<10 {
      let entry = first + Int32(deal)
      exposure.stay(0, since: entry, from: entry + 1, through: entry + 3, grid)
    }
    exposure.exit(.won, from: 0, to: 0, since: first, on: first + 3, isForward: true, grid)
    var method = ForecastMethod()
    method.weekFactorSpread = 0
    let rates = DailyRates(
      exposure, today: first + 100, next: [1, -1], periodsSeen: 1, cadence: .quarters, method)
    let company = (1.0 + 1) / (30 + 1 / 0.006)
    let stage = (1.0 + 2) / (30 + 2 / company)
    let bin0 = (1 + 1.5) / (30 + 1.5 / stage)
    let won = rates.rates[Exit.won.rawValue]
    #expect(abs(won[0] - bin0) < 1e-12)
    // Bin 1 saw nothing: it is what bin 0 is. From the sixth bin on a rate keeps 0.6 of the last.
    #expect(abs(won[1] - bin0) < 1e-12)
    #expect(abs(won[5] - bin0) < 1e-12)
    #expect(abs(won[6] - bin0 * 0.6) < 1e-12)
    // Stage 1 saw nothing: it is the company.
    #expect(abs(won[AgeBins.count] - company) < 1e-12)
    #expect(rates.factors[0] == [Double](repeating: 1, count: 13))
  }

  @Test func movesGoToTheNextStageUnlessTheyWereSeenToGoElsewhere() {
    var exposure = exposure(stages: 3)
    exposure.exit(.move, from: 0, to: 2, since: first, on: first + 3, isForward: true, grid)
    let rates = DailyRates(
      exposure, today: first + 3, next: [1, 2, -1], periodsSeen: 1, cadence: .quarters, .standard)
    #expect(abs(rates.destinations[1] - 0.5) < 1e-12)
    #expect(abs(rates.destinations[2] - 0.5) < 1e-12)
    #expect(rates.destinations[5] == 1)
    #expect(rates.destinations[6..<9].allSatisfy { $0 == 0 })
  }

  @Test func aDayCountsHalfAfterTheHalfLife() {
    let exposure = Exposure(stages: 1, first: first, last: first + 200, halfLife: 100)
    let ratio = exposure.weight(of: first + 100) / exposure.weight(of: first)
    #expect(abs(ratio - 2) < 1e-5)
  }

  @Test func weekFactorsLearnThatAMonthWinsMoreThanTheRatesExpect() {
    var exposure = exposure(stages: 1)
    // A deal is there on every day; wins fall into the last month of the quarter only.
    for deal in 0..<40 {
      exposure.stay(0, since: first - 1, from: first, through: first + 89, grid)
      exposure.exit(
        .won, from: 0, to: 0, since: first, on: first + 60 + Int32(deal % 29), isForward: true, grid
      )
    }
    var method = ForecastMethod()
    (method.monthFactorSpread, method.weekFactorSpread) = (0.5, 0.3)
    let rates = DailyRates(
      exposure, today: first + 89, next: [-1], periodsSeen: 1, cadence: .quarters, method)
    let won = rates.factors[Exit.won.rawValue]
    #expect(won[0...3].allSatisfy { $0 > 1.2 })
    #expect(won[9...12].allSatisfy { $0 < 0.95 })
  }
}
