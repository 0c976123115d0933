import RevBase
import RevMetrics
import RevModel
import RevTesting
import Testing

@testable import RevForecast

struct ForecastTests {
  private static let home = InventedCompany.start + 500

  private func context(_ snapshot: Snapshot, _ slicers: Slicers = Slicers(), on day: Day = home)
    -> AnswerContext
  {
    let period = snapshot.manifest.fiscalCalendar.quarter(holding: day)
    return Engine(snapshot).context(Question(slicers: slicers, period: period, asOf: day))
  }

  @Test(arguments: [5] as [UInt64])
  func partsOfAnyPartitionAddUpExactly(seed: UInt64) throws {
    let snapshot = try InventedCompany(seed: seed, days: 500).snapshot(on: Self.home)
    let forecaster = Forecaster(snapshot)
    let whole = try #require(forecaster.forecast(context(snapshot)).landing)
    for (dimension, values) in [
      (Dimension.owner, ["p0", "p1", "p2", "p3"]), (.segment, ["Large", "Small"]),
      (.type, ["new", "expansion"]),
    ] {
      var (open, new, won) = (Money.zero, Money.zero, 0.0)
      for value in values {
        let part = forecaster.forecast(
          context(snapshot, Slicers().narrowed(dimension, to: value)))
        let landing = try #require(part.landing)
        open += landing.expectedOpen
        new += landing.expectedNew
        won += landing.won
        #expect(landing.p10 <= landing.p50 && landing.p50 <= landing.p90)
      }
      #expect(open == whole.expectedOpen)
      #expect(new == whole.expectedNew)
      #expect(abs(won - whole.won) < 1e-6)
    }
    #expect(whole.stages.reduce(Money.zero) { $0 + $1.expected } == whole.expectedOpen)
  }

  @Test func whatIsStillToComeOfEachOwnerAddsUpToTheWhole() throws {
    let snapshot = try InventedCompany(seed: 5, days: 500).snapshot(on: Self.home)
    let forecaster = Forecaster(snapshot)
    for slicers in [Slicers(), Slicers().narrowed(.segment, to: "Large")] {
      let question = context(snapshot, slicers)
      let landing = try #require(forecaster.forecast(question).landing)
      let owners = try #require(forecaster.restByOwner(question))
      #expect(owners.count > 1)
      let sum = owners.values.reduce(Money.zero) { $0 + $1 }
      #expect(sum == landing.expectedOpen + landing.expectedNew)
    }
  }

  @Test func randomPartitionsAddUpToTheSheet() throws {
    let snapshot = try InventedCompany(seed: 8, days: 500).snapshot(on: Self.home)
    let sheet = ForecastModel.fitted(snapshot, on: Self.home).sheets[0]
    let whole = sheet.whole()
    for seed in 1...5 as ClosedRange<UInt64> {
      var random = SplitMix(seed: seed)
      let group = (0..<snapshot.deals.count).map { _ in Int(random.unit() * 5) }
      let parts = (0..<5).map { number in sheet.sum { group[$0] == number } }
      #expect(parts.reduce(0) { $0 + $1.openCents } == whole.openCents)
      #expect(parts.reduce(0) { $0 + $1.newCents } == whole.newCents)
    }
    #expect(abs(whole.mean - sheet.estimate.mean) < 0.01 * Double(sheet.rows.count + 1))
  }

  @Test func aDealsContributionCanBeFollowedByHand() throws {
    let snapshot = try InventedCompany(seed: 8, days: 500).snapshot(on: Self.home)
    let model = ForecastModel.fitted(snapshot, on: Self.home)
    #expect(model.openRows.count > 5)
    let sheet = model.chanceSheet()
    for (place, row) in model.openRows.enumerated() {
      let outlook = try #require(model.outlook(ofDeal: Int(row)))
      #expect(abs(Odds.chance(outlook.logOdds) - outlook.chance) < 1e-9)
      #expect(abs(outlook.chance + outlook.lost + outlook.slip - 1) < 1e-12)
      #expect(outlook.lost >= 0 && outlook.slip >= 0)
      #expect(outlook.reference >= outlook.actionable && outlook.actionable >= outlook.chance)
      #expect(model.contributions[place] == Int64((outlook.expected * 100).rounded()))
      #expect(sheet.lost[place] == outlook.lost)
      #expect(abs(sheet.reference[place] - outlook.reference) < 1e-12)
      #expect(abs(sheet.actionable[place] - outlook.actionable) < 1e-12)
    }
  }

