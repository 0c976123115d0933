import Foundation
import RevPanes
import TermCells
import Testing

@Suite struct ThemeTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "themes")

  private static func library() throws -> ThemeLibrary {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    return ThemeLibrary(
      files: try names.filter { $0.hasSuffix(".yaml") }.map {
        ($0, try String(contentsOf: folder.appending(path: $0), encoding: .utf8))
      })
  }

  @Test func everyThemeOfTheProjectReadsWithoutFault() throws {
    let library = try Self.library()
    #expect(library.faults.isEmpty, "\(library.faults)")
    #expect(
      library.names == [
        "default", "dark", "light", "high-contrast", "colour-blind", "colour-blind-light", "mono",
      ])
  }

  @Test func everyRoleOfEveryThemeCanBeRead() throws {
    for theme in try Self.library().themes {
      for line in ThemeContrast(theme).lines {
        #expect(line.isEnough, "\(theme.name): \(line.role) \(line.ratio)")
      }
    }
  }

  @Test func noThemePairsRedWithGreen() throws {
    for theme in try Self.library().themes {
      #expect(ThemeContrast(theme).confusions.isEmpty, "\(theme.name)")
    }
  }

  @Test func redAndGreenAreFound() throws {
    let text = "roles: {good: \"#00a000\", poor: \"#c00000\", increase: 75, decrease: 75}"
    let read = try ThemeFile.read(text, file: "x.yaml", fallback: "x", known: [])
    let confusions = ThemeContrast(read.theme).confusions
    #expect(confusions.contains("good and poor are a pair of red and green"))
    #expect(confusions.contains("increase and decrease look alike to who does not see red"))
  }

  @Test func noTextHasABackgroundWhereTheTerminalHasItsOwn() throws {
    for name in ["default", "dark", "light", "colour-blind", "colour-blind-light", "mono"] {
      let theme = try #require(try Self.library()[name])
      for role in [Role.text, .dim, .label, .name, .strong, .good, .watch, .poor] {
        #expect(theme.palette[role].background == .standard, "\(name)")
      }
    }
  }

  @Test func everyRoleOfEveryThemeCanBeSeenWithFewColours() throws {
    for theme in try Self.library().themes {
      for depth in [TerminalCapabilities.ColorDepth.eight, .sixteen] {
        for entry in Role.entries {
          let look = ColorMap.reduced(
            theme.palette[entry.role], depth: depth, on: theme.palette.ground)
          guard let front = ColorMap.rgb(of: look.foreground),
            let back = ColorMap.rgb(of: look.background) ?? theme.palette.ground
          else { continue }
          #expect(
            ColorMap.contrast(front, back) >= 3, "\(theme.name): \(entry.name) with \(depth)")
        }
      }
    }
  }

  /// Reverse video stands in for a background where a theme names none, and would hide one.
  @Test func aBackgroundThatAThemeNamesIsSeen() throws {
    for theme in try Self.library().themes {
      for entry in Role.entries where theme.palette[entry.role].background != .standard {
        let look = theme.palette[entry.role]
        #expect(!look.attributes.contains(.reverse), "\(theme.name): \(entry.name)")
      }
    }
    let text = "roles: {selection: {bg: 117}, active: {bg: 222, reverse: true}, cursor: {fg: 16}}"
    let read = try ThemeFile.read(text, file: "x.yaml", fallback: "x", known: [])
    #expect(read.theme.palette[.selection] == Appearance(.standard, on: .indexed(117)))
    #expect(read.theme.palette[.active] == Appearance(.standard, on: .indexed(222), [.reverse]))
    #expect(read.theme.palette[.cursor] == Appearance(.indexed(16), on: .standard, [.reverse]))
  }

  // MARK: - Base16 and Base24

  /// The scheme "Nord" in today's form, and one with the names of older files.
  private static let nord = """
    system: "base16"
    name: "Nord"
    author: "arcticicestudio"
    variant: "dark"
    palette:
      base00: "#2e3440"
      base01: "#3b4252"
      base02: "#434c5e"
      base03: "#4c566a"
      base04: "#d8dee9"
      base05: "#e5e9f0"
      base06: "#eceff4"
      base07: "#8fbcbb"
      base08: "#bf616a"
      base09: "#d08770"
      base0A: "#ebcb8b"
      base0B: "#a3be8c"
      base0C: "#88c0d0"
      base0D: "#81a1c1"
      base0E: "#b48ead"
      base0F: "#5e81ac"
    """

  @Test func aBase16SchemeIsATheme() throws {
    let read = try ThemeFile.read(Self.nord, file: "nord.yaml", fallback: "nord", known: [])
    #expect(read.faults.isEmpty)
    #expect(read.theme.name == "Nord")
    #expect(read.theme.background == .rgb(0x2E, 0x34, 0x40))
    #expect(
      read.theme.palette[.text] == Appearance(.rgb(0xE5, 0xE9, 0xF0), on: .rgb(0x2E, 0x34, 0x40)))
    let contrast = ThemeContrast(read.theme)
    #expect(contrast.isEnough, "\(contrast.lines)")
    #expect(contrast.own.isEmpty)
  }

  @Test func anOlderSchemeWithoutSignsIsATheme() throws {
    let text = Self.nord.replacing("palette:\n", with: "").replacing("  base", with: "base")
      .replacing("\"#", with: "\"").replacing("name: \"Nord\"", with: "scheme: \"Old Nord\"")
      .replacing("\"434c5e\"", with: "434c5e")
    let read = try ThemeFile.read(text, file: "old.yaml", fallback: "old", known: [])
    #expect(read.theme.name == "Old Nord")
    #expect(read.theme.background == .rgb(0x2E, 0x34, 0x40))
  }

  @Test func aBrighterAccentOfBase24IsUsed() throws {
    let text = Self.nord + "\n  base12: \"#ff7080\"\n  base16: \"#a0c0ff\"\n"
    let read = try ThemeFile.read(text, file: "x.yaml", fallback: "x", known: [])
    #expect(read.theme.palette[.good].foreground == .rgb(0xA0, 0xC0, 0xFF))
    let plain = try ThemeFile.read(Self.nord, file: "x.yaml", fallback: "x", known: []).theme
    #expect(read.theme.palette[.good] != plain.palette[.good])
  }

  @Test func aLowContrastSchemeIsMadeReadable() throws {
    var text = "palette:\n"
    for number in 0..<16 {
      text += "  base0\(String(number, radix: 16).uppercased()): \"#8080\(number + 80)\"\n"
    }
    let read = try ThemeFile.read(text, file: "grey.yaml", fallback: "grey", known: [])
    let lines = ThemeContrast(read.theme).lines
    #expect(lines.count { !$0.isEnough } == 0)
  }

  @Test(arguments: [
    ("base0C: \"#88c0d0\"", "", "x.yaml:1:1: base0C is missing; a scheme has base00 to base0F"),
    ("base09: \"#d08770\"", "base09: red", "x.yaml:15:11: base09 is no colour; write \"#5f87af\""),
  ])
  func aBrokenSchemeNamesItsColour(from: String, to: String, message: String) {
    let text = Self.nord.replacing(from, with: to)
    let error = #expect(throws: ThemeFault.self) {
      try ThemeFile.read(text, file: "x.yaml", fallback: "x", known: [])
    }
    #expect(error?.description == message)
  }

  @Test func aThemeMayExtendTheOneOfItsOwnName() {
    let library = ThemeLibrary(files: [
      ("/a/dark.yaml", "name: dark\nroles: {good: 75, poor: 209}"),
      ("/b/dark.yaml", "name: dark\ninherit: dark\nroles: {good: 111}"),
      ("/b/child.yaml", "name: child\ninherit: dark\n"),
    ])
    #expect(library.faults.isEmpty)
    #expect(library["child"]?.palette[.good].foreground == .indexed(111))
    #expect(library["child"]?.palette[.poor].foreground == .indexed(209))
  }

  @Test func theDefaultHasNoColourOfItsOwn() throws {
    for theme in try Self.library().themes where ["default", "mono"].contains(theme.name) {
      for entry in Role.entries {
        #expect(theme.palette[entry.role].foreground == .standard, "\(entry.name)")
        #expect(theme.palette[entry.role].background == .standard, "\(entry.name)")
      }
    }
  }

  @Test func goodIsBlueAndPoorIsNoGreen() throws {
    for theme in try Self.library().themes {
      guard let good = ColorMap.rgb(of: theme.palette[.good].foreground),
        let poor = ColorMap.rgb(of: theme.palette[.poor].foreground)
      else { continue }
      #expect(good.blue > good.red && good.blue >= good.green, "\(theme.name)")
      #expect(poor.red > poor.blue && poor.red > poor.green, "\(theme.name)")
    }
  }

  @Test func anUnknownRoleWarnsWithItsPlaceAndTheThemeLoads() throws {
    let text = """
      name: mine
      inherit: default
      roles:
        good: 75
        goood: 76
        poor: {fg: nocolour, blink: true}
      wings: 2
      """
    let read = try ThemeFile.read(text, file: "mine.yaml", fallback: "mine", known: [.standard])
    #expect(read.theme.name == "mine")
    #expect(read.theme.palette[.good].foreground == .indexed(75))
    #expect(
      read.faults.map(\.description) == [
        "mine.yaml:5:3: there is no role 'goood'",
        "mine.yaml:6:14: 'nocolour' is no colour; write 0 to 255, a name such as blue, or \"#5f87af\"",
        "mine.yaml:6:24: unknown key 'blink'; fg, bg, bold, dim, italic, underline or reverse",
        "mine.yaml:7:1: unknown key 'wings'; name, inherit, background or roles",
      ])
  }

  @Test func whatIsNoYAMLSaysWhere() {
    let library = ThemeLibrary(files: [("bad.yaml", "roles: {good: 75"), ("own.yaml", "- 1")])
    #expect(library.names == ["default", "dark", "light"])
    #expect(library.faults.count == 2)
    #expect(library.faults.allSatisfy { $0.line >= 1 })
  }

  @Test func coloursAreIndexesNamesOrExact() throws {
    let text = "roles: {good: bright-blue, poor: \"#ff8000\", dim: default, watch: 300}"
    let read = try ThemeFile.read(text, file: "x.yaml", fallback: "x", known: [])
    #expect(read.theme.palette[.good].foreground == .indexed(12))
    #expect(read.theme.palette[.poor].foreground == .rgb(255, 128, 0))
    #expect(read.theme.palette[.dim].foreground == .standard)
    #expect(read.faults.count == 1)
  }
}
