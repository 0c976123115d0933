import RevModel
import RevPresentation
import RevTesting
import Testing

/// The rows behind the selected number, in the room that a view of lines leaves.
@Suite struct PeekTests {
  private func peek(_ cockpit: inout StateDriver) -> PeekModel? {
    guard case .board(let board) = cockpit.presenter.model(for: cockpit.state).body else {
      return nil
    }
    return board.peek
  }

  @Test(arguments: [CommandID.viewMovement, .viewFunnel, .viewTeam, .viewCash, .viewHygiene])
  func theGlanceShowsWhatEnterLists(_ view: CommandID) throws {
    var cockpit = try StateDriver()
    cockpit.run(view)
    for _ in 0..<12 {
      let glance = try #require(peek(&cockpit))
      var drilled = cockpit
      drilled.run(.drill)
      if let table = drilled.table() {
        #expect(glance.count == table.count)
        #expect(glance.rows == table.rows.map(\.cells))
        if table.count > 0 { #expect(glance.note == table.note) }
      } else {
        #expect(glance.rows.isEmpty)
      }
      cockpit.run(.down)
    }
  }

  @Test func theGlanceFollowsTheSlicers() throws {
    var cockpit = try StateDriver()
    cockpit.run(.viewMovement)
    let before = try #require(peek(&cockpit))
    cockpit.run(.nextPeriod)
    let after = try #require(peek(&cockpit))
    #expect(before.count != after.count)
    cockpit.run(.previousPeriod)
    #expect(peek(&cockpit) == before)
  }

  @Test func namesAreMaskedInTheGlanceToo() throws {
    var cockpit = try StateDriver()
    cockpit.run(.viewMovement)
    let shown = try #require(peek(&cockpit)?.rows.first?.first?.text)
    cockpit.run(.names)
    let masked = try #require(peek(&cockpit)?.rows.first?.first?.text)
    #expect(masked != shown)
    #expect(masked.hasPrefix("Deal "))
  }
}
