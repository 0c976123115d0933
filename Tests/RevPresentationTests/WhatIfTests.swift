import Foundation
import RevBase
import RevJournal
import RevMetrics
import RevModel
import RevPresentation
import RevRisk
import RevTesting
import Testing

@Suite struct WhatIfTests {
  private func reader() throws -> (Supposing, Snapshot) {
    let snapshot = try DemoCompany.snapshot()
    return (
      Supposing(snapshot, knownAs: DealsAsOf(snapshot, on: snapshot.manifest.asOf)), snapshot
    )
  }

  // MARK: - Words

  @Test(arguments: [
    ("d1 stage=Won amount=50000", "d1 stage=Won amount=50000"),
    ("d1 stage=won", "d1 stage=Won"), ("d1 amount=+10%", "d1 amount=440000"),
    ("d1 amount=-5000", "d1 amount=395000"), ("d1 amount=1.2M", "d1 amount=1200000"),
    ("d1 amount=48,000.50", "d1 amount=48000.50"), ("d1 close=+14d", "d1 close=2026-12-29"),
    ("d1 close=-1w", "d1 close=2026-12-08"), ("d1 close=2027-01-05", "d1 close=2027-01-05"),
    ("d1 out", "d1 out"),
    ("d1 stage=Lost close=2026-11-20 out", "d1 stage=Lost close=2026-11-20 out"),
  ])
  func suppositionsAreReadAndWrittenInTheSameWords(text: String, written: String) throws {
    let (reader, _) = try reader()
    let changes = try reader.applying(line: text, to: [])
    #expect(reader.lines(changes) == [written])
    #expect(try reader.applying(line: written, to: []) == changes)
  }

  @Test(arguments: [
    ("d99 out", "no deal has the id 'd99'"), ("d1", "supposes nothing"), ("", "supposes nothing"),
    ("d1 stage=Heaven", "its stages are Discovery, Proposal, Negotiation, Won, Lost"),
    ("d1 amount=much", "is no amount"), ("d1 amount=-900000", "would be negative"),
    ("d1 amount=10%", "is no amount"), ("d1 close=soon", "is no close date"),
    ("d1 colour=red", "cannot be supposed"), ("d1 hello", "cannot be supposed"),
    ("d1 amount=1e99", "is no amount"),
  ])
  func whatCannotBeSupposedSaysWhatToWrite(text: String, words: String) throws {
    let (reader, _) = try reader()
    let error = #expect(throws: SuppositionError.self) { try reader.applying(line: text, to: []) }
    #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
  }

  @Test func aFieldHasOneSuppositionAndTheKnownValueIsNone() throws {
    let (reader, _) = try reader()
    var changes = try reader.applying(line: "d1 amount=1000", to: [])
    changes = try reader.applying(line: "d1 amount=2000", to: changes)
    #expect(reader.lines(changes) == ["d1 amount=2000"])
    changes = try reader.applying(line: "d1 amount=400000", to: changes)
    #expect(changes.isEmpty)
    changes = try reader.applying(line: "d1 out", to: [])
    #expect(try reader.applying(line: "d1 in", to: changes).isEmpty)
  }

  // MARK: - The cockpit

