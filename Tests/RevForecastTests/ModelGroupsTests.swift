import RevBase
import RevMetrics
import RevModel
import Testing

@testable import RevForecast

/// What is kept by group says the same as looking at every deal.
struct ModelGroupsTests {
  private static let home = InventedCompany.start + 500

  /// Any slicers, some of which select nothing.
  private static func slicers(_ random: inout SplitMix) -> Slicers {
    var slicers = Slicers()
    func some(_ values: [String]) -> [String] { values.filter { _ in random.unit() < 0.5 } }
    if random.unit() < 0.6 { slicers[.owner] = some(["p0", "p1", "p2", "p3", "(none)"]) }
    if random.unit() < 0.4 { slicers[.segment] = some(["Large", "Small", "(none)"]) }
    if random.unit() < 0.4 { slicers[.type] = some(["new", "expansion"]) }
    return slicers
  }

  private static func contexts(
    _ snapshot: Snapshot, seed: UInt64, _ whatIf: [DealChange] = []
  ) -> [AnswerContext] {
    let engine = Engine(snapshot)
    let period = snapshot.manifest.fiscalCalendar.quarter(holding: home)
    var random = SplitMix(seed: seed)
    return (0..<12).map { _ in
      let slicers = slicers(&random)
      return engine.context(
        Question(slicers: slicers, period: period, asOf: home, whatIf: whatIf))
    }
  }

  private func passes(_ row: Int32, _ owner: Int32, _ context: AnswerContext) -> Bool {
    context.selection.filter.passes(Int(row), owner: owner, context.snapshot.deals)
  }

  @Test(arguments: [3, 9] as [UInt64])
  func aPeriodIsTheSumOfTheDealsThatPass(seed: UInt64) throws {
    let snapshot = try InventedCompany(seed: seed, days: 500).snapshot(on: Self.home)
    let forecaster = Forecaster(snapshot)
    for context in Self.contexts(snapshot, seed: seed) {
      let owners = context.book.state.owner
      let models = forecaster.models(context, .quarters)
      for (model, kept) in zip(models, forecaster.parts(models, context)) {
        let rows = model.sheets[0].rows
        #expect(
          kept.open
            == rows.indices.filter { passes(rows[$0], owners[Int(rows[$0])], context) }
            .map { Int32($0) })
        for (ahead, sheet) in model.sheets.enumerated() {
          let plain = sheet.sum { passes(Int32($0), owners[$0], context) }
          #expect(model.part(ahead, kept) == plain)
        }
      }
    }
  }

  @Test(arguments: [3, 9] as [UInt64])
  func aFinishedPeriodIsTheSumOfTheDealsThatPass(seed: UInt64) throws {
    let snapshot = try InventedCompany(seed: seed, days: 500).snapshot(on: Self.home)
    let forecaster = Forecaster(snapshot)
    let dealId = try #require(forecaster.model(on: Self.home).openRows.first)
    let without = [DealChange(deal: Int(dealId), change: .excluded)]
    for whatIf in [[], without] {
      for context in Self.contexts(snapshot, seed: seed, whatIf) {
        let owners = context.book.state.owner
        let models = forecaster.models(context, .quarters)
        for (model, kept) in zip(models, forecaster.parts(models, context)) {
          #expect(!model.locked.isEmpty)
          for (index, locked) in model.locked.enumerated() {
            let plain = locked.sheet.sum { passes(Int32($0), owners[$0], context) }
            let won = (locked.won ?? []).filter { passes($0, owners[Int($0)], context) }
            let part = kept.locked(index, of: model)
            #expect(part.expected == plain)
            #expect(part.actual == won.reduce(0) { $0 + model.amounts[Int($1)] })
          }
        }
      }
    }
  }

  @Test(arguments: [3, 9] as [UInt64])
  func aChangeIsTheDifferenceOfTwoDays(seed: UInt64) throws {
    let snapshot = try InventedCompany(seed: seed, days: 500).snapshot(on: Self.home)
    let forecaster = Forecaster(snapshot)
    let from = Self.home - 24
    let old = forecaster.model(on: from)
    for context in Self.contexts(snapshot, seed: seed) {
      let change = try #require(forecaster.change(context, since: from))
      // Who owned a deal then decides whether it was in then.
      let then = old.sheets[0].sum { passes(Int32($0), old.owners[$0], context) }
      let won = old.wonRows(in: old.grid.periods[old.base])
        .filter { passes($0, old.owners[Int($0)], context) }
        .reduce(Int64(0)) { $0 + old.amounts[Int($1)] }
      #expect(change.before.cents == then.openCents + then.newCents + won)
      let forecast = forecaster.forecast(context)
      let landing = try #require(forecast.landing)
      #expect(change.after == forecast.won + landing.expectedOpen + landing.expectedNew)
      let parts = change.won + change.moved + change.new + change.timePassed
      #expect(change.before + parts == change.after)
    }
  }

  @Test func theWeekByWeekBookingsAreThoseOfTheDaysThemselves() throws {
    let snapshot = try InventedCompany(seed: 5, days: 500).snapshot(on: Self.home)
    let forecaster = Forecaster(snapshot)
    for context in Self.contexts(snapshot, seed: 5) {
      let past = forecaster.fan(context).filter(\.isPast)
      #expect(past.count > 3)
      for point in past {
        let cents = context.selection.won
          .filter { context.book.closed[Int($0)] <= point.day.number }
          .reduce(Int64(0)) { $0 + context.book.state.amount[Int($1)] }
        #expect(point.p50 == Double(cents) / 100)
      }
    }
  }
}
