import RevBase
import RevMetrics
import RevModel
import RevTesting
import Testing

@testable import RevRisk

struct AnomaliesTests {
  private static func series(
    _ past: [Double?], now: Double?, _ unit: MetricUnit = .money,
    _ better: MetricDefinition.Direction = .lower
  ) -> AnomalySeries {
    AnomalySeries(id: "x", title: "X", unit: unit, better: better, current: now, past: past)
  }

  @Test func threeRobustDeviationsAreTheBar() throws {
    // Middle 10; distances 0 0 0 0 1 1 2 2, so half of them are within 0.5: 0.7413.
    let past: [Double?] = [10, 11, 9, 10, 10, 12, 8, 10]
    let middle = try #require(Anomalies.middle(Self.series(past, now: 10)))
    #expect(middle.median == 10)
    #expect(abs(middle.deviation - 0.7413) < 1e-12)
    #expect(Anomalies.unusual([Self.series(past, now: 12.2)]).isEmpty)
    let found = try #require(Anomalies.unusual([Self.series(past, now: 12.3)]).first)
    #expect(found.isBad == true)
    guard case .unusual(let deviations, let usual) = found.kind else {
      Issue.record("no kind")
      return
    }
    #expect(abs(deviations - 2.3 / 0.7413) < 1e-9 && usual == 10)
    #expect(Anomalies.unusual([Self.series(past, now: 7)]).first?.isBad == false)
    #expect(
      found.words { value, _ in "\(value)" }
        == "X: 12.3, usually 10.0 (3.1 deviations above its last weeks)")
  }

  @Test func whatNeverMovedDoesNotAlarmOverATrifle() {
    let still: [Double?] = [5, 5, 5, 5, 5, 5, 5, 5]
    #expect(Anomalies.unusual([Self.series(still, now: 8, .count)]).isEmpty)
    #expect(Anomalies.unusual([Self.series(still, now: 9, .count)]).count == 1)
    #expect(Anomalies.unusual([Self.series([100, 100, 100, 100, 100], now: 103)]).isEmpty)
    #expect(Anomalies.unusual([Self.series([100, 100, 100, 100, 100], now: 104)]).count == 1)
  }

  @Test func aShortPastSaysNothing() {
    #expect(Anomalies.unusual([Self.series([1, 1, 1, 1, nil, nil], now: 50)]).isEmpty)
    #expect(Anomalies.unusual([Self.series([1, 1, 1, 1, 1], now: nil)]).isEmpty)
  }

  @Test func poorGradesAreNamedWithTheirBar() throws {
    let snapshot = try Fixture.snapshot([
      "revtop.yaml": "as_of: 2026-05-15\nthresholds: {win_rate: 0.5}\n",
      "stages.csv": Fixture.stages,
      "deals.csv": """
      deal_id,stage,amount,created_date,close_date,closed_date
      a,Won,100,2026-04-01,2026-05-01,2026-05-01
      b,Lost,100,2026-04-01,2026-05-01,2026-05-01
      c,Lost,100,2026-04-01,2026-05-01,2026-05-01
      d,Lost,100,2026-04-01,2026-05-01,2026-05-01
      """,
    ])
    let engine = Engine(snapshot)
    let found = Anomalies.pastThresholds(
      engine.answer(engine.initialQuestion), snapshot.manifest.thresholds)
    let rate = try #require(found.first { $0.id == "win_rate.count" })
    #expect(rate.value == 0.25)
    #expect(rate.kind == .threshold(key: "win_rate", bar: 0.5))
  }

  @Test func flowsAreSumsOfSevenDays() throws {
    let snapshot = try Fixture.snapshot([
      "revtop.yaml": "as_of: 2026-05-15\n", "stages.csv": Fixture.stages,
      "deals.csv": """
      deal_id,stage,amount,created_date,close_date,closed_date
      a,Won,100,2026-04-01,2026-05-09,2026-05-09
      b,Won,50,2026-04-01,2026-05-15,2026-05-15
      c,Won,30,2026-04-01,2026-05-08,2026-05-08
      d,Discovery,7,2026-05-12,2026-06-30,
      """,
    ])
    let engine = Engine(snapshot)
    let flows = Anomalies.flows(engine.context(engine.initialQuestion))
    let won = try #require(flows.first { $0.id == "won_week" })
    #expect(won.current == 150)
    #expect(won.past == [0, 0, 0, 0, 0, 0, 0, 30])
    #expect(flows.first { $0.id == "created_week" }?.current == 7)
  }

  @Test func theWatchedNumbersOfPastWeeksAreAnswered() throws {
    let home = InventedCompany.start + 640
    let engine = Engine(try InventedCompany(seed: 31).snapshot(on: home))
    let series = Anomalies.series(engine, engine.initialQuestion)
    let open = try #require(series.first { $0.id == "pipeline.open_all" })
    #expect(open.past.count == 8 && open.past.allSatisfy { $0 != nil })
    let week = Question(
      period: engine.initialQuestion.period, asOf: home - 7)
    #expect(open.past.last == engine.answer(week)[.pipelineOpenAll].value?.double)
    #expect(open.current == engine.answer(engine.initialQuestion)[.pipelineOpenAll].value?.double)
  }
}
