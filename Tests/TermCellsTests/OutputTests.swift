import TermCells
// Colours, palettes, ANSI text, SVG pictures and base64.
import Testing

@Suite struct ColorTests {
  @Test(
    arguments: [
      (Color.standard, .indexed, Color.standard), (.indexed(75), .indexed, .indexed(75)),
      (.indexed(9), .indexed, .indexed(9)), (.rgb(0, 0, 0), .indexed, .indexed(16)),
      (.rgb(255, 175, 0), .indexed, .indexed(214)), (.rgb(1, 2, 3), .direct, .rgb(1, 2, 3)),
      (.indexed(3), .direct, .indexed(3)), (.indexed(214), .direct, .rgb(255, 175, 0)),
      (.rgb(255, 0, 0), .sixteen, .indexed(9)), (.rgb(250, 250, 250), .eight, .indexed(7)),
      (.indexed(214), .eight, .indexed(3)), (.indexed(9), .eight, .indexed(1)),
      (.indexed(214), .none, .standard), (.inherit, .indexed, .standard),
    ] as [(Color, TerminalCapabilities.ColorDepth, Color)])
  func theNearestColourIsTaken(
    _ color: Color, _ depth: TerminalCapabilities.ColorDepth, _ expected: Color
  ) {
    #expect(ColorMap.nearest(to: color, depth: depth) == expected)
  }

  /// What is the nearest by numbers alone: cyan for all three.
  @Test(
    arguments: [
      (24, RGB(red: 255, green: 255, blue: 255), 4), (242, RGB(red: 255, green: 255, blue: 255), 0),
      (244, RGB(red: 0x1E, green: 0x1E, blue: 0x1E), 7),
    ] as [(UInt8, RGB, UInt8)])
  func theNearestColourThatCanBeSeenIsTaken(
    _ index: UInt8, _ ground: RGB, _ expected: UInt8
  ) {
    #expect(ColorMap.nearest(to: .indexed(index), depth: .eight) == .indexed(6))
    #expect(
      ColorMap.nearest(to: .indexed(index), depth: .eight, on: ground) == .indexed(expected))
  }

  @Test(arguments: [
    (Palette.dark, RGB(red: 0x1E, green: 0x1E, blue: 0x1E)),
    (Palette.light, RGB(red: 255, green: 255, blue: 255)),
  ])
  func builtInPalettesCanBeSeenWithFewColours(_ palette: Palette, _ background: RGB) {
    for depth in [TerminalCapabilities.ColorDepth.eight, .sixteen] {
      for entry in Role.entries {
        let look = ColorMap.reduced(palette[entry.role], depth: depth, on: background)
        guard let color = ColorMap.rgb(of: look.foreground) else { continue }
        let behind = ColorMap.rgb(of: look.background) ?? background
        #expect(ColorMap.contrast(color, behind) >= 3, "\(entry.name) with \(depth)")
      }
    }
  }

  @Test func withoutColoursABackgroundBecomesReverse() {
    let look = ColorMap.reduced(Appearance(.indexed(0), on: .indexed(75)), depth: .none)
    #expect(look == Appearance(.standard, on: .standard, [.reverse]))
  }

  /// Where the theme gives every text the screen's background, only others stand out.
  @Test func withoutColoursTheScreensOwnBackgroundIsNone() {
    let black = RGB(red: 0, green: 0, blue: 0)
    let text = ColorMap.reduced(
      Appearance(.indexed(231), on: .indexed(16)), depth: .none, on: black)
    #expect(text == Appearance())
    let selection = ColorMap.reduced(
      Appearance(.indexed(16), on: .indexed(226)), depth: .none, on: black)
    #expect(selection == Appearance(.standard, on: .standard, [.reverse]))
  }

  /// White on dark blue: of eight colours the nearest to it is cyan, on which white is hard to read.
  @Test func wordsOnABackgroundAreReadWithFewColours() {
    let look = ColorMap.reduced(Appearance(.indexed(231), on: .indexed(24)), depth: .eight)
    #expect(look == Appearance(.indexed(0), on: .indexed(6)))
  }

  @Test func twoColoursNeverBecomeOne() {
    let look = ColorMap.reduced(Appearance(.indexed(33), on: .indexed(27)), depth: .eight)
    #expect(look.foreground != look.background)
  }

  @Test func contrastIsThatOfTheGuidelines() {
    let (black, white) = (RGB(red: 0, green: 0, blue: 0), RGB(red: 255, green: 255, blue: 255))
    #expect(ColorMap.contrast(black, white) == 21)
    #expect(ColorMap.contrast(white, white) == 1)
    let grey = RGB(red: 0x77, green: 0x77, blue: 0x77)
    #expect(abs(ColorMap.contrast(grey, white) - 4.478) < 0.001)
  }

  @Test(arguments: [
    (Palette.dark, RGB(red: 0x1E, green: 0x1E, blue: 0x1E)),
    (Palette.light, RGB(red: 255, green: 255, blue: 255)),
  ])
  func builtInPalettesCanBeRead(_ palette: Palette, _ background: RGB) {
    for entry in Role.entries {
      guard let color = ColorMap.rgb(of: palette[entry.role].foreground) else { continue }
      let isLine = entry.role == .border || entry.role == .range
      #expect(ColorMap.contrast(color, background) >= (isLine ? 3 : 4.5), "\(entry.name)")
    }
  }
}

