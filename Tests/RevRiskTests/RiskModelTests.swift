import RevBase
import RevForecast
import RevMetrics
import RevModel
import RevTesting
import Testing

@testable import RevRisk

struct RiskModelTests {
  private static let home = InventedCompany.start + 640

  @Test(arguments: [1, 2, 3] as [UInt64])
  func pointsAndBaseAddUpToTheShownChance(seed: UInt64) throws {
    let bench = Bench(try InventedCompany(seed: seed).snapshot(on: Self.home))
    #expect(bench.model.mode == .learnt)
    #expect(bench.context.selection.open.count > 5)
    for id in bench.context.selection.open {
      let risk = try #require(bench.model.risk(ofDeal: Int(id)))
      let sum = risk.base + risk.reasons.reduce(0) { $0 + $1.points }
      #expect(abs(sum - risk.chance) < 1e-12)
      let whole = risk.basePercent + risk.reasons.reduce(0) { $0 + $1.percentagePoints }
      #expect(whole == risk.chancePercent)
      #expect(abs(risk.chance + risk.lost + risk.slip - 1) < 1e-9)
      #expect(risk.base > 0 && risk.base < 1)
      #expect(risk.reference >= risk.chance && risk.actionable >= risk.chance)
      #expect(risk.shortfall >= risk.lift || risk.actionable <= risk.reference + 1e-9)
    }
  }

  @Test func aReasonSupposedNormalGivesTheChanceThatItNames() throws {
    let bench = Bench(try InventedCompany(seed: 2).snapshot(on: Self.home))
    for id in bench.context.selection.open {
      let risk = try #require(bench.model.risk(ofDeal: Int(id)))
      for reason in risk.reasons {
        let normal = try #require(NormalDeal(risk, supposing: [reason.kind]))
        #expect(abs(normal.chance - reason.ifNormal) < 1e-12)
        #expect(abs(normal.adds.units - risk.amount * reason.ifNormal) < 0.01)
        #expect(normal.missing >= 0 && normal.missing <= 1)
      }
      // All of them together are the base with what is normal in their place.
      let all = try #require(NormalDeal(risk, supposing: Set(risk.reasons.map(\.kind))))
      let left = risk.logOdds - risk.reasons.reduce(0) { $0 + $1.logOdds - $1.normalLogOdds }
      #expect(abs(all.logOdds - left) < 1e-12)
      #expect(NormalDeal(risk, supposing: []) == nil)
    }
  }

  @Test func theChanceIsTheForecastsOwn() throws {
    let bench = Bench(try InventedCompany(seed: 4).snapshot(on: Self.home))
    let forecast = try #require(bench.model.models.first)
    for (row, chance) in zip(forecast.openRows, forecast.chances) {
      #expect(bench.model.risk(ofDeal: Int(row))?.chance == chance)
    }
    let closed = bench.context.selection.wonTrailing
    #expect(bench.model.risk(ofDeal: Int(try #require(closed.first))) == nil)
    #expect(bench.model.risk(ofDeal: -1) == nil)
  }

