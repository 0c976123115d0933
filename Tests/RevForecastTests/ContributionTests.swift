import RevBase
import RevMetrics
import RevModel
import Testing

@testable import RevForecast

/// What each deal adds, and models that share a walk.
struct ContributionTests {
  private static let home = InventedCompany.start + 500
  private static let snapshot = Result {
    try InventedCompany(seed: 8, deals: 400, days: 500).snapshot(on: home)
  }

  private func context(
    _ snapshot: Snapshot, _ slicers: Slicers = Slicers(), ahead: Int = 0,
    whatIf: [DealChange] = []
  ) -> AnswerContext {
    let calendar = snapshot.manifest.fiscalCalendar
    let period = calendar.shift(calendar.quarter(holding: Self.home), by: ahead)
    return Engine(snapshot).context(
      Question(slicers: slicers, period: period, asOf: Self.home, whatIf: whatIf))
  }

  @Test(arguments: [0, 1])
  func contributionsAddUpToTheOpenTermAndAreAProduct(ahead: Int) throws {
    let snapshot = try Self.snapshot.get()
    let forecaster = Forecaster(snapshot)
    for slicers in [Slicers(), Slicers().narrowed(.owner, to: "p2")] {
      let context = context(snapshot, slicers, ahead: ahead)
      let found = try #require(forecaster.contributions(context))
      let landing = try #require(forecaster.forecast(context).landing)
      #expect(Money(cents: found.cents.reduce(0, +)) == landing.expectedOpen)
      #expect(found.rows.count == landing.stages.reduce(0) { $0 + $1.count })
      let (models, period) = try #require(forecaster.fitted(context))
      for (row, cents) in zip(found.rows, found.cents) {
        let part = try #require(models[0].contribution(ofDeal: Int(row), period))
        #expect(part.adds.cents == cents)
        #expect(Int64((part.chance * part.amountWhenWon * 100).rounded()) == cents)
        #expect(part.chance <= Odds.chance(part.logOdds) + 1e-9)
        if ahead == 0 { #expect(abs(part.chance - Odds.chance(part.logOdds)) < 1e-9) }
        if let amount = part.amount {
          #expect(abs(amount.units * part.realisation - part.amountWhenWon) < 1e-6)
        }
      }
    }
  }

  @Test func modelsOfOneWalkAreThoseThatAreFittedAlone() throws {
    let snapshot = try Self.snapshot.get()
    let roster = DealRoster(snapshot, .sales)
    for back in [3, 7, 40] {
      let day = Self.home - back
      let both = try ForecastModel.models(
        roster, cadence: .quarters, asOf: Self.home, and: [day])
      let alone = try ForecastModel(roster, cadence: .quarters, asOf: day)
      let passed = try #require(both.last)
      #expect(both.count == 2 && passed.day == day)
      #expect(passed.chances == alone.chances)
      #expect(passed.contributions == alone.contributions)
      #expect(passed.rateLines() == alone.rateLines())
      #expect(passed.factorLines() == alone.factorLines())
      #expect(ForecastAudit(passed) == ForecastAudit(alone))
      #expect(
        both[0].chances == (try ForecastModel(roster, cadence: .quarters, asOf: Self.home)).chances)
    }
  }

  @Test func whatIsSupposedMovesTheChangeAndItStillAddsUp() throws {
    let snapshot = try Self.snapshot.get()
    let forecaster = Forecaster(snapshot)
    let found = try #require(forecaster.contributions(context(snapshot)))
    let largest = try #require(found.cents.indices.max { found.cents[$0] < found.cents[$1] })
    let supposed = [DealChange(deal: Int(found.rows[largest]), change: .excluded)]
    let context = context(snapshot, whatIf: supposed)
    let change = try #require(forecaster.change(context, since: Self.home - 7))
    let landing = try #require(forecaster.forecast(context).landing)
    #expect(
      change.before + change.won + change.moved + change.new + change.timePassed == change.after)
    #expect(abs(change.after.units - landing.expected) < 1e-6)
  }

  @Test func theConfidenceIsMadeOfItsParts() throws {
    let snapshot = try InventedCompany(seed: 5, deals: 600, days: 800).snapshot(
      on: InventedCompany.start + 700)
    let day = InventedCompany.start + 700
    let period = snapshot.manifest.fiscalCalendar.quarter(holding: day)
    let forecast = Forecaster(snapshot).forecast(
      Engine(snapshot).context(Question(period: period, asOf: day)))
    let parts = try #require(forecast.confidenceParts)
    let byHand =
      100 * (parts.evidence * parts.landingChance + parts.hits) / (parts.evidence + parts.weight)
      * parts.quality
    #expect(abs(byHand - (forecast.confidence.value ?? 0)) < 1e-9)
    let mean =
      forecast.accuracyPeriods.reduce(0) { $0 + $1.accuracy }
      / Double(forecast.accuracyPeriods.count)
    #expect(forecast.accuracyPeriods.count == 4)
    #expect(abs(mean - (forecast.accuracy.value ?? -1)) < 1e-12)
    let landing = try #require(forecast.landing)
    #expect(landing.luck > 0 && landing.luck < landing.rest.variance)
  }

  @Test func theMedianNeedsNoOrder() {
    var random = SplitMix(seed: 4)
    for count in 1...40 {
      let amounts = (0..<count).map { _ in Int64(random.unit() * 12) }
      let points = amounts.map { amount in
        DealPoint(
          row: 0, stage: 0, age: 0, life: 0, idle: 0, due: 0, amount: amount, owner: 0, segment: 0,
          pushes: 0, category: 0)
      }
      let sized = amounts.filter { $0 > 0 }.sorted()
      let middle = sized.count / 2
      let expected =
        sized.isEmpty
        ? 0
        : sized.count % 2 == 1
          ? Double(sized[middle]) : Double(sized[middle - 1] + sized[middle]) / 2
      #expect(DayEstimates.median(points) == expected)
    }
  }
}
