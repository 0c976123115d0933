import Foundation
import RevBase
import RevMetrics
import RevModel
import RevPresentation
import RevTesting
import Testing

@Suite struct AppStateTests {
  private func fresh() throws -> AppState {
    let engine = Engine(try DemoCompany.snapshot())
    return AppState(SnapshotFacts(engine, warnings: 0))
  }

  @Test func startingAsksForAnAnswerWithTheSameWeekBefore() throws {
    var state = try fresh()
    let effects = state.reduce(.started)
    let question = state.question
    let before = question.sameWeekBefore(state.facts)
    #expect(before?.period.label == "FY2027-Q3")
    #expect(before?.asOf == Day("2026-08-16"))
    let request = AnswerRequest(
      question: question, groups: [.pipeline, .bookings, .forecast, .retention], before: before)
    #expect(effects == [.readJournal, .answer(request, generation: 1)])
  }

  @Test func anAnswerToAnOlderQuestionIsDropped() throws {
    var state = try fresh()
    _ = state.reduce(.started)
    let effects = state.reduce(.command(.nextPeriod))
    guard case .answer(_, let generation) = effects.first else {
      Issue.record("a shifted period asks nothing")
      return
    }
    #expect(generation == 2)
    let late = Answers(
      groups: [], now: Readout(question: state.question), before: nil, risk: RiskAnswer(),
      renewals: nil, cohorts: nil)
    #expect(state.reduce(.answered(late, generation: 1)) == [])
    #expect(state.answers == nil)
    #expect(state.reduce(.answered(late, generation: 2)) == [])
    #expect(state.answers == late)
  }

  @Test func nothingIsAskedTwice() throws {
    var cockpit = try StateDriver()
    #expect(cockpit.state.reduce(.command(.focusRisk)) == [])
    #expect(cockpit.state.reduce(.command(.zoom)) == [])
  }

  @Test func drillingTwiceAndBackReturnsToTheSameRow() throws {
    var cockpit = try StateDriver(fitsModels: true)
    cockpit.run(.focusRisk, .down)
    let item = cockpit.state.item(of: .risk)
    cockpit.run(.drill, .drill)
    let model = cockpit.presenter.model(for: cockpit.state)
    #expect(model.path.count == 3)
    #expect(model.path.prefix(2) == ["dashboard", "At risk"])
    cockpit.run(.back, .back)
    #expect(cockpit.state.view.kind == .dashboard)
    #expect(cockpit.state.item(of: .risk) == item)
  }

  @Test func escClearsTheTextBeforeTheView() throws {
    var cockpit = try StateDriver()
    cockpit.run(.drill, .filter)
    cockpit.type("contoso")
    cockpit.run(.accept)
    #expect(cockpit.state.view.rows.count == 1)
    cockpit.run(.back)
    #expect(cockpit.state.view.rows.count == 6)
    #expect(cockpit.state.view.isTable)
    cockpit.run(.back)
    #expect(cockpit.state.view.kind == .dashboard)
  }

  @Test func escWhileTypingRestoresTheFormerText() throws {
    var cockpit = try StateDriver()
    cockpit.run(.drill, .filter)
    cockpit.type("o")
    cockpit.run(.accept, .filter)
    cockpit.type("nobody is called that")
    #expect(cockpit.state.view.rows.isEmpty)
    cockpit.run(.cancel)
    #expect(cockpit.state.view.filter == "o")
    #expect(!cockpit.state.view.rows.isEmpty)
  }

  @Test func theSelectedDealStaysSelectedThroughSortAndFilter() throws {
    var cockpit = try StateDriver()
    cockpit.run(.drill, .down, .down)
    let selected = cockpit.state.view.selected
    #expect(selected != nil)
    cockpit.run(.sortNext, .sortNext, .invertSort)
    #expect(cockpit.state.view.selected == selected)
    cockpit.run(.filter)
    cockpit.type("fabrikam")
    #expect(cockpit.state.view.rows.count == 1)
    let name = cockpit.table()?.rows.first?.cells.first?.text
    #expect(name == "Fabrikam EMEA")
  }

  @Test(arguments: [
    CommandID.zoom, .previousPeriod, .nextPeriod, .weekBack,
  ])
  func undoRestoresTheDashboardExactlyAndRedoRepeatsIt(_ command: CommandID) throws {
    var cockpit = try StateDriver()
    let before = cockpit.presenter.model(for: cockpit.state)
    cockpit.run(command)
    let after = cockpit.presenter.model(for: cockpit.state)
    #expect(after != before)
    cockpit.run(.undo)
    #expect(cockpit.presenter.model(for: cockpit.state) == before)
    cockpit.run(.redo)
    #expect(cockpit.presenter.model(for: cockpit.state) == after)
  }

