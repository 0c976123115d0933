import RevBase
import RevModel
import RevPresentation
import RevTesting
import Testing

@Suite struct ExportTests {
  private func export(_ format: ExportFormat, _ commands: CommandID...) throws -> String? {
    var cockpit = try StateDriver()
    for command in commands { cockpit.run(command) }
    return cockpit.presenter.exportText(for: cockpit.state, as: format)
  }

  @Test func theEndOfTheNameDecidesTheForm() {
    #expect(ExportFormat(path: "a/b.csv") == .csv)
    #expect(ExportFormat(path: "x.MD") == .markdown)
    #expect(ExportFormat(path: "x.y.svg") == .svg)
    #expect(ExportFormat(path: "csv") == nil)
    #expect(ExportFormat(path: "a.csv/b") == nil)
    #expect(ExportFormat(path: "a.xlsx") == nil)
  }

  @Test func aTableLeavesWithEveryRowAndExactValues() throws {
    let text = try #require(try export(.csv, .drill))
    let lines = text.split(separator: "\n")
    #expect(lines.first?.hasPrefix("Deal,Amount,Stage") == true)
    #expect(lines.count == 7)
    #expect(lines[1].hasPrefix("Northwind Platform,400000,Negotiation"))
  }

  @Test func aViewOfLinesLeavesInTheLongForm() throws {
    let text = try #require(try export(.csv, .viewTeam))
    #expect(text.hasPrefix("table,row,column,value\n"))
    #expect(text.contains("owners,p1,quota,600000"))
    #expect(text.contains("numbers,team.at_quota,number,"))
  }

  @Test func jsonAndMarkdownNameTheQuestion() throws {
    let json = try #require(try export(.json, .drill))
    #expect(json.contains("\"as_of\": \"2026-11-16\""))
    #expect(json.contains("\"Amount\": 400000"))
    let markdown = try #require(try export(.markdown, .drill))
    #expect(markdown.hasPrefix("# Demo Works: Open pipeline"))
    #expect(markdown.contains("| Northwind Platform | 400,000 |"))
    #expect(markdown.contains("**Total  6**"))
  }

  @Test func namesThatActAreMadeHarmless() throws {
    var files = DemoCompany.files
    files["deals.csv"] = files["deals.csv"]?
      .replacing("Contoso Platform", with: "=HYPERLINK(1)").replacing(
        "Fabrikam EMEA", with: "a|b<script>")
    var cockpit = StateDriver(try Fixture.snapshot(files))
    cockpit.run(.drill)
    let csvText = cockpit.presenter.exportText(for: cockpit.state, as: .csv)
    let csv = try #require(csvText)
    #expect(csv.contains("\n'=HYPERLINK(1),310000"))
    let markdownText = cockpit.presenter.exportText(for: cockpit.state, as: .markdown)
    let markdown = try #require(markdownText)
    #expect(markdown.contains("a\\|b&lt;script&gt;"))
  }

  @Test func maskedNamesStayMasked() throws {
    for commands in [[CommandID.names, .drill], [.names, .viewTeam]] {
      var cockpit = try StateDriver()
      for command in commands { cockpit.run(command) }
      for format in [ExportFormat.csv, .json, .markdown] {
        let made = cockpit.presenter.exportText(for: cockpit.state, as: format)
        let text = try #require(made)
        for name in ["Northwind", "Contoso", "Ana Ruiz", "Raj Patel", "\"p1\"", ",p1,"] {
          #expect(!text.contains(name), "\(name) in \(format)")
        }
      }
    }
  }

  @Test func theNameOfTheFileSaysWhatIsInIt() throws {
    var cockpit = try StateDriver()
    #expect(cockpit.presenter.exportName(for: cockpit.state) == "dashboard-2026-11-16.csv")
    cockpit.run(.drill)
    #expect(cockpit.presenter.exportName(for: cockpit.state) == "open-pipeline-2026-11-16.csv")
  }

  @Test func aFileThatIsThereAsksOnceMore() throws {
    var cockpit = try StateDriver()
    cockpit.run(.export)
    cockpit.type("a.csv")
    cockpit.run(.accept)
    guard case .export("a.csv", let replacing, let generation)? = cockpit.left.last else {
      Issue.record("nothing is written: \(cockpit.left)")
      return
    }
    #expect(!replacing)
    cockpit.send(.exportRefused("a.csv is there already", isThere: true, generation: generation))
    cockpit.run(.accept)
    guard case .export("a.csv", true, let again)? = cockpit.left.last else {
      Issue.record("it is not replaced: \(cockpit.left)")
      return
    }
    cockpit.send(.exported("wrote it", generation: again))
    #expect(cockpit.state.overlay == nil)
    #expect(cockpit.state.message?.phrase.plain == "wrote it")
  }
}
