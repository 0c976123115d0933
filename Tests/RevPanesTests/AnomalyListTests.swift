import RevMetrics
import RevModel
import RevPanes
import RevPresentation
import RevTesting
import TermCells
import Testing

/// Numbers beyond their own past or past a threshold: in the title and in their list.
@Suite struct AnomalyListTests {
  @Test func theTitleCountsWhatTheListShows() throws {
    var cockpit = try CockpitDriver(columns: 120, rows: 40, fitsModels: true)
    let findings = try #require(cockpit.state.homeFindings)
    #expect(!findings.isEmpty)
    let words = findings.count == 1 ? "1 anomaly" : "\(findings.count) anomalies"
    #expect(cockpit.text().split(separator: "\n")[0].contains(words))
    cockpit.press("A")
    let list = cockpit.text()
    for finding in findings { #expect(list.contains(finding.title)) }
  }

  @Test func aFindingIsExplainedAndOpensItsRows() throws {
    var cockpit = try CockpitDriver(columns: 120, rows: 40, fitsModels: true)
    cockpit.press("A", "e")
    #expect(cockpit.text().contains("What it says"))
    cockpit.press("Esc", "Enter")
    guard case .table(.item(.anomaly)) = cockpit.state.view.kind else {
      Issue.record("no rows: \(cockpit.state.view.kind)")
      return
    }
    cockpit.press("Esc", "Esc")
    #expect(cockpit.state.view.kind == .dashboard)
  }

  @Test func aSlicedListIsAboutTheSlice() throws {
    var cockpit = try CockpitDriver(columns: 120, rows: 40, fitsModels: true)
    cockpit.press("s", "Space", "Enter", "A")
    #expect(cockpit.state.findings(for: cockpit.state.question) != nil)
    #expect(cockpit.state.homeFindings != nil)
  }

  @Test func beforeTheModelIsThereNothingIsComparedAndNothingIsClaimed() throws {
    var cockpit = try CockpitDriver(columns: 120, rows: 40)
    #expect(cockpit.state.homeFindings == nil)
    #expect(!cockpit.text().split(separator: "\n")[0].contains("anomal"))
  }
}