  @Test(arguments: [CommandID.sortNext, .invertSort, .wide])
  func undoRestoresATableExactly(_ command: CommandID) throws {
    var cockpit = try StateDriver()
    cockpit.run(.drill)
    let before = cockpit.presenter.model(for: cockpit.state)
    cockpit.run(command)
    #expect(cockpit.presenter.model(for: cockpit.state) != before)
    cockpit.run(.undo)
    #expect(cockpit.presenter.model(for: cockpit.state) == before)
  }

  @Test func undoTakesASlicerAndATextBack() throws {
    var cockpit = try StateDriver()
    cockpit.run(.drill)
    let before = cockpit.presenter.model(for: cockpit.state)
    cockpit.run(.pickOwner, .toggleValue, .accept)
    #expect(!cockpit.state.question.slicers.isEmpty)
    cockpit.run(.undo)
    #expect(cockpit.presenter.model(for: cockpit.state) == before)
    cockpit.run(.filter)
    cockpit.type("contoso")
    cockpit.run(.accept, .undo)
    #expect(cockpit.presenter.model(for: cockpit.state) == before)
  }

  @Test func aPickerShowsItsEffectAndEscRestoresIt() throws {
    var cockpit = try StateDriver()
    let before = cockpit.state.question
    cockpit.run(.pickSegment, .toggleValue)
    #expect(cockpit.state.question.slicers[.segment] == ["Enterprise"])
    #expect(cockpit.state.answers?.now.question == cockpit.state.question)
    cockpit.run(.cancel)
    #expect(cockpit.state.question == before)
    #expect(cockpit.state.answers?.now.question == before)
  }

  @Test func enterWithoutAMarkTakesTheValueUnderTheCursor() throws {
    var cockpit = try StateDriver()
    cockpit.run(.pickSegment, .down, .accept)
    #expect(cockpit.state.overlay == nil)
    #expect(cockpit.state.question.slicers[.segment]?.count == 1)
  }

  @Test func countsOfAPickerAddUpToTheWhole() throws {
    var cockpit = try StateDriver()
    cockpit.run(.pickOwner)
    guard case .picker(let picker) = cockpit.state.overlay else {
      Issue.record("no picker")
      return
    }
    #expect(picker.values.reduce(0) { $0 + $1.count } == 6)
    #expect(picker.values.reduce(Money.zero) { $0 + $1.amount } == Money(cents: 102_500_000))
  }

  @Test func aDayThatIsNoneIsRefusedWithWords() throws {
    var cockpit = try StateDriver()
    cockpit.run(.asOfDay)
    cockpit.type("tomorrow")
    cockpit.run(.accept)
    guard case .prompt(let prompt) = cockpit.state.overlay else {
      Issue.record("the prompt is gone")
      return
    }
    #expect(prompt.fault?.contains("is no day") == true)
    cockpit.type("2027-01-01")
    cockpit.run(.accept)
    guard case .prompt(let again) = cockpit.state.overlay else {
      Issue.record("the prompt is gone")
      return
    }
    #expect(again.fault == "nothing is known after 2026-11-16")
    cockpit.type("2026-10-01")
    cockpit.run(.accept)
    #expect(cockpit.state.question.asOf == Day("2026-10-01"))
    #expect(cockpit.state.isTimeTravel)
  }

  @Test func leavingTodayAndComingBackGivesTheSameScreen() throws {
    var cockpit = try StateDriver()
    let before = cockpit.presenter.model(for: cockpit.state)
    cockpit.run(.weekBack, .weekBack, .weekForward, .weekForward)
    var after = cockpit.presenter.model(for: cockpit.state)
    #expect(after.message?.phrase.plain == "back at the snapshot's own day")
    after.message = nil
    // Only that there is something to undo now is new.
    after.disabled = before.disabled
    #expect(after == before)
  }

  @Test func withoutHistoryEarlierDaysSayWhatTheyNeed() throws {
    var cockpit = StateDriver(try DemoCompany.snapshot(["deal_history.csv": ""]))
    cockpit.run(.weekBack)
    #expect(cockpit.state.message?.phrase.plain == "earlier days need deal_history.csv")
    #expect(!cockpit.state.isTimeTravel)
    #expect(cockpit.state.answers?.before == nil)
  }

  @Test func everyUnavailableCommandSaysWhyAndChangesNothing() throws {
    var cockpit = try StateDriver()
    for command in CommandTable.all {
      guard let reason = cockpit.state.whyNot(command.id) else { continue }
      let place = cockpit.state.place
      cockpit.run(command.id)
      #expect(cockpit.state.place == place)
      #expect(cockpit.state.message?.phrase.plain == reason)
    }
  }