  @Test(arguments: [400, 500, 575])
  func rowsDatedLaterChangeNothing(after days: Int) throws {
    let company = InventedCompany(seed: 5)
    let day = InventedCompany.start + days
    let whole = Bench(try company.snapshot(on: Self.home), on: day)
    let cut = Bench(try company.snapshot(on: day))
    #expect(whole.list == cut.list)
    #expect(whole.list.rows.count > 3)
    #expect(
      whole.model.norms.norm(stage: 1, segment: 0) == cut.model.norms.norm(stage: 1, segment: 0))
    for row in cut.context.selection.open {
      #expect(whole.model.risk(ofDeal: Int(row)) == cut.model.risk(ofDeal: Int(row)))
      #expect(whole.model.similar(toDeal: Int(row)) == cut.model.similar(toDeal: Int(row)))
    }
    #expect(whole.actions == cut.actions)
  }

  @Test func aYoungCompanyRunsOnRulesAndSaysSo() throws {
    let bench = Bench(try InventedCompany(seed: 6, deals: 60).snapshot(on: Self.home))
    guard case .rules(let words) = bench.model.mode else {
      Issue.record("60 deals are below the floor")
      return
    }
    #expect(words.hasPrefix("rules mode: "))
    #expect(words.contains("of 50 won deals"))
    #expect(bench.list.remarks.first == words)
    for row in bench.context.selection.open {
      let risk = try #require(bench.model.risk(ofDeal: Int(row)))
      #expect(risk.modeWords == words)
      for reason in risk.reasons {
        #expect(reason.kind == .timeInStage || reason.kind == .unproven)
        #expect(reason.observed == 0)
      }
      let sum = risk.base + risk.reasons.reduce(0) { $0 + $1.points }
      #expect(abs(sum - risk.chance) < 1e-12)
    }
  }

  @Test func wholePointsKeepTheirSum() {
    #expect(RiskModel.whole([0.425, -0.105, -0.12], sum: 0.20) == [43, -11, -12])
    #expect(RiskModel.whole([0.333, 0.333, 0.334], sum: 1) == [33, 33, 34])
    #expect(RiskModel.whole([0.5], sum: 0.5) == [50])
    var random = SplitMix(seed: 8)
    for _ in 0..<500 {
      let shares = (0..<(1 + Int(random.unit() * 9))).map { _ in random.unit() - 0.5 }
      let sum = shares.reduce(0, +)
      let whole = RiskModel.whole(shares, sum: sum)
      #expect(whole.reduce(0, +) == Int((sum * 100).rounded()))
      for (share, points) in zip(shares, whole) {
        #expect(abs(Double(points) - share * 100) < 1.01)
      }
    }
  }

  @Test func aCounterfactualTakesOneReasonAway() throws {
    let bench = Bench(try InventedCompany(seed: 7).snapshot(on: Self.home))
    var checked = 0
    for row in bench.context.selection.open {
      let risk = try #require(bench.model.risk(ofDeal: Int(row)))
      for reason in risk.reasons where reason.kind == .factor(.segment) {
        let expected = Odds.chance(Odds.logOdds(risk.chance) - reason.logOdds)
        #expect(abs(reason.ifNormal - expected) < 1e-9)
        #expect(reason.words.hasPrefix("segment: "))
        checked += 1
      }
      let stuck = try #require(risk.reasons.first { $0.kind == .timeInStage })
      #expect(stuck.ifNormal >= risk.chance - 1e-9)
    }
    #expect(checked > 5)
  }

  @Test func pushesAreNamedWithTheirDays() throws {
    let bench = Bench(try InventedCompany(seed: 9).snapshot(on: Self.home))
    var checked = 0
    for row in bench.context.selection.open {
      let risk = try #require(bench.model.risk(ofDeal: Int(row)))
      guard let reason = risk.reasons.first(where: { $0.kind == .factor(.pushes) }) else {
        continue
      }
      let outlook = try #require(bench.model.models.first?.outlook(ofDeal: Int(row)))
      #expect(reason.days.count == outlook.pushes)
      #expect(reason.days == reason.days.sorted())
      #expect(risk.flags.has(.pushedTwice) == (outlook.pushes >= 2))
      if outlook.pushes > 0 { #expect(reason.seen.contains(": ")) }
      checked += 1
    }
    #expect(checked > 5)
  }

  @Test func similarDealsWereInTheSameStageAndAreClosed() throws {
    let bench = Bench(try InventedCompany(seed: 10).snapshot(on: Self.home))
    let snapshot = bench.engine.snapshot
    let book = bench.context.book
    for id in bench.context.selection.open {
      let similar = try #require(bench.model.similar(toDeal: Int(id), most: 3))
      #expect(similar.won.count <= 3 && similar.lost.count <= 3)
      #expect(similar.wonCount >= similar.won.count)
      for match in similar.won { #expect(book.standing[match.deal] == Standing.won.rawValue) }
      for match in similar.lost { #expect(book.standing[match.deal] == Standing.lost.rawValue) }
      guard similar.likeness == .full else { continue }
      let amount = book.state.amount[Int(id)]
      for match in similar.won + similar.lost {
        #expect(snapshot.segment(ofDeal: match.deal) == snapshot.segment(ofDeal: Int(id)))
        #expect(2 * match.amount.cents >= amount - 1 && match.amount.cents <= 2 * amount + 1)
      }
    }
  }
}
