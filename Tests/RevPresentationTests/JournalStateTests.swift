import Foundation
import RevBase
import RevForecast
import RevJournal
import RevMetrics
import RevModel
import RevPresentation
import RevRisk
import RevTesting
import Testing

/// Notes, decisions, actions and calls from the keyboard to the disk and back.
@Suite struct JournalStateTests {
  /// A folder that is removed at the end of a test.
  private final class Folder {
    let path = NSTemporaryDirectory() + "rt-desk-\(UUID().uuidString)"
    var file: String { "\(path)/journal.sqlite" }
    deinit { try? FileManager.default.removeItem(atPath: path) }
  }

  private func cockpit(_ folder: Folder, fitsModels: Bool = false) throws -> StateDriver {
    var cockpit = try StateDriver(fitsModels: fitsModels)
    cockpit.desk = JournalDesk(path: folder.file, snapshot: "Demo Works")
    return cockpit
  }

  @Test func nothingIsOnTheDiskBeforeSomethingIsWritten() throws {
    let folder = Folder()
    var cockpit = try cockpit(folder)
    cockpit.run(.viewJournal, .back, .note, .cancel)
    #expect(!FileManager.default.fileExists(atPath: folder.path))
  }

  @Test func aNoteAboutADealStandsInTheJournalAndInItsInspector() throws {
    let folder = Folder()
    var cockpit = try cockpit(folder)
    cockpit.run(.drill, .note)
    guard case .compose(let form) = cockpit.state.overlay else {
      Issue.record("no form is open")
      return
    }
    #expect(form.topic?.object == "deal:d1")
    cockpit.type("Legal wants a new clause")
    cockpit.run(.accept)
    #expect(cockpit.state.overlay == nil)
    #expect(cockpit.state.message?.phrase.plain == "note written")
    let entry = try #require(cockpit.state.journal?.entries.first)
    #expect(entry.kind == .note)
    #expect(entry.object == "deal:d1")
    #expect(entry.title == "Legal wants a new clause")
    cockpit.run(.drill)
    guard case .inspector(let model) = cockpit.presenter.model(for: cockpit.state).body else {
      Issue.record("no inspector is open")
      return
    }
    let notes = model.sections.first { $0.title == "Notes and actions" }
    #expect(notes?.fields.map(\.value) == ["Legal wants a new clause"])
  }

  @Test func anActionTakesItsOwnerAndDayFromTheDealAndFromWhatIsTyped() throws {
    let folder = Folder()
    var cockpit = try cockpit(folder)
    cockpit.run(.drill, .note, .nextForm, .nextForm)
    cockpit.type("Call the CFO")
    // Text, owner, due: Enter goes on, and saves at the last.
    cockpit.run(.accept, .accept)
    cockpit.type("fri")
    cockpit.run(.accept)
    let entry = try #require(cockpit.state.journal?.entries.first)
    #expect(entry.kind == .action)
    #expect(entry.owner == "p1")
    #expect(entry.due == Day("2026-11-20"))
    #expect(cockpit.state.journal?.pending.count == 1)
  }

  @Test func whatCannotBeSavedSaysWhyAndKeepsWhatWasTyped() throws {
    let folder = Folder()
    var cockpit = try cockpit(folder)
    cockpit.run(.drill, .note, .nextForm)
    cockpit.run(.accept)
    guard case .compose(let empty) = cockpit.state.overlay else { return }
    #expect(empty.fault == "write what the decision is")
    cockpit.type("Go ahead")
    cockpit.run(.accept)
    cockpit.type("nobody at all")
    cockpit.run(.accept)
    guard case .compose(let form) = cockpit.state.overlay else {
      Issue.record("the form was closed")
      return
    }
    #expect(form.fault == "nobody is called 'nobody at all'")
    #expect(form.text(.text) == "Go ahead")
    #expect(cockpit.state.journal?.entries.isEmpty == true)
  }

