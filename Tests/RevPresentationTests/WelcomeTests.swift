import Testing

@testable import RevPresentation

/// The screen without data: what a key leads to.
@Suite struct WelcomeTests {
  private func start(hasSample: Bool = true, over: Bool = false) -> WelcomeState {
    WelcomeState(
      size: ScreenSize(columns: 80, rows: 24), hasSample: hasSample, isOverCockpit: over,
      folder: "company")
  }

  private func typed(_ text: String) -> WelcomeAction { .edited(LineEdit(text)) }

  @Test func enterOpensTheSample() {
    var state = start()
    #expect(state.reduce(.accepted) == [.openSample])
  }

  @Test func withoutASampleOneIsWrittenWhereThePersonSays() {
    var state = start(hasSample: false)
    #expect(state.reduce(.chose("s")) == [])
    #expect(state.page == .sample)
    _ = state.reduce(typed("here"))
    #expect(state.reduce(.accepted) == [.writeSample(folder: "here")])
    _ = state.reduce(.imported(["done"], folder: "here"))
    #expect(state.reduce(.accepted) == [.open(folder: "here")])
  }

  @Test func filesAreGatheredThenImported() {
    var state = start()
    _ = state.reduce(.chose("i"))
    #expect(state.reduce(typed("a.csv")) == [])
    #expect(state.reduce(.completes) == [.complete("a.csv", foldersOnly: false)])
    #expect(state.reduce(.accepted) == [.find("a.csv")])
    let file = WelcomeFile(path: "a.csv", bytes: 5)
    _ = state.reduce(.found([file]))
    _ = state.reduce(.found([file, WelcomeFile(path: "b.csv", bytes: 6)]))
    #expect(state.files.map(\.path) == ["a.csv", "b.csv"])
    #expect(state.line.text.isEmpty)
    _ = state.reduce(.removed)
    #expect(state.files == [file])
    #expect(state.reduce(.accepted) == [])
    #expect(state.page == .folder)
    #expect(state.line.text == "company")
    #expect(state.reduce(.completes) == [.complete("company", foldersOnly: true)])
    #expect(state.reduce(.accepted) == [.importFiles(["a.csv"], into: "company", answers: [])])
    _ = state.reduce(.imported(["written"], folder: "company"))
    #expect(state.page == .done)
    #expect(state.reduce(.accepted) == [.open(folder: "company")])
  }

  @Test func withoutAFileThereIsNothingToGoOnWith() {
    var state = start()
    _ = state.reduce(.chose("i"))
    #expect(state.reduce(.accepted) == [])
    #expect(state.page == .files)
    #expect(state.faults == ["type the path of an export; Tab completes it"])
  }

  private func asked() -> WelcomeState {
    var state = start()
    _ = state.reduce(.chose("i"))
    _ = state.reduce(.found([WelcomeFile(path: "a.csv", bytes: 5)]))
    _ = state.reduce(.accepted)
    _ = state.reduce(.accepted)
    let dates = ["--dates dmy", "--dates mdy"]
    _ = state.reduce(
      .asked([
        WelcomeQuestion(text: "one", answers: dates), WelcomeQuestion(text: "two", answers: dates),
        WelcomeQuestion(text: "three", answers: ["--numbers point", "--numbers comma"]),
      ]))
    return state
  }

  @Test func oneAnswerSettlesAllQuestionsOfItsKind() {
    var state = asked()
    #expect(state.question?.text == "one")
    _ = state.reduce(.moved(1))
    #expect(state.reduce(.accepted) == [])
    #expect(state.question?.text == "three")
    #expect(
      state.reduce(.accepted) == [
        .importFiles(["a.csv"], into: "company", answers: ["--dates mdy", "--numbers point"])
      ])
  }

  @Test func answersAreForgottenOnTheWayBack() {
    var state = asked()
    _ = state.reduce(.accepted)
    _ = state.reduce(.wentBack)
    #expect(state.page == .files)
    #expect(state.answers.isEmpty)
  }

  @Test func escStopsAnImport() {
    var state = start()
    _ = state.reduce(.chose("i"))
    _ = state.reduce(.found([WelcomeFile(path: "a.csv", bytes: 5)]))
    _ = state.reduce(.accepted)
    _ = state.reduce(.accepted)
    _ = state.reduce(.progressed(WelcomeProgress(step: "reading", rows: 5, share: 0.5, seconds: 1)))
    #expect(state.progress?.rows == 5)
    #expect(state.reduce(.wentBack) == [.stopImport])
    #expect(state.page == .files)
    #expect(state.files.count == 1)
    // What the stopped one still says is nobody's any more.
    _ = state.reduce(.imported(["late"], folder: "x"))
    #expect(state.page == .files)
  }

  @Test func aFaultIsShownOnThePageOfFiles() {
    var state = start()
    _ = state.reduce(.chose("i"))
    _ = state.reduce(.found([WelcomeFile(path: "a.csv", bytes: 5)]))
    _ = state.reduce(.accepted)
    _ = state.reduce(.accepted)
    _ = state.reduce(.failed(["a.csv: no known export"]))
    #expect(state.page == .files)
    #expect(state.faults == ["a.csv: no known export"])
    _ = state.reduce(typed("b"))
    #expect(state.faults.isEmpty)
  }

  @Test func overTheCockpitEscGoesBackToIt() {
    var state = start(over: true)
    #expect(state.page == .files)
    #expect(state.reduce(.wentBack) == [.leave])
  }

  @Test func escOnTheFirstPageDoesNothing() {
    var state = start()
    #expect(state.reduce(.wentBack) == [])
    #expect(state.page == .start)
  }

  @Test func everyChoiceHasItsOwnKeyAndLeadsSomewhere() {
    let keys = start().choices.map(\.key)
    #expect(Set(keys).count == keys.count)
    for key in keys {
      var state = start()
      let effects = state.reduce(.chose(key))
      #expect(state.page != .start || !effects.isEmpty, "\(key)")
    }
  }

  @Test func theCursorStaysInItsList() {
    var state = start()
    _ = state.reduce(.moved(-5))
    #expect(state.cursor == 0)
    _ = state.reduce(.moved(100))
    #expect(state.cursor == state.choices.count - 1)
    #expect(state.reduce(.accepted) == [.quit])
  }

  @Test func theTextOfHowFitsANarrowScreen() {
    #expect(WelcomeState.howText.allSatisfy { $0.count <= 74 })
  }
}
