import RevBase
import RevMetrics
import RevModel
import Testing

@testable import RevForecast

struct ReplayTests {
  private static let company = InventedCompany(seed: 11, deals: 200, days: 500)
  private static let home = InventedCompany.start + 500

  private func forecast(_ snapshot: Snapshot, on day: Day, _ slicers: Slicers = Slicers())
    -> Forecast
  {
    let period = snapshot.manifest.fiscalCalendar.quarter(holding: day)
    return Forecaster(snapshot).forecast(
      Engine(snapshot).context(Question(slicers: slicers, period: period, asOf: day)))
  }

  @Test(arguments: [274, 400])
  func rowsDatedLaterChangeNothing(after days: Int) throws {
    let day = InventedCompany.start + days
    let whole = try Self.company.snapshot(on: Self.home)
    let cut = try Self.company.snapshot(on: day)
    #expect(forecast(whole, on: day) == forecast(cut, on: day))
    let (a, b) = (
      ForecastModel.fitted(whole, on: day), ForecastModel.fitted(cut, on: day)
    )
    #expect(ForecastAudit(a) == ForecastAudit(b))
    #expect(a.rateLines() == b.rateLines())
    #expect(a.factorLines() == b.factorLines())
    let ids = { (model: ForecastModel) in
      model.openRows.map { model.roster.snapshot.deals.id[Int($0)] }
    }
    #expect(ids(a) == ids(b))
    #expect(a.chances == b.chances)
  }

  @Test(arguments: [1, 2] as [UInt64])
  func theOrderOfInputRowsChangesNothing(seed: UInt64) throws {
    let plain = try Self.company.snapshot(on: Self.home)
    let mixed = try Self.company.snapshot(on: Self.home, shuffledBy: seed)
    #expect(forecast(plain, on: Self.home) == forecast(mixed, on: Self.home))
    let (a, b) = (
      ForecastModel.fitted(plain, on: Self.home), ForecastModel.fitted(mixed, on: Self.home)
    )
    #expect(a.chances == b.chances)
    #expect(ForecastAudit(a).rows == ForecastAudit(b).rows)
  }

  @Test func everyRunSaysTheSame() throws {
    let snapshot = try Self.company.snapshot(on: Self.home)
    #expect(forecast(snapshot, on: Self.home) == forecast(snapshot, on: Self.home))
  }

  @Test func whatTheAuditSaysForADayIsWhatTheForecastSaidOnIt() throws {
    let snapshot = try Self.company.snapshot(on: Self.home)
    let audit = ForecastAudit(ForecastModel.fitted(snapshot, on: Self.home))
    let rows = audit.rows.filter { $0.period.contains($0.asOf) }
    #expect(rows.count > 20)
    for row in rows.suffix(20) where row.asOf.number % 5 == 0 {
      let landing = try #require(forecast(snapshot, on: row.asOf).landing)
      // Whole cents here, plain sums there.
      #expect(abs(landing.p50 - row.p50) < 0.5)
      #expect(abs(landing.p10 - row.p10) < 0.5)
      #expect(abs(landing.p90 - row.p90) < 0.5)
    }
  }

  @Test func theAuditNamesWeeksMethodsAndPeriods() throws {
    let snapshot = try Self.company.snapshot(on: Self.home)
    let audit = ForecastAudit(ForecastModel.fitted(snapshot, on: Self.home))
    #expect(audit.weeks.count == 13)
    #expect(audit.weeks.first?.week == 0)
    #expect(audit.callsReason == "calls.csv is missing")
    #expect(audit.methods[.median]?.rows == audit.rows.count)
    #expect(audit.bands.reduce(0) { $0 + $1.rows } == audit.rows.count)
    let byHand = audit.rows.reduce(0.0) { $0 + abs($1.p50 - $1.actual) }
    let came = audit.rows.reduce(0.0) { $0 + $1.actual }
    let wape = try #require(audit.methods[.median]?.wape)
    #expect(abs(wape - byHand / came) < 1e-9)
  }

  @Test func aCancelledAuditThrows() throws {
    let snapshot = try Self.company.snapshot(on: Self.home)
    #expect(throws: CancellationError.self) {
      _ = try Forecaster(snapshot).audit(on: Self.home, .sales, .quarters) { $0 < 0.3 }
    }
  }
}

extension ForecastModel {
  static func fitted(
    _ snapshot: Snapshot, on day: Day, _ population: DealPopulation = .sales,
    _ cadence: ForecastCadence = .quarters
  ) -> ForecastModel {
    Forecaster(snapshot).model(on: day, population, cadence)
  }
}