@Suite struct RoleTests {
  @Test func everyRoleHasItsOwnNameAndLetter() {
    #expect(Set(Role.entries.map(\.name)).count == Role.entries.count)
    #expect(Set(Role.entries.map(\.letter)).count == Role.entries.count)
    for (index, entry) in Role.entries.enumerated() {
      #expect(Int(entry.role.rawValue) == index)
      #expect(Role(named: entry.name) == entry.role)
      #expect(entry.role.name == entry.name)
    }
    #expect(Role(named: "nonsense") == nil)
    #expect(Role(rawValue: 200).letter == "@")
  }

  @Test func aCellsOwnColoursWin() {
    let palette = Palette([.good: Appearance(.indexed(75), on: .indexed(1), [.bold])])
    let cell = Cell(glyph: 65, width: 1, style: Style(.good, [.reverse], foreground: .standard))
    #expect(
      palette.appearance(of: cell) == Appearance(.standard, on: .indexed(1), [.bold, .reverse]))
  }
}

@Suite struct WriterTests {
  private var surface: Surface {
    var surface = Surface(width: 8, height: 2)
    surface.write("ok <&>", x: 0, y: 0, role: .good)
    surface.write("日", x: 0, y: 1, style: Style(.text, [.reverse]))
    surface.put("█", x: 3, y: 1, role: .bar)
    surface.put("█", x: 4, y: 1, role: .bar)
    return surface
  }

  @Test func coloursAreWrittenOnceARun() {
    let writer = AnsiWriter(palette: .dark, depth: .indexed)
    #expect(
      writer.text(of: surface)
        == "\u{1B}[0;38;5;75mok <&>\u{1B}[0m\n\u{1B}[0;7m日\u{1B}[0m \u{1B}[0;38;5;75m██\u{1B}[0m\n")
  }

  @Test func withoutColoursOnlyAttributesAreWritten() {
    let writer = AnsiWriter(palette: .dark, depth: .none)
    #expect(writer.text(of: surface) == "ok <&>\n\u{1B}[0;7m日\u{1B}[0m ██\n")
  }

  @Test func eightColoursHaveShortCodes() {
    var small = Surface(width: 2, height: 1)
    small.write("a", x: 0, y: 0, style: Style(foreground: .indexed(1), background: .indexed(12)))
    let writer = AnsiWriter(palette: .plain, depth: .sixteen)
    #expect(writer.text(of: small) == "\u{1B}[0;31;104ma\u{1B}[0m\n")
  }

  @Test func aPictureEscapesItsTextAndJoinsItsBlocks() {
    let picture = SVGWriter(palette: .dark).document(of: surface, title: "a<b \u{1B}")
    #expect(picture.contains("<title>a&lt;b �</title>"))
    #expect(picture.contains("textLength=\"48\""))
    #expect(picture.contains(">ok &lt;&amp;&gt;</text>"))
    #expect(
      picture.contains("<rect x=\"24\" y=\"17\" width=\"16\" height=\"17\" fill=\"#5fafff\"/>"))
    #expect(picture.hasSuffix("</g>\n</svg>\n"))
    #expect(picture.contains("viewBox=\"0 0 80 50\""))
  }

  @Test func anEmptySurfaceIsAnEmptyPicture() {
    let none = Surface(width: 0, height: 0)
    #expect(AnsiWriter(palette: .dark, depth: .indexed).text(of: none).isEmpty)
    #expect(SVGWriter(palette: .dark).document(of: none, title: "").contains("0 0 16 16"))
    #expect(none.text.isEmpty && none.golden.isEmpty)
  }

  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy"),
    ("\u{FF}é", "w7/DqQ=="),
  ])
  func base64IsThatOfTheStandard(_ text: String, _ expected: String) {
    #expect(String(decoding: Base64.encoded(Array(text.utf8)), as: UTF8.self) == expected)
  }
}
