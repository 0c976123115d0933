import RevPanes
import RevPresentation
import RevTesting
import TermCells
import Testing

@Suite struct MouseTests {
  private func press(_ x: Int, _ y: Int) -> MouseEvent { MouseEvent(kind: .press, x: x, y: y) }

  @Test func aPressOnAPaneFocusesItAndItsRow() throws {
    var cockpit = try CockpitDriver(columns: 120, rows: 40, fitsModels: true)
    let model = cockpit.presenter.model(for: cockpit.state)
    let screen = Screen(keys: cockpit.keys)
    // The second row of deals at risk: below the title rows, the border and the heads.
    guard let action = screen.action(for: press(70, 5), on: model) else {
      Issue.record("nothing was hit")
      return
    }
    cockpit.send(action)
    #expect(cockpit.state.place.focus == .risk)
    let deals = cockpit.state.answers?.risk.deals ?? []
    #expect(cockpit.state.item(of: .risk) == .deal(deals[1].row))
  }

  @Test func aPressOnARowSelectsIt() throws {
    var cockpit = try CockpitDriver(columns: 200, rows: 60)
    cockpit.press("1", "Enter")
    let model = cockpit.presenter.model(for: cockpit.state)
    let screen = Screen(keys: cockpit.keys)
    #expect(screen.action(for: press(120, 6), on: model) == .rowPointed(2))
    #expect(screen.action(for: press(120, 55), on: model) == nil)
    #expect(screen.action(for: press(0, 0), on: model) == nil)
  }

  @Test func theWheelMovesTheCursor() throws {
    var cockpit = try CockpitDriver()
    let model = cockpit.presenter.model(for: cockpit.state)
    let screen = Screen(keys: cockpit.keys)
    let event = MouseEvent(kind: .wheelDown, x: 5, y: 5)
    #expect(screen.action(for: event, on: model) == .command(.down))
  }
}
