import RevPanes
import RevPresentation
import RevTesting
import TermCells
import Testing

/// Every kind of screen at three sizes, in block characters and in ASCII.
@Suite struct GoldenFrameTests {
  struct Scene: Sendable, CustomTestStringConvertible {
    let name: String
    let keys: [String]
    var typed = ""
    var testDescription: String { name }

    init(_ name: String, _ keys: [String], typed: String = "") {
      self.name = name
      self.keys = keys
      self.typed = typed
    }
  }

  static let scenes: [Scene] = [
    Scene("dashboard", []),
    Scene("dashboard-risk", ["2", "j"]),
    Scene("zoom", ["4", "z"]),
    Scene("table", ["2", "Enter"]),
    Scene("table-filter", ["1", "Enter", "/"], typed: "con"),
    Scene("inspector", ["2", "Enter", "Enter"]),
    Scene("picker", ["o", "Space"]),
    Scene("help", ["?"]),
    Scene("explain", ["1", "j", "e"]),
    Scene("palette", [":"], typed: "exp"),
    Scene("as-of", ["{", "{"]),
    Scene("forecast", ["3", "z"]),
    Scene("audit", ["F"]),
    Scene("movement", ["5", "j", "j"]),
    Scene("funnel", ["6"]),
    Scene("team", ["7"]),
    Scene("cash", ["8"]),
    Scene("hygiene", ["9"]),
    Scene("anomalies", ["A"]),
    Scene("meeting-1", ["P"]),
    Scene("meeting-2", ["P", "n"]),
    Scene("meeting-3", ["P", "n", "n"]),
    Scene("meeting-4", ["P", "n", "n", "n"]),
    Scene("meeting-5", ["P", "n", "n", "n", "n"]),
    Scene("actions", ["a", "j"]),
    Scene("compose", ["2", "+", "Tab"], typed: "Ask for a second contact"),
    Scene("explain-deal", ["2", "e"]),
  ]
  static let sizes = [(80, 24), (120, 40), (200, 60)]

  @Test(arguments: scenes, sizes)
  func theFrameIsTheOneThatWasLookedAt(_ scene: Scene, _ size: (Int, Int)) throws {
    let frame = try draw(scene, size, .block)
    let name = "\(scene.name)-\(size.0)x\(size.1)"
    #expect(Golden.difference(frame.golden, name) == nil)
  }

  @Test(arguments: scenes)
  func theASCIIFrameIsTheOneThatWasLookedAt(_ scene: Scene) throws {
    let frame = try draw(scene, (80, 24), .ascii)
    #expect(frame.text.utf8.allSatisfy { $0 < 0x80 })
    #expect(Golden.difference(frame.golden, "\(scene.name)-80x24-ascii") == nil)
  }

  private func draw(_ scene: Scene, _ size: (Int, Int), _ glyphs: GlyphSet) throws -> Surface {
    var cockpit = try CockpitDriver(columns: size.0, rows: size.1, fitsModels: true)
    cockpit.glyphs = glyphs
    for key in scene.keys { cockpit.press(key) }
    cockpit.type(scene.typed)
    return cockpit.surface()
  }
}