  @Test func aJournalThatCannotBeWrittenKeepsTheFormOpen() throws {
    let folder = Folder()
    try FileManager.default.createDirectory(
      atPath: folder.path, withIntermediateDirectories: true)
    try Data(repeating: 0x41, count: 5_000).write(to: URL(filePath: folder.file))
    var cockpit = try cockpit(folder)
    cockpit.run(.note)
    cockpit.type("A note")
    cockpit.run(.accept)
    guard case .compose(let form) = cockpit.state.overlay else {
      Issue.record("the form was closed")
      return
    }
    #expect(form.fault?.contains("this is no journal, or it is damaged") == true)
    #expect(form.isSaving == false)
    #expect(form.text(.text) == "A note")
  }

  @Test func aCallNeedsAnAmountAndAnOverrideItsReason() throws {
    let folder = Folder()
    var cockpit = try cockpit(folder)
    cockpit.run(.viewTeam, .call)
    cockpit.type("lots")
    cockpit.run(.accept)
    guard case .compose(let form) = cockpit.state.overlay else { return }
    #expect(form.fault == "write an amount such as 1250000, 1.25M or 480k")
    cockpit.type("420k")
    cockpit.run(.accept, .accept)
    let call = try #require(cockpit.state.journal?.entries.first.flatMap { CallEntry($0) })
    #expect(call.amount == Money(cents: 42_000_000))
    #expect(call.period.label == "FY2027-Q4")
    #expect(!call.isOverride)
    // From now on the screen's numbers count it, and a question of the files alone does not.
    let question = cockpit.state.question
    #expect(question.enteredCalls.map(\.person) == [call.person])
    #expect(cockpit.state.answers?.now.question == question)
    let engine = cockpit.presenter.engine
    #expect(Facts(engine.context(question)).calls.enteredCount == 1)
    #expect(Facts(engine.context(engine.initialQuestion)).calls.enteredCount == 0)
    cockpit.run(.call, .nextForm)
    cockpit.type("380k")
    cockpit.run(.accept, .accept)
    guard case .compose(let override) = cockpit.state.overlay else {
      Issue.record("an override without a reason was taken")
      return
    }
    #expect(override.fault == "an override needs its reason")
  }

  // MARK: - Actions

  @Test func anAcceptedActionIsCarriedUntilItIsDone() throws {
    let folder = Folder()
    var cockpit = try cockpit(folder, fitsModels: true)
    cockpit.run(.viewActions)
    let count = cockpit.state.view.rows.count
    try #require(count > 0)
    let title = cockpit.table()?.rows[0].cells[0].text
    cockpit.run(.acceptAction)
    #expect(cockpit.state.message?.phrase.plain == "1 action accepted")
    #expect(cockpit.table()?.rows[0].cells[1].text == "accepted")
    let entry = try #require(cockpit.state.journal?.entries.first)
    #expect(entry.title == title)
    #expect(entry.details["action"] != nil)
    cockpit.run(.finishAction)
    #expect(cockpit.state.view.rows.count == count)
    #expect(cockpit.table()?.rows.last?.cells[1].text == "done")
    #expect(cockpit.state.journal?.entries.count == 1)
    #expect(cockpit.state.journal?.pending.isEmpty == true)
  }

  @Test func aDismissalAsksForItsReason() throws {
    let folder = Folder()
    var cockpit = try cockpit(folder, fitsModels: true)
    cockpit.run(.viewActions, .dismissAction, .accept)
    guard case .prompt(let prompt) = cockpit.state.overlay else {
      Issue.record("a dismissal without a reason was taken")
      return
    }
    #expect(prompt.fault == "say why: the next meeting will ask")
    cockpit.type("the buyer went bankrupt")
    cockpit.run(.accept)
    let entry = try #require(cockpit.state.journal?.entries.first)
    #expect(entry.state == .dismissed)
    #expect(entry.details["reason"] == "the buyer went bankrupt")
  }

