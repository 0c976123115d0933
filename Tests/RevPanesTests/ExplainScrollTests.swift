import RevPanes
import RevPresentation
import RevTesting
import TermCells
import Testing

/// A long explanation can be read to its end, whatever the size.
@Suite struct ExplainScrollTests {
  @Test(arguments: [(60, 16), (80, 24), (120, 40), (200, 60)])
  func theLastLineOfAnExplanationCanBeReached(columns: Int, rows: Int) throws {
    var cockpit = CockpitDriver(
      try DemoCompany.snapshot(), columns: columns, rows: rows, keys: Keymap())
    cockpit.press("1", "j", "j", "j", "j", "j", "j", "j", "e")
    guard case .explain = cockpit.state.overlay else {
      Issue.record("nothing is explained")
      return
    }
    cockpit.press("G")
    let text = cockpit.text()
    #expect(text.contains("Source"), "\(text)")
    #expect(text.contains("Id  "), "\(text)")
  }
}