  @Test func theChangeSinceMondayAddsUpExactly() throws {
    let snapshot = try InventedCompany(seed: 9, deals: 400, days: 500).snapshot(on: Self.home)
    let forecaster = Forecaster(snapshot)
    for slicers in [Slicers(), Slicers().narrowed(.owner, to: "p1")] {
      for back in [3, 20] {
        let question = context(snapshot, slicers)
        let change = try #require(forecaster.change(question, since: Self.home - back))
        #expect(
          change.before + change.won + change.moved + change.new + change.timePassed
            == change.after)
        let landing = try #require(forecaster.forecast(question).landing)
        #expect(abs(change.after.units - landing.expected) < 1e-6)
      }
    }
  }

  @Test func theFanEndsInTheForecastItself() throws {
    let snapshot = try InventedCompany(seed: 9, deals: 400, days: 500).snapshot(on: Self.home)
    let forecaster = Forecaster(snapshot)
    let question = context(snapshot)
    let fan = forecaster.fan(question)
    let landing = try #require(forecaster.forecast(question).landing)
    let last = try #require(fan.last)
    #expect(last.day == question.question.period.end)
    #expect(abs(last.p50 - landing.p50) < 1e-6)
    #expect(abs(last.p90 - landing.p90) < 1e-6)
    #expect(zip(fan, fan.dropFirst()).allSatisfy { $0.day < $1.day && $0.p50 <= $1.p50 + 1e-9 })
    #expect(fan.contains { $0.isPast && $0.day == Self.home })
  }

  @Test func renewalsAreAForecastOfTheirOwn() throws {
    let snapshot = try InventedCompany(seed: 12, deals: 400, days: 500, renewals: true).snapshot(
      on: Self.home)
    let forecaster = Forecaster(snapshot)
    let sales = try #require(forecaster.forecast(context(snapshot)).landing)
    let renewals = try #require(
      forecaster.forecast(context(snapshot, Slicers().narrowed(.type, to: "renewal"))).landing)
    var both = Slicers()
    both[.type] = ["new", "expansion", "renewal"]
    let all = try #require(forecaster.forecast(context(snapshot, both)).landing)
    #expect(renewals.expectedOpen > .zero)
    #expect(all.expectedOpen == sales.expectedOpen + renewals.expectedOpen)
    #expect(all.expectedNew == sales.expectedNew + renewals.expectedNew)
  }

  @Test func monthsAreForecastToo() throws {
    let snapshot = try InventedCompany(seed: 9, deals: 400, days: 500).snapshot(on: Self.home)
    let month = snapshot.manifest.fiscalCalendar.month(holding: Self.home)
    let forecast = Forecaster(snapshot).forecast(
      Engine(snapshot).context(Question(period: month, asOf: Self.home)))
    #expect(forecast.landing != nil)
    #expect(forecast.following.count == 2)
    #expect(forecast.following.first?.period.start == month.end + 1)
  }

  @Test func aSupposedWinAndAnExcludedDealMoveTheForecast() throws {
    let snapshot = try InventedCompany(seed: 8, days: 500).snapshot(on: Self.home)
    let (engine, forecaster) = (Engine(snapshot), Forecaster(snapshot))
    let plain = context(snapshot)
    let before = try #require(forecaster.forecast(plain).landing)
    let model = ForecastModel.fitted(snapshot, on: Self.home)
    let place = try #require(model.contributions.firstIndex { $0 > 0 })
    var question = plain.question
    question.whatIf = [DealChange(deal: Int(model.openRows[place]), change: .excluded)]
    let without = try #require(forecaster.forecast(engine.context(question)).landing)
    #expect(
      before.expectedOpen - without.expectedOpen == Money(cents: model.contributions[place]))
    question.whatIf = [
      DealChange(deal: Int(model.openRows[place]), change: .amount(Money(cents: 900_000_000)))
    ]
    let larger = try #require(forecaster.forecast(engine.context(question)).landing)
    #expect(larger.expectedOpen > before.expectedOpen)
  }

  @Test(arguments: [3, 8] as [UInt64])
  func theKnownValueSupposedAgainChangesNothing(seed: UInt64) throws {
    let snapshot = try InventedCompany(seed: seed, days: 500).snapshot(on: Self.home)
    let model = ForecastModel.fitted(snapshot, on: Self.home)
    let book = DealsAsOf(snapshot, on: Self.home)
    let same = model.supposing(Set(model.openRows.map { Int($0) }), book)
    #expect(same.openRows == model.openRows)
    for (one, other) in zip(same.sheets, model.sheets) {
      #expect(one.rows == other.rows)
      #expect(one.cents == other.cents)
      #expect(one.chance == other.chance)
      #expect(one.amount == other.amount)
      for (a, b) in zip(one.variance, other.variance) { #expect(abs(a - b) <= 1e-9 * max(1, b)) }
    }
    #expect(same.chanceSheet() == model.chanceSheet())
  }

  @Test func aSupposedDealStandsInEverythingThatIsReadOfTheModel() throws {
    let snapshot = try InventedCompany(seed: 8, days: 500).snapshot(on: Self.home)
    let (engine, forecaster) = (Engine(snapshot), Forecaster(snapshot))
    let known = ForecastModel.fitted(snapshot, on: Self.home)
    let plain = context(snapshot)
    // An open deal of the slicers, and the stage behind its own.
    let found = try #require(forecaster.contributions(plain))
    let row = Int(try #require(found.rows.first))
    var question = plain.question
    let late = Self.home + 400
    question.whatIf = [DealChange(deal: row, change: .closeDate(late))]
    let moved = engine.context(question)
    let (models, ahead) = try #require(forecaster.fitted(moved))
    let outlook = try #require(models[0].outlook(ofDeal: row))
    let before = try #require(known.outlook(ofDeal: row))
    #expect(outlook.terms.first { $0.factor == .due } != before.terms.first { $0.factor == .due })
    let part = try #require(models[0].contribution(ofDeal: row, ahead))
    let sum = try #require(forecaster.contributions(moved)).cents.reduce(0, +)
    let landing = try #require(forecaster.forecast(moved).landing)
    #expect(Money(cents: sum) == landing.expectedOpen)
    let difference = try #require(known.contribution(ofDeal: row, ahead)).adds - part.adds
    let whole = try #require(forecaster.forecast(plain).landing).expectedOpen
    #expect(whole - landing.expectedOpen == difference)
    let owners = try #require(forecaster.restByOwner(moved))
    #expect(
      owners.values.reduce(Money.zero) { $0 + $1 } == landing.expectedOpen + landing.expectedNew)
    // Left out it is in no list.
    question.whatIf = [DealChange(deal: row, change: .excluded)]
    let without = try #require(forecaster.contributions(engine.context(question)))
    #expect(!without.rows.contains(Int32(row)))
    #expect(without.rows.count == found.rows.count - 1)
  }

  @Test func aPeriodThatIsOverIsWhatItBooked() throws {
    let snapshot = try InventedCompany(seed: 8, days: 500).snapshot(on: Self.home)
    let calendar = snapshot.manifest.fiscalCalendar
    let over = calendar.shift(calendar.quarter(holding: Self.home), by: -1)
    let question = Engine(snapshot).context(Question(period: over, asOf: Self.home))
    let forecaster = Forecaster(snapshot)
    let forecast = forecaster.forecast(question)
    #expect(forecast.outlook == .finished)
    var readout = Readout(question: question.question)
    forecaster.fill(&readout, question)
    #expect(readout[.forecastP10].value == .money(forecast.won))
    #expect(readout[.forecastConfidence].reason == "the period is over")
  }
}
