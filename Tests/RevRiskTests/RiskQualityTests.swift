import RevBase
import RevForecast
import RevModel
import Testing

@testable import RevRisk

struct RiskQualityTests {
  private static func row(_ deal: Int32, _ chance: Double, _ isWon: Bool, week: Int = 0)
    -> ScoredRow
  {
    ScoredRow(deal: deal, week: week, chance: chance, isWon: isWon, isLost: !isWon)
  }

  @Test func theAUCCountsPairsOfOneDay() throws {
    let rows = [
      Self.row(1, 0.9, true), Self.row(2, 0.8, false), Self.row(3, 0.7, true),
      Self.row(4, 0.1, false),
    ]
    // 0.9 beats both, 0.7 beats one: three of four pairs.
    #expect(try #require(RankSkill.auc(rows)).value == 0.75)
    // A tie counts half.
    #expect(RankSkill.auc([Self.row(1, 0.5, true), Self.row(2, 0.5, false)])?.value == 0.5)
    // Days are not compared with each other: on each of the two the won deal stands above.
    let days = [
      Self.row(1, 0.9, true), Self.row(2, 0.8, false), Self.row(3, 0.3, true, week: 1),
      Self.row(4, 0.1, false, week: 1),
    ]
    #expect(RankSkill.auc(days)?.value == 1)
    #expect(RankSkill.pooled(days)?.value == 0.75)
    #expect(RankSkill.auc([Self.row(1, 0.5, true)]) == nil)
  }

  @Test func theIntervalGrowsWhenRowsAreTheSameDeals() throws {
    var random = SplitMix(seed: 1)
    var (apart, same): ([ScoredRow], [ScoredRow]) = ([], [])
    for deal in 0..<200 {
      let chance = random.unit()
      let isWon = random.unit() < chance
      for week in 0..<5 {
        same.append(Self.row(Int32(deal), chance, isWon, week: week))
        apart.append(Self.row(Int32(deal * 5 + week), chance, isWon, week: week))
      }
    }
    let (a, b) = (try #require(RankSkill.auc(apart)), try #require(RankSkill.auc(same)))
    #expect(a.value == b.value)
    #expect(b.high - b.low > 2 * (a.high - a.low))
  }

  @Test(arguments: 1...8)
  func shuffledOutcomesHaveNoSkill(seed: Int) throws {
    var random = SplitMix(seed: UInt64(seed))
    var rows: [ScoredRow] = []
    for week in 0..<10 {
      for deal in 0..<150 {
        let won = random.unit() < 0.3
        rows.append(Self.row(Int32(deal * 10 + week), random.unit(), won, week: week))
      }
    }
    let day = Day(20_000)
    let quality = RiskQuality(rows, day: day, first: day, last: day, cadence: .quarters)
    let auc = try #require(quality.auc)
    #expect(abs(auc.value - 0.5) < 0.04)
    #expect(auc.low < 0.5 && auc.high > 0.5)
    #expect(!quality.hasSkill)
    #expect(quality.words == "no skill")
  }

  @Test func honestChancesAreFoundHonest() throws {
    var random = SplitMix(seed: 5)
    let rows = (0..<4_000).map { deal -> ScoredRow in
      let chance = random.unit()
      return Self.row(Int32(deal), chance, random.unit() < chance, week: deal % 10)
    }
    let day = Day(20_000)
    let quality = RiskQuality(rows, day: day, first: day, last: day, cadence: .quarters)
    // Uniform chances: AUC 5/6, Brier 1/6 against 1/4.
    #expect(abs(try #require(quality.auc).value - 5.0 / 6) < 0.02)
    #expect(abs(quality.brier - 1.0 / 6) < 0.01)
    #expect(abs(quality.baseBrier - 0.25) < 0.001)
    #expect(quality.deciles.count == 10 && quality.isMonotone)
    #expect(quality.calibrationError < 0.03)
    #expect(quality.hasSkill && quality.tellsWonFromLost)
  }

  @Test func laterWeeksOfACompanyWithSignalShowSkill() throws {
    let home = InventedCompany.start + 640
    let snapshot = try InventedCompany(seed: 21, deals: 500).snapshot(on: home)
    var effort = RiskQuality.Effort()
    effort.factorRows = 120
    effort.everyWeeks = 4
    var shares: [Double] = []
    let quality = try RiskQuality.measure(
      Forecaster(snapshot), on: home, .quarters, effort: effort
    ) {
      shares.append($0)
      return true
    }
    #expect(quality.hasSkill)
    #expect(quality.brier < quality.baseBrier)
    #expect(quality.weeks == 8)
    #expect(quality.first < quality.last && quality.last < home)
    #expect(quality.top.named > 0 && quality.wonDeals > 50)
    #expect(!quality.factors.isEmpty)
    #expect(shares == shares.sorted() && shares.allSatisfy { $0 >= 0 && $0 <= 1 })
  }

  @Test func aCompanyWithoutSignalIsToldSo() throws {
    let home = InventedCompany.start + 640
    let snapshot = try InventedCompany(seed: 22, deals: 500, hasSignal: false).snapshot(on: home)
    var effort = RiskQuality.Effort()
    effort.factorRows = 400
    effort.everyWeeks = 4
    let quality = try RiskQuality.measure(
      Forecaster(snapshot), on: home, .quarters, effort: effort)
    let auc = try #require(quality.auc)
    #expect(auc.low <= 0.5)
    #expect(!quality.hasSkill)
    #expect(quality.words == "no skill")
    #expect(quality.factors.allSatisfy { !$0.stands })
  }

  @Test func qualityCanBeCancelledAndNeedsTwoPeriods() throws {
    let home = InventedCompany.start + 640
    let snapshot = try InventedCompany(seed: 23, deals: 80).snapshot(on: home)
    #expect(throws: RiskQuality.Obstacle.cancelled) {
      try RiskQuality.measure(Forecaster(snapshot), on: home, .quarters) { _ in false }
    }
    let early = InventedCompany.start + 60
    let young = try InventedCompany(seed: 23, deals: 80).snapshot(on: early)
    #expect(throws: RiskQuality.Obstacle.self) {
      try RiskQuality.measure(Forecaster(young), on: early, .quarters)
    }
  }
}
