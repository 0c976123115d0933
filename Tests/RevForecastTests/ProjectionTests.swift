import Testing

@testable import RevForecast

struct ProjectionTests {
  /// Two stages whose rates change at age 8.
  private var rates: DailyRates {
    var table = Exit.allCases.map { _ in [Double](repeating: 0, count: 2 * AgeBins.count) }
    for bin in 0..<AgeBins.count {
      let isOld = bin >= 2
      table[Exit.won.rawValue][bin] = isOld ? 0.004 : 0.010
      table[Exit.lost.rawValue][bin] = isOld ? 0.020 : 0.008
      table[Exit.move.rawValue][bin] = isOld ? 0.015 : 0.050
      table[Exit.won.rawValue][AgeBins.count + bin] = isOld ? 0.010 : 0.040
      table[Exit.lost.rawValue][AgeBins.count + bin] = 0.015
      table[Exit.move.rawValue][AgeBins.count + bin] = 0.002
    }
    return DailyRates(
      stages: 2, rates: table,
      factors: Exit.allCases.map { _ in [Double](repeating: 1, count: 13) },
      destinations: [0, 1, 1, 0])
  }

  @Test func oneDayLeftIsTheChanceOfTheNextDay() {
    let v = Projection(rates, keeping: [0, 1], weeks: { _ in 0 })
    #expect(v[0].allSatisfy { $0 == 0 })
    // Age 0: the next day is day 1, total rate 0.068.
    // 1 − e^−0.068 = 0.0657395; of that 0.010 / 0.068 is won.
    #expect(abs(v[1][0] - 0.0657395 * 0.010 / 0.068) < 1e-8)
  }

  @Test func chancesToBeWonAndLostNeverExceedOne() {
    let v = Projection(rates, keeping: [30, 92, 400], weeks: { _ in 0 })
    let l = Projection(rates, of: .lost, keeping: [30, 92, 400], weeks: { _ in 0 })
    for days in [30, 92, 400] {
      #expect(zip(v[days], l[days]).allSatisfy { $0 >= 0 && $1 >= 0 && $0 + $1 <= 1 + 1e-12 })
    }
    #expect(zip(v[30], v[92]).allSatisfy { $0 <= $1 })
  }

  /// A deal followed day by day with drawn numbers, as often as the error asks for.
  @Test(arguments: [(0, 0, 60), (0, 20, 60), (1, 3, 25)])
  func theProjectionAgreesWithBruteForce(stage: Int, age: Int, days: Int) {
    let rates = rates
    var random = SplitMix(seed: 7)
    let runs = 40_000
    var (won, lost) = (0, 0)
    for _ in 0..<runs {
      var (s, a) = (stage, age)
      for _ in 0..<days {
        let bin = Int(AgeBins.ofAge[min(a + 1, AgeBins.cap)])
        let w = rates.rate(.won, stage: s, bin: bin, week: 0)
        let l = rates.rate(.lost, stage: s, bin: bin, week: 0)
        let m = rates.rate(.move, stage: s, bin: bin, week: 0)
        let total = w + l + m
        if random.unit() >= 1 - Odds.ratio(-total) {
          a += 1
          continue
        }
        let pick = random.unit() * total
        if pick < w {
          won += 1
          break
        }
        if pick < w + l {
          lost += 1
          break
        }
        (s, a) = (1 - s, 0)
      }
    }
    let cell = Projection.cell(stage: stage, age: age)
    let v = Projection(rates, keeping: [days], weeks: { _ in 0 })[days][cell]
    let l = Projection(rates, of: .lost, keeping: [days], weeks: { _ in 0 })[days][cell]
    // Four standard errors of the drawn share.
    let error = 4 * (0.25 / Double(runs)).squareRoot()
    #expect(abs(Double(won) / Double(runs) - v) < error)
    #expect(abs(Double(lost) / Double(runs) - l) < error)
  }
}
