import RevBase
import RevForecast
import RevIngest
import RevMetrics
import RevModel
import RevPresentation
import RevTesting
import Testing

/// The forecast on the screen: contributions by deal, the audit, and the way into a past week.
@Suite struct ForecastViewTests {
  /// The sample data has the history that the demo company lacks; one fit serves all tests.
  private static let sample = Result {
    Analyst(Engine(try SnapshotLoader.load(folder: SampleData.folder).snapshot))
  }

  private func driver() throws -> StateDriver {
    var driver = StateDriver(Presenter(analyst: try Self.sample.get()))
    driver.fitsModels = true
    driver.send(.modelReady)
    if let question = driver.presenter.wantedModel {
      driver.presenter.analyst.fitModel(for: question)
      driver.send(.modelReady)
    }
    driver.send(.command(.focusForecast))
    return driver
  }

  @Test func enterOnTheRangeListsWhatEachDealAdds() throws {
    var driver = try driver()
    for _ in 0..<6 { driver.run(.down) }
    #expect(driver.state.item(of: .forecast) == .metric(.forecastP50))
    driver.run(.drill)
    let landing = try #require(driver.state.answers?.forecast?.forecast.landing)
    #expect(driver.state.view.totals.counted == landing.expectedOpen)
    let shown = driver.table()
    let table = try #require(shown)
    #expect(table.columns.prefix(4).map(\.title) == ["Deal", "Adds", "Chance", "When won"])
    driver.run(.explain)
    guard case .explain(let model) = driver.presenter.model(for: driver.state).overlay else {
      Issue.record("nothing is explained")
      return
    }
    #expect(model.title.hasPrefix("Adds  "))
    #expect(model.lines.contains { $0.label == "Sum of log-odds" })
  }

  @Test func theRangeIsExplainedDownToDailyRates() throws {
    var driver = try driver()
    for _ in 0..<6 { driver.run(.down) }
    driver.run(.explain)
    guard case .explain(let model) = driver.presenter.model(for: driver.state).overlay else {
      Issue.record("nothing is explained")
      return
    }
    let labels = model.lines.map(\.label)
    for label in ["Won", "Open", "To come", "Expected", "Range", "Cross-check", "Daily rates"] {
      #expect(labels.contains(label), "\(label)")
    }
    #expect(model.lines.contains { $0.text.contains("deal-days") })
  }

  @Test func theAuditListsItsLinesAndEnterTravelsToTheDay() throws {
    var driver = try driver()
    driver.run(.viewForecastAudit)
    let audit = try #require(driver.state.answers?.audit)
    guard case .board(let board) = driver.presenter.model(for: driver.state).body else {
      Issue.record("no board")
      return
    }
    #expect(board.title == "F Forecast audit")
    driver.run(.last)
    let oldest = try #require(audit.rows.first)
    #expect(driver.state.lineItem == .audit(.day(oldest.asOf)))
    let home = driver.state.question
    driver.run(.drill)
    #expect(driver.state.question.asOf == oldest.asOf)
    #expect(driver.state.question.period == oldest.period)
    #expect(driver.state.view.kind == .dashboard)
    driver.run(.undo)
    #expect(driver.state.question == home)
    #expect(driver.state.view.kind == .forecastAudit)
  }

  @Test func whileTheModelIsFittedTheViewSaysHowFarItIs() throws {
    var driver = try StateDriver()
    driver.run(.viewForecastAudit)
    driver.send(.modelProgress(0.43))
    guard case .board(let board) = driver.presenter.model(for: driver.state).body,
      case .note(let phrase) = board.left.first
    else {
      Issue.record("no words")
      return
    }
    #expect(phrase == [.text("replaying the past: 43%", .missing)])
  }

  @Test func everyLineOfTheAuditIsExplained() throws {
    var driver = try driver()
    driver.run(.viewForecastAudit)
    var seen: Set<String> = []
    for _ in 0..<400 {
      driver.run(.explain)
      if case .explain(let model) = driver.presenter.model(for: driver.state).overlay {
        #expect(!model.lines.isEmpty)
        seen.insert(model.title)
      }
      driver.run(.cancel)
      let before = driver.state.lineItem
      driver.run(.down)
      if driver.state.lineItem == before { break }
    }
    #expect(seen.count > 40)
  }
}