  @Test func marksComeBackFromTheTableToThePane() throws {
    var cockpit = try StateDriver(fitsModels: true)
    cockpit.run(.focusRisk, .drill, .mark, .back)
    #expect(cockpit.state.place.paneMarks.count == 1)
  }

  @Test func aRememberedPlaceIsReachedByItsLetter() throws {
    var cockpit = try StateDriver(fitsModels: true)
    cockpit.run(.focusRisk, .drill, .setMark)
    cockpit.send(.lettered("a"))
    cockpit.run(.focusForecast)
    #expect(cockpit.state.view.kind == .dashboard)
    cockpit.run(.jumpToMark)
    cockpit.send(.lettered("a"))
    #expect(cockpit.state.view.isTable)
    cockpit.run(.jumpToMark)
    cockpit.send(.lettered("b"))
    #expect(cockpit.state.message?.phrase.plain == "no place has the letter b")
  }

  @Test func quittingEndsTheRunOnce() throws {
    var cockpit = try StateDriver()
    cockpit.run(.drill, .close)
    #expect(cockpit.state.isRunning)
    cockpit.run(.close)
    #expect(!cockpit.state.isRunning)
    #expect(cockpit.left == [.quit(isInterrupted: false)])
  }

  @Test func aReloadKeepsTheSelectedDeal() throws {
    var cockpit = try StateDriver()
    cockpit.run(.drill, .down)
    let name = cockpit.table()?.rows[1].cells.first?.text
    let lines = (DemoCompany.files["deals.csv"] ?? "").split(separator: "\n")
    let shuffled = ([lines[0]] + lines.dropFirst().reversed()).joined(separator: "\n")
    let (presenter, action) = cockpit.presenter.reloaded(
      engine: Engine(try DemoCompany.snapshot(["deals.csv": shuffled])), warnings: [])
    cockpit.presenter = presenter
    cockpit.send(action)
    let table = cockpit.table()
    #expect(table?.selected.flatMap { table?.rows[$0].cells.first?.text } == name)
    // The same deals in another order are no change.
    #expect(table?.rows.contains(where: \.isChanged) == false)
  }

  @Test func aReloadMarksTheRowsThatChanged() throws {
    var cockpit = try StateDriver()
    cockpit.run(.drill)
    let text = DemoCompany.files["deals.csv"] ?? ""
    let changed = text.replacingOccurrences(of: ",400000,", with: ",410000,")
    #expect(changed != text)
    let (presenter, action) = cockpit.presenter.reloaded(
      engine: Engine(try DemoCompany.snapshot(["deals.csv": changed])), warnings: [])
    cockpit.presenter = presenter
    cockpit.send(action)
    let shown = cockpit.table()
    let table = try #require(shown)
    #expect(table.rows.filter(\.isChanged).map { $0.cells[0].text } == ["Northwind Platform"])
    #expect(cockpit.state.message?.phrase.plain.contains("and 1 deal changed, marked ~") == true)
    cockpit.run(.back)
    guard case .dashboard(let model) = cockpit.presenter.model(for: cockpit.state).body else {
      Issue.record("no dashboard")
      return
    }
    let stages = model.pipeline.stages.filter { model.changed.contains($0.item) }
    #expect(stages.map(\.name) == ["Negotiation"])
    cockpit.send(.marksExpired)
    cockpit.run(.drill)
    #expect(cockpit.table()?.rows.contains(where: \.isChanged) == false)
  }

  @Test func aReloadKeepsSuppositionsAboutStagesByTheirNames() throws {
    var cockpit = try StateDriver()
    let snapshot = cockpit.presenter.engine.snapshot
    let row = Int32(try #require(snapshot.deals.id.firstRow(of: "d2")))
    cockpit.send(
      .supposed(
        try Supposing(
          snapshot, knownAs: cockpit.presenter.engine.book(on: cockpit.state.question.asOf)
        ).applying("stage=Won", to: [row], of: []), generation: 0))
    // Another order of the rows gives the names of stages other codes.
    let lines = (DemoCompany.files["deals.csv"] ?? "").split(separator: "\n")
    let shuffled = ([lines[0]] + lines.dropFirst().reversed()).joined(separator: "\n")
    let (presenter, action) = cockpit.presenter.reloaded(
      engine: Engine(try DemoCompany.snapshot(["deals.csv": shuffled])), warnings: [])
    cockpit.presenter = presenter
    cockpit.send(action)
    let reader = Supposing(
      presenter.engine.snapshot, knownAs: presenter.engine.book(on: cockpit.state.question.asOf))
    #expect(reader.lines(cockpit.state.question.whatIf) == ["d2 stage=Won"])
  }
}
