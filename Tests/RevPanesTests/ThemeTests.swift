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
