import RevBase
import RevMetrics
import RevModel
import RevTesting
import Testing

@testable import RevForecast

struct ThinHistoryTests {
  private func forecast(_ snapshot: Snapshot) -> (Forecast, Readout) {
    let engine = Engine(snapshot)
    let context = engine.context(engine.initialQuestion)
    let forecaster = Forecaster(snapshot)
    var readout = Readout(question: context.question)
    forecaster.fill(&readout, context)
    return (forecaster.forecast(context), readout)
  }

  @Test func withoutHistoryTheWeightedPipelineIsNamedAsSuch() throws {
    let snapshot = try Fixture.snapshot([
      "revtop.yaml": "as_of: 2026-11-16\n", "stages.csv": Fixture.stages,
      "deals.csv": """
      deal_id,stage,amount,created_date,close_date,closed_date
      a,Proposal,1000,2026-10-01,2026-12-01,
      b,Negotiation,500,2026-10-02,2026-12-05,
      c,Won,300,2026-10-02,2026-11-01,2026-11-01
      """,
    ])
    let (forecast, readout) = forecast(snapshot)
    // 300 + 0.4 × 1000 + 0.8 × 500.
    #expect(forecast.weightedPipeline == Money(cents: 110_000))
    let reason =
      "not enough history to forecast: 1 of 10 won deals; the weighted pipeline says 1100"
    #expect(forecast.outlook == .unknown(reason))
    for id in [MetricID.forecastP10, .forecastP50, .forecastP90, .forecastConfidence] {
      #expect(readout[id] == .undefined(reason))
    }
  }

  @Test func theFirstDaysOfAQuarterNeedNoRecordsOfTheOneBefore() throws {
    // A Saturday in a quarter that began on Thursday; the Monday before lies in the old quarter.
    let snapshot = try Fixture.snapshot([
      "revtop.yaml": "as_of: 2026-10-03\n", "stages.csv": Fixture.stages,
      "deals.csv": """
      deal_id,stage,amount,created_date,close_date
      a,Proposal,1000,2026-09-01,2026-12-01
      """,
      "deal_history.csv": "deal_id,changed_at,field,old_value,new_value\n",
    ])
    let (forecast, readout) = forecast(snapshot)
    #expect(forecast.weightedPipeline == Money(cents: 40_000))
    #expect(readout[.forecastP50].reason?.hasPrefix("not enough history to forecast") == true)
  }

  @Test func oneFinishedQuarterGetsWordsInsteadOfAConfidence() throws {
    // Records begin on the first day of a quarter; the as-of day lies in the next one.
    let company = InventedCompany(seed: 21, deals: 400, days: 190)
    let snapshot = try company.snapshot(on: InventedCompany.start + 120)
    let (forecast, readout) = forecast(snapshot)
    #expect(forecast.landing != nil)
    let reason = try #require(readout[.forecastConfidence].reason)
    #expect(reason.hasPrefix("not enough history: ") && reason.hasSuffix("of 2 finished periods"))
    #expect(readout[.forecastAccuracy].value == nil)
    #expect(readout[.forecastP50].value != nil)
  }

  @Test func withoutDealHistoryAllOpenStagesCountAsOne() throws {
    var deals = "deal_id,stage,amount,created_date,close_date,closed_date\n"
    var random = SplitMix(seed: 3)
    for number in 0..<200 {
      let created = InventedCompany.start + Int(random.unit() * 600)
      let closed = created + 10 + Int(random.unit() * 80)
      if closed <= InventedCompany.start + 600 {
        let outcome = random.unit() < 0.4 ? "Won" : "Lost"
        deals += "d\(number),\(outcome),\(1000 + number),\(created),\(closed),\(closed)\n"
      } else {
        deals += "d\(number),Proposal,\(1000 + number),\(created),\(closed),\n"
      }
    }
    let snapshot = try Fixture.snapshot([
      "revtop.yaml": "as_of: \(InventedCompany.start + 600)\n", "stages.csv": Fixture.stages,
      "deals.csv": deals,
    ])
    let (forecast, _) = forecast(snapshot)
    #expect(forecast.landing != nil)
    #expect(
      forecast.remarks.contains(
        "too few closed deals tell their stages: all open stages count as one"))
    let model = ForecastModel.fitted(snapshot, on: snapshot.manifest.asOf)
    #expect(
      Set(model.factorLines().map(\.factor)).isDisjoint(with: [.due, .pushes, .idle, .owner]))
  }

  @Test func aPeriodThatIsNoQuarterOrMonthHasNoForecast() throws {
    let company = InventedCompany(seed: 21, days: 200)
    let snapshot = try company.snapshot(on: InventedCompany.start + 200)
    let day = snapshot.manifest.asOf
    let context = Engine(snapshot).context(
      Question(period: Period(start: day - 10, end: day + 10), asOf: day))
    #expect(
      Forecaster(snapshot).forecast(context).outlook
        == .unknown("a forecast is made for a fiscal quarter or a calendar month"))
  }

  @Test func noDealsAtAllIsNoForecastAndNoCrash() throws {
    let snapshot = try Fixture.snapshot([
      "revtop.yaml": "as_of: 2026-11-16\n",
      "deals.csv": "deal_id,stage,amount,created_date,close_date\n",
    ])
    let (forecast, _) = forecast(snapshot)
    #expect(
      forecast.outlook
        == .unknown(
          "not enough history to forecast: 0 of 10 won deals; the weighted pipeline says 0"))
  }

  @Test func confidenceNeedsThirtyWins() throws {
    let company = InventedCompany(seed: 31, deals: 60, days: 400)
    let snapshot = try company.snapshot(on: InventedCompany.start + 400)
    let model = ForecastModel.fitted(snapshot, on: snapshot.manifest.asOf)
    #expect(model.wonDeals < 30)
    let (forecast, _) = forecast(snapshot)
    #expect(forecast.confidence.value == nil)
  }
}
