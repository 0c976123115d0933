import RevPanes
import RevPresentation
import RevTesting
import TermCells
import Testing

/// Names that attack the terminal, and sizes that nobody has.
@Suite struct RobustnessTests {
  private static let hostile = [
    "\u{1B}[31mred\u{1B}[0m", "\u{9B}2Jgone", "\u{1B}]52;c;aGk=\u{7}", "a\u{0}b", "tab\tand\nline",
    "\u{202E}gnp.exe", "zero\u{200B}width", "日本語の会社名前", "مرحبا بالعالم", "e\u{301}a\u{300}o\u{308}",
    "👩‍👩‍👧‍👦 family", "🇫🇷 flag", "⚠\u{FE0F} sign", "%s %d {}", "\\[x]",
  ]

  private func cockpit(columns: Int, rows: Int) throws -> CockpitDriver {
    var files = DemoCompany.files
    var lines = (files["deals.csv"] ?? "").split(separator: "\n").map(String.init)
    for (index, name) in Self.hostile.enumerated() where index + 1 < lines.count {
      var cells = lines[index + 1].split(separator: ",", omittingEmptySubsequences: false)
        .map(String.init)
      cells[1] = "\"" + name.replacing("\u{0}", with: "") + "\""
      lines[index + 1] = cells.joined(separator: ",")
    }
    files["deals.csv"] = lines.joined(separator: "\n")
    return CockpitDriver(try DemoCompany.snapshot(files), columns: columns, rows: rows)
  }

  @Test(arguments: [(80, 24), (120, 40), (200, 60)])
  func hostileNamesKeepEveryBorderStraight(_ size: (Int, Int)) throws {
    var cockpit = try cockpit(columns: size.0, rows: size.1)
    var plain = try CockpitDriver(columns: size.0, rows: size.1)
    for keys in [[], ["2", "Enter"], ["1", "Enter"], ["Enter"], ["e"], ["Esc", "o"]] {
      for key in keys {
        cockpit.press(key)
        plain.press(key)
      }
      let frame = cockpit.surface()
      for y in 0..<frame.height {
        for x in [0, frame.width - 1] {
          #expect(frame[x, y].glyph == plain.surface()[x, y].glyph, "\(keys) \(x) \(y)")
        }
      }
      for scalar in frame.text.unicodeScalars where scalar != "\n" {
        #expect(scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value))
        #expect(
          !(0x200B...0x200F).contains(scalar.value) && !(0x202A...0x202E).contains(scalar.value))
      }
    }
  }

  @Test func noSizeTraps() throws {
    var cockpit = try CockpitDriver()
    let scenes = [
      [], ["2", "Enter"], ["Enter"], ["e"], ["Esc", "?"], ["Esc", ":"], ["Esc", "o"], ["Esc", "5"],
      ["6"],
      ["7"], ["8"], ["9"],
    ]
    for keys in scenes {
      for key in keys { cockpit.press(key) }
      for columns in [0, 1, 2, 44, 59, 60, 61, 80, 119, 120, 180, 230] {
        for rows in [0, 1, 2, 15, 16, 17, 24, 40, 50] {
          cockpit.send(.resized(ScreenSize(columns: columns, rows: rows)))
          let frame = cockpit.surface()
          #expect(frame.width == columns && frame.height == rows)
        }
      }
    }
  }

  @Test func aScreenThatIsTooSmallSaysWhatItNeeds() throws {
    var cockpit = try CockpitDriver(columns: 44, rows: 9)
    let text = cockpit.text()
    #expect(text.contains("60 x 16"))
    #expect(text.contains("44 x 9"))
    cockpit.press("q")
    #expect(!cockpit.state.isRunning)
  }

  @Test func resizingToAndFroGivesTheFreshFrame() throws {
    var cockpit = try CockpitDriver(columns: 120, rows: 40)
    cockpit.press("2", "Enter", "j")
    let fresh = cockpit.text()
    for size in [(80, 24), (60, 16), (1, 1), (200, 60), (120, 40)] {
      cockpit.send(.resized(ScreenSize(columns: size.0, rows: size.1)))
    }
    #expect(cockpit.text() == fresh)
  }

  @Test func aPaneWhoseTableIsMissingSaysWhichFileItNeeds() throws {
    var files = DemoCompany.files.mapValues { _ in "" }
    files["deals.csv"] = DemoCompany.files["deals.csv"]
    var cockpit = CockpitDriver(try DemoCompany.snapshot(files), columns: 120, rows: 40)
    let text = cockpit.text()
    #expect(text.contains("needs subscriptions.csv"))
    #expect(text.contains("needs contracts.csv"))
    #expect(!text.contains("nan") && !text.contains("inf ") && !text.contains("-0 "))
    for key in ["1", "2", "3", "4"] {
      cockpit.press(key, "Enter", "Enter", "e", "Esc", "1")
      #expect(!cockpit.text().isEmpty)
    }
  }

  @Test func aPeriodWithoutDealsSaysSoInWords() throws {
    var cockpit = try CockpitDriver(columns: 120, rows: 40)
    cockpit.press("]", "]", "]", "]", "]", "]", "]", "]")
    let text = cockpit.text()
    #expect(text.contains("no open deal closes in FY2029-Q4"))
    #expect(text.contains("[ ] other period"))
  }

  @Test func focusIsSeenInTheTextAlone() throws {
    var cockpit = try CockpitDriver()
    for key in ["1", "2", "3", "4"] {
      cockpit.press(key)
      let lines = cockpit.text().split(separator: "\n")
      #expect(lines.count { $0.contains("┏━ \(key) ") } == 1)
      cockpit.glyphs = .ascii
      #expect(cockpit.text().contains("+= \(key) "))
      cockpit.glyphs = .block
    }
  }
}
