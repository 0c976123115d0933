import RevMetrics
import RevModel
import RevPanes
import RevPresentation
import RevTesting
import TermCells
import Testing

/// The Monday meeting on the screen.
@Suite struct MeetingTests {
  static let sizes = [(80, 24), (120, 40), (200, 60), (60, 16)]

  private static func pages(_ size: (Int, Int), names: Bool = false) throws -> [String] {
    var cockpit = try CockpitDriver(columns: size.0, rows: size.1, fitsModels: true)
    cockpit.press("P")
    if names { cockpit.press("R") }
    return MeetingPage.allCases.map { _ in
      let text = cockpit.text()
      cockpit.press("Space")
      return text
    }
  }

  private static func names() throws -> [String] {
    let snapshot = try DemoCompany.snapshot()
    return (0..<snapshot.people.knownCount).map { snapshot.people.name[$0] }
      + (0..<snapshot.accounts.knownCount).map { snapshot.accounts.name[$0] }
      + (0..<snapshot.deals.count).map { snapshot.deals.name[$0] }
  }

  @Test(arguments: sizes)
  func noPageHoldsANameFromTheData(size: (Int, Int)) throws {
    let names = try Self.names()
    for page in try Self.pages(size) {
      for name in names { #expect(!page.contains(name), "\(name)") }
      #expect(page.contains("names hidden"))
    }
  }

  @Test func theKeyForNamesShowsThem() throws {
    let page = try Self.pages((120, 40), names: true)[2]
    #expect(page.contains("Contoso Platform"))
    #expect(page.contains("names shown"))
  }

  @Test(arguments: sizes)
  func everyPageAsksItsQuestionAndSaysWhichItIs(size: (Int, Int)) throws {
    for (index, page) in try Self.pages(size).enumerated() {
      let number = try #require(MeetingPage(rawValue: index))
      #expect(page.contains(number.question))
      #expect(page.contains("\(index + 1) of 5"))
    }
  }

  @Test func aPageHasAtMostEightLinesOfText() throws {
    var cockpit = try CockpitDriver(fitsModels: true)
    cockpit.press("P")
    for _ in MeetingPage.allCases {
      let model = cockpit.presenter.model(for: cockpit.state)
      guard case .meeting(let page) = model.body else {
        Issue.record("no page")
        return
      }
      #expect(page.lines.count + (page.answer.isEmpty ? 0 : 1) <= MeetingModel.mostLines)
      cockpit.press("n")
    }
  }

  @Test(arguments: ["Esc", "P", "q"])
  func leavingComesBackToTheSamePlace(key: String) throws {
    var cockpit = try CockpitDriver(fitsModels: true)
    cockpit.press("2", "Enter", "j", "Right")
    let before = cockpit.state.place
    let frame = cockpit.surface()
    cockpit.press("P", "Space", "Space")
    #expect(cockpit.state.meeting?.page == .deals)
    cockpit.press(key)
    #expect(cockpit.state.meeting == nil)
    #expect(cockpit.state.place == before)
    #expect(cockpit.state.masksNames == false)
    // Only the line with the message is another.
    let after = cockpit.surface()
    for row in 0..<frame.height where row != frame.height - 2 {
      for column in 0..<frame.width { #expect(frame[column, row] == after[column, row]) }
    }
  }

  @Test func pagesEndAtTheFirstAndTheLast() throws {
    var cockpit = try CockpitDriver(fitsModels: true)
    cockpit.press("P", "b")
    #expect(cockpit.state.meeting?.page == .quarter)
    cockpit.press("n", "Right", "PgDn", "Space", "Space", "Space")
    #expect(cockpit.state.meeting?.page == .decisions)
    cockpit.press("Left")
    #expect(cockpit.state.meeting?.page == .customers)
  }

  @Test func theNumbersOfThePagesAreThoseOfTheReport() throws {
    var cockpit = try CockpitDriver(columns: 120, rows: 40, fitsModels: true)
    cockpit.press("P", "n", "n")
    let briefing = try #require(cockpit.state.meeting?.briefing)
    let atRisk = Format.compact(briefing.risk.atRisk.amount, in: "USD")
    guard case .meeting(let page) = cockpit.presenter.model(for: cockpit.state).body else {
      Issue.record("no page")
      return
    }
    #expect(page.bigs.first?.text == atRisk)
    #expect(page.bigs.last?.text == Format.count(briefing.risk.atRisk.count))
    #expect(page.lines.count >= briefing.risk.top.count)
  }

  @Test func anAnswerToAnEarlierMeetingIsDropped() throws {
    var cockpit = try CockpitDriver(fitsModels: true)
    cockpit.press("P")
    let briefing = try #require(cockpit.state.meeting?.briefing)
    cockpit.press("Esc")
    cockpit.send(.briefed(briefing, generation: 1))
    #expect(cockpit.state.meeting == nil)
  }

  @Test func helpAndExplainLieOverThePage() throws {
    var cockpit = try CockpitDriver(columns: 120, rows: 40, fitsModels: true)
    cockpit.press("P", "n", "n", "n", "e")
    #expect(cockpit.text().contains("Explain"))
    cockpit.press("Esc", "?")
    let help = cockpit.text()
    #expect(help.contains("Help"))
    #expect(help.contains("next page"))
    cockpit.press("Esc")
    #expect(cockpit.state.meeting?.page == .customers)
  }

  @Test func aReportIsAskedForAndItsEndingDecidesTheForm() throws {
    var cockpit = try CockpitDriver(fitsModels: true)
    cockpit.press("P", "Ctrl-W")
    #expect(cockpit.text().contains("revtop-demo-works-2026-11-16.html"))
    cockpit.press("Enter")
    #expect(
      cockpit.left.last
        == .saveReport(path: "revtop-demo-works-2026-11-16.html", replacing: false))
    cockpit.send(.reportExists(path: "revtop-demo-works-2026-11-16.html"))
    #expect(cockpit.text().contains("Enter replaces it"))
    cockpit.press("Enter")
    #expect(
      cockpit.left.last == .saveReport(path: "revtop-demo-works-2026-11-16.html", replacing: true))
    cockpit.press("Ctrl-W")
    cockpit.type("x")
    cockpit.press("Enter")
    #expect(cockpit.text().contains("end the name in .html, .md or .json"))
  }

  @Test func anASCIIPageHasNoOtherBytes() throws {
    var cockpit = try CockpitDriver(columns: 120, rows: 40, fitsModels: true)
    cockpit.glyphs = .ascii
    cockpit.press("P")
    for _ in MeetingPage.allCases {
      #expect(cockpit.text().utf8.allSatisfy { $0 < 0x80 })
      cockpit.press("n")
    }
  }
}
