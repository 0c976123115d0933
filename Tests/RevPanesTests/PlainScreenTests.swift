import RevPanes
import RevPresentation
import TermCells
import Testing

/// The screen in words: what is read from top to bottom makes sense.
@Suite struct PlainScreenTests {
  private func surface(_ keys: [String], typed: String = "") throws -> Surface {
    var cockpit = try CockpitDriver(columns: 110, rows: 30)
    for key in keys { cockpit.press(key) }
    cockpit.type(typed)
    var surface = Surface(width: 110, height: 30)
    Screen(keys: cockpit.keys, isPlain: true)
      .draw(cockpit.presenter.model(for: cockpit.state), on: &surface)
    return surface
  }

  @Test(arguments: [
    [], ["2"], ["3"], ["4"], ["1", "Enter"], ["5"], ["7"], ["?"], ["e"], ["o"], [":"],
  ])
  func noSignOfAFrameOrChartIsDrawn(keys: [String]) throws {
    for scalar in try surface(keys).text.unicodeScalars {
      #expect(!(0x2500...0x259F).contains(scalar.value), "\(keys) \(scalar)")
      #expect(!(0x2800...0x28FF).contains(scalar.value), "\(keys) \(scalar)")
    }
  }

  @Test func onePaneIsReadAtATime() throws {
    let text = try surface(["2"]).text
    #expect(text.contains("2 At risk"))
    #expect(!text.contains("1 Pipeline health"))
    #expect(!text.contains("4 Retention"))
  }

  @Test func theCursorStandsOnTheLineThatTheKeysActOn() throws {
    let surface = try surface(["1", "Enter", "j"])
    let cursor = try #require(surface.cursor)
    #expect(surface.rows[cursor.y].hasPrefix("> "))
    #expect(surface.rows.count { $0.hasPrefix("> ") } == 1)
  }

  @Test func cellsOfATableAreApart() throws {
    let rows = try surface(["1", "Enter"]).rows
    #expect(rows.contains { $0.hasPrefix("  Deal, Amount") }, "\(rows)")
  }

  @Test func aBoxIsReadAlone() throws {
    let text = try surface(["e"]).text
    #expect(text.contains("Explain"))
    #expect(!text.contains("1 Pipeline health"))
  }

  @Test func typedTextHasTheCursorAtItsEnd() throws {
    let surface = try surface(["1", "Enter", "/"], typed: "con")
    let cursor = try #require(surface.cursor)
    #expect(
      surface.rows[cursor.y].contains("find, con") || surface.rows[cursor.y].contains("find con"))
    #expect(cursor.x >= 8)
  }
}