  /// Supposes words of the deal under the cursor of the at-risk pane's table.
  private func supposing(_ words: String, deal id: String = "d2") throws -> StateDriver {
    var cockpit = try StateDriver()
    cockpit.fitsModels = true
    let row = Int32(try #require(cockpit.presenter.engine.snapshot.deals.id.firstRow(of: id)))
    cockpit.send(
      .supposed(
        try Supposing(
          cockpit.presenter.engine.snapshot,
          knownAs: cockpit.presenter.engine.book(on: cockpit.state.question.asOf)
        ).applying(words, to: [row], of: []), generation: 0))
    return cockpit
  }

  @Test func winningADealMovesEveryPaneAndMarksWhatChanged() throws {
    var cockpit = try supposing("stage=Won")
    let answers = try #require(cockpit.state.answers)
    // 80,000 and 40,000 were won; 310,000 more is supposed.
    #expect(answers.now[.bookingsWon].value?.money == Money(cents: 430_000_00))
    #expect(answers.before?[.bookingsWon].value?.money == Money(cents: 120_000_00))
    guard case .dashboard(let model) = cockpit.presenter.model(for: cockpit.state).body else {
      Issue.record("no dashboard")
      return
    }
    #expect(model.forecast.figures[.metric(.bookingsWon)]?.comparison?.isSupposed == true)
    #expect(model.pipeline.figures[.metric(.pipelineOpen)]?.comparison?.isSupposed == true)
    #expect(model.retention.figures[.metric(.retentionNRR)]?.comparison?.isSupposed == false)
    #expect(cockpit.presenter.model(for: cockpit.state).title.hasWhatIf)
    // The deal is no risk any more.
    let row = cockpit.presenter.engine.snapshot.deals.id.firstRow(of: "d2")
    #expect(!answers.risk.deals.contains { Int($0.row) == row })
    cockpit.run(.clear)
    #expect(cockpit.state.question.whatIf.isEmpty)
    #expect(cockpit.state.answers?.now[.bookingsWon].value?.money == Money(cents: 120_000_00))
    cockpit.run(.undo)
    #expect(cockpit.state.question.whatIf.count == 1)
  }

  @Test func theDealsAtRiskFollowAStageAndADate() throws {
    var cockpit = try StateDriver(fitsModels: true)
    let before = try #require(cockpit.state.answers?.risk)
    let row = Int32(try #require(cockpit.presenter.engine.snapshot.deals.id.firstRow(of: "d1")))
    let known = try #require(before.deals.first { $0.row == row })
    // From Negotiation, where it lingers, back to the first stage: another chance, nobody else's.
    cockpit = try supposing("stage=Discovery", deal: "d1")
    let after = try #require(cockpit.state.answers?.risk)
    #expect(after.deals.first { $0.row == row }?.chance != known.chance)
    for deal in before.deals where deal.row != row {
      #expect(after.deals.first { $0.row == deal.row }?.chance == deal.chance)
    }
    // Far in the future it is not due in the period any more.
    cockpit = try supposing("close=2028-01-01", deal: "d1")
    #expect(cockpit.state.answers?.risk.deals.contains { $0.row == row } == false)
    #expect(cockpit.state.answers?.base?.atRisk.count == before.total.count)
  }

  @Test func aReasonIsSupposedNormalInTheInspectorAndTheArithmeticIsShown() throws {
    var cockpit = try StateDriver(fitsModels: true)
    cockpit.run(.focusRisk, .drill, .drill, .whatIf)
    guard case .picker(let picker) = cockpit.state.overlay else {
      Issue.record("no list")
      return
    }
    let place = try #require(
      picker.values.firstIndex { $0.id == WhatIfChoice.normal(.timeInStage).id })
    #expect(picker.values[place].title == "normal instead of: 76 days in Negotiation")
    #expect(picker.values[place].note == "chance 29% to 53%")
    for _ in 0..<place { cockpit.run(.down) }
    cockpit.run(.accept)
    guard case .inspector(let model) = cockpit.presenter.model(for: cockpit.state).body else {
      Issue.record("no inspector")
      return
    }
    let section = try #require(model.sections.first { $0.title.hasPrefix("What if 1 reason") })
    #expect(
      section.fields.map(\.label) == [
        "Instead of", "Log-odds", "Chance", "Adds", "Risk", "At risk",
      ])
    #expect(section.fields[2].value.contains("instead of"))
    // Nothing else of the screen follows, and it can be undone.
    #expect(cockpit.state.question.whatIf.isEmpty)
    cockpit.run(.undo)
    #expect(cockpit.state.view.normal.isEmpty)
    cockpit.run(.redo, .clear)
    #expect(cockpit.state.view.normal.isEmpty)
  }