  @Test func aSnoozedActionIsBackOnItsDay() throws {
    let folder = Folder()
    var cockpit = try cockpit(folder, fitsModels: true)
    cockpit.run(.viewActions, .snoozeAction)
    cockpit.type("+7")
    cockpit.run(.accept)
    #expect(cockpit.state.journal?.entries.first?.details["snoozed_until"] == "2026-11-23")
    #expect(cockpit.table()?.rows.last?.cells[1].text == "snoozed")
  }

  @Test func enterOnAnActionOpensItsObject() throws {
    let folder = Folder()
    var cockpit = try cockpit(folder, fitsModels: true)
    cockpit.run(.viewActions)
    let sheet = cockpit.table()
    guard let row = sheet?.rows.firstIndex(where: { $0.cells[0].text.hasPrefix("Re-engage") })
    else { return }
    cockpit.send(.rowPointed(row))
    cockpit.run(.drill)
    guard case .inspector = cockpit.state.view.kind else {
      Issue.record("\(cockpit.state.view.kind) is no inspector")
      return
    }
  }

  @Test func totalsOfActionsStayWithinTheirGaps() throws {
    let folder = Folder()
    let cockpit = try cockpit(folder, fitsModels: true)
    let analyst = cockpit.presenter.analyst
    let context = analyst.engine.context(cockpit.state.question)
    let model = analyst.outcomes(for: cockpit.state.question)
    let sheet = ActionSheet(
      analyst.engine, context, model, .init(model, context),
      analyst.forecaster.forecast(context), JournalBook())
    #expect(!sheet.lines.isEmpty)
    for gap in sheet.gaps {
      let claims = sheet.lines.filter { $0.gap == gap.key }.reduce(Money.zero) { $0 + $1.claimed }
      #expect(claims == gap.claimed, "\(gap.key)")
      #expect(claims <= gap.amount, "\(gap.key)")
    }
    for line in sheet.lines where line.impact == nil {
      #expect(line.unsized != nil, "\(line.id)")
    }
  }
}

@Suite struct WordTests {
  private let today = Day(Day.number(year: 2026, month: 11, day: 16))

  @Test func daysAreUnderstoodAsPeopleTypeThem() {
    #expect(DayWords.day("2026-12-01", today: today) == Day("2026-12-01"))
    #expect(DayWords.day("fri", today: today) == Day("2026-11-20"))
    // Today is a Monday: the next one is meant.
    #expect(DayWords.day("Mon", today: today) == Day("2026-11-23"))
    #expect(DayWords.day("+10", today: today) == Day("2026-11-26"))
    #expect(DayWords.day("tomorrow", today: today) == Day("2026-11-17"))
    #expect(DayWords.day("someday", today: today) == nil)
    #expect(DayWords.day("2026-02-30", today: today) == nil)
  }

  @Test func amountsAreUnderstoodAsPeopleTypeThem() {
    #expect(AmountWords.money("1,250,000") == Money(cents: 125_000_000))
    #expect(AmountWords.money("1.25M") == Money(cents: 125_000_000))
    #expect(AmountWords.money("480k") == Money(cents: 48_000_000))
    #expect(AmountWords.money("0.05") == Money(cents: 5))
    for bad in ["", "k", "-5", "1.2.3", "lots", "99999999999999999"] {
      #expect(AmountWords.money(bad) == nil, "\(bad)")
    }
  }

  @Test func aPersonIsFoundByAPartOfTheName() {
    let people = [
      PersonName(id: "p1", name: "Ana Ruiz"), PersonName(id: "p2", name: "Raj Patel"),
      PersonName(id: "p3", name: "Ana Lund"),
    ]
    #expect(PersonMatch.find("raj", people) == .success("p2"))
    #expect(PersonMatch.find("p3", people) == .success("p3"))
    #expect(PersonMatch.find("", people) == .success(""))
    #expect(
      PersonMatch.find("ana", people)
        == .failure(.init(words: "2 people match 'ana': Ana Ruiz, Ana Lund")))
  }
}