  @Test func aScenarioIsKeptInTheJournalListedOpenedAndEnded() throws {
    let folder = NSTemporaryDirectory() + "rt-scenario-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var cockpit = try supposing("stage=Won amount=500000")
    cockpit.desk = JournalDesk(path: "\(folder)/journal.sqlite", snapshot: "Demo Works")
    func choose(_ choice: WhatIfChoice, _ cockpit: inout StateDriver) throws {
      cockpit.run(.whatIf)
      guard case .picker(let picker) = cockpit.state.overlay else { return }
      let place = try #require(picker.values.firstIndex { $0.id == choice.id })
      for _ in 0..<place { cockpit.run(.down) }
      cockpit.run(.accept)
    }
    try choose(.keep, &cockpit)
    cockpit.run(.accept)
    guard case .prompt(let prompt) = cockpit.state.overlay else {
      Issue.record("a name is needed")
      return
    }
    #expect(prompt.fault == "write a name")
    cockpit.type("big win")
    cockpit.run(.accept)
    #expect(cockpit.state.overlay == nil)
    #expect(cockpit.state.message?.phrase.plain.contains("kept as 'big win'") == true)
    #expect(
      cockpit.presenter.model(for: cockpit.state).slicers.contains {
        $0.value == "big win: 2 changes"
      })
    let entry = try #require(cockpit.state.journal?.entries.first)
    #expect(entry.kind == .scenario)
    #expect(entry.details["what_if"] == "d2 stage=Won amount=500000")
    #expect(entry.details["number.bookings.won"] == "620000")
    cockpit.run(.clear)
    #expect(cockpit.state.question.whatIf.isEmpty)
    try choose(.scenarios, &cockpit)
    guard case .picker(let list) = cockpit.state.overlay else {
      Issue.record("no list of scenarios")
      return
    }
    #expect(list.values.map(\.title) == ["big win"])
    #expect(list.values.first?.note == "of 2026-11-16, FY2027-Q4, 1 deal")
    cockpit.run(.accept)
    #expect(cockpit.state.question.whatIf.count == 2)
    #expect(cockpit.table()?.rows.first?.cells[1].text == "stage")
  }

  @Test func aScenarioThatCannotBeWrittenKeepsItsName() throws {
    var cockpit = try supposing("out")
    cockpit.run(.whatIf)
    guard case .picker(let picker) = cockpit.state.overlay else { return }
    let keep = try #require(picker.values.firstIndex { $0.id == WhatIfChoice.keep.id })
    for _ in 0..<keep { cockpit.run(.down) }
    cockpit.run(.accept)
    cockpit.type("no place")
    cockpit.desk = JournalDesk(path: nil, snapshot: "Demo Works")
    cockpit.run(.accept)
    guard case .prompt(let prompt) = cockpit.state.overlay else {
      Issue.record("the prompt is gone")
      return
    }
    #expect(prompt.line.text == "no place")
    #expect(prompt.fault?.contains("the journal has no place") == true)
  }

  @Test func aDealLeftOutIsInNoNumber() throws {
    let cockpit = try supposing("out")
    let before = try #require(cockpit.state.answers?.before)
    let now = try #require(cockpit.state.answers?.now)
    let open = try #require(before[.pipelineOpen].value?.money)
    #expect(now[.pipelineOpen].value?.money == open - Money(cents: 310_000_00))
  }

  @Test func theListOfSuppositionsNamesKnownAndSupposed() throws {
    var cockpit = try supposing("amount=500000 close=2026-12-31")
    cockpit.run(.whatIf)
    guard case .picker(let picker) = cockpit.state.overlay else {
      Issue.record("no list")
      return
    }
    let list = try #require(picker.values.firstIndex { $0.id == WhatIfChoice.list.id })
    for _ in 0..<list { cockpit.run(.down) }
    cockpit.run(.accept)
    let shown = cockpit.table()
    let table = try #require(shown)
    #expect(table.rows.map { $0.cells[1].text } == ["amount", "close date"])
    #expect(table.rows.map { $0.cells[2].text } == ["310,000", "2026-11-10"])
    #expect(table.rows.map { $0.cells[3].text } == ["500,000", "2026-12-31"])
    cockpit.run(.drill)
    #expect(cockpit.presenter.model(for: cockpit.state).path.last == "Contoso Platform")
  }

  @Test func markedDealsAreSupposedTogether() throws {
    var cockpit = try StateDriver()
    cockpit.run(.drill, .mark, .mark)
    #expect(cockpit.state.supposedDeals.count == 2)
    cockpit.run(.whatIf)
    guard case .picker(let picker) = cockpit.state.overlay else {
      Issue.record("no list")
      return
    }
    let out = try #require(picker.values.firstIndex { $0.id == WhatIfChoice.leaveOut.id })
    for _ in 0..<out { cockpit.run(.down) }
    cockpit.run(.accept)
    #expect(cockpit.state.question.whatIf.count == 2)
    #expect(cockpit.state.view.totals.count == 4)
  }

  @Test func aBadAmountIsRefusedInThePrompt() throws {
    var cockpit = try StateDriver()
    cockpit.run(.drill, .whatIf, .down, .accept)
    cockpit.type("lots")
    cockpit.run(.accept)
    guard case .prompt(let prompt) = cockpit.state.overlay else {
      Issue.record("the prompt is gone")
      return
    }
    #expect(prompt.fault?.contains("'lots' is no amount") == true)
    cockpit.type("+10%")
    cockpit.run(.accept)
    #expect(cockpit.state.overlay == nil)
    #expect(cockpit.state.question.whatIf.count == 1)
  }

  @Test func aScenarioSurvivesItsDetails() throws {
    let scenario = Scenario(
      id: "s1", name: "push commit", day: Day("2026-11-16")!, period: "FY2027-Q4",
      lines: ["d1 stage=Won", "d2 out"], known: ["d1 stage=Negotiation"],
      numbers: ["bookings.won": "120000"])
    #expect(
      Scenario(id: "s1", name: "push commit", details: scenario.details) == scenario)
    #expect(Scenario(id: "s1", name: "x", details: ["as_of": "never"]) == nil)
  }

  @Test func aScenarioOpenedLaterSaysHowItCame() throws {
    var cockpit = try supposing("stage=Won amount=500000")
    let numbers = try #require(cockpit.state.answers.map { Scenario.numbers(of: $0.now) })
    var scenario = cockpit.presenter.scenario(
      named: "push", cockpit.state.question, numbers: numbers)
    #expect(scenario.lines == ["d2 stage=Won amount=500000"])
    #expect(scenario.known == ["d2 stage=Proposal amount=310000"])
    #expect(scenario.numbers["bookings.won"] == "620000")
    // As if it had been made when the amount was another, and of a deal that is gone.
    scenario.id = "s1"
    scenario.lines = ["d2 stage=Proposal amount=500000", "gone out"]
    scenario.known = ["d2 stage=Discovery amount=310000"]
    let (changes, missing) = cockpit.presenter.changes(of: scenario, cockpit.state.question)
    #expect(changes.count == 1)
    #expect(missing == 1)
    cockpit.run(.clear)
    cockpit.send(.scenarioOpened(scenario, changes, missing: missing, generation: 0))
    let shown = cockpit.table()
    let table = try #require(shown)
    #expect(
      table.rows.prefix(3).map { $0.cells[5].text } == [
        "came true", "still as it was", "this deal is not in the files any more",
      ])
    #expect(cockpit.state.question.whatIf == changes)
  }
}
