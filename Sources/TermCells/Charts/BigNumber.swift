/// A number in letters three rows high, to be read from the back of a room.
package struct BigNumber: Hashable, Sendable {
  package var text: String
  package var role: Role

  package init(_ text: String, role: Role = .bigNumber) {
    self.text = text
    self.role = role
  }

  /// The columns that the number takes.
  package func width(glyphs: GlyphSet) -> Int {
    let letters = text.map { Self.rows(of: $0, glyphs: glyphs)[0].count }
    return letters.reduce(0, +) + max(0, letters.count - 1)
  }

  /// Draws into the first three rows of `area`; where it does not fit, in plain letters.
  package func draw(
    in area: Rect, on surface: inout Surface, alignment: Alignment = .leading
  ) {
    let wide = width(glyphs: surface.glyphs)
    guard area.height >= 3, wide <= area.width else {
      surface.write(text, in: area.row(0), alignment: alignment, style: Style(role, [.bold]))
      return
    }
    let spare = area.width - wide
    var x = area.x + (alignment == .leading ? 0 : alignment == .center ? spare / 2 : spare)
    for character in text {
      let rows = Self.rows(of: character, glyphs: surface.glyphs)
      for (line, row) in rows.enumerated() {
        for (column, scalar) in row.enumerated() where scalar != " " {
          surface.put(scalar, x: x + column, y: area.y + line, style: Style(role, [.bold]))
        }
      }
      x += rows[0].count + 1
    }
  }

  /// Three rows of equal length for a character; one without a shape stands on the last row as it is.
  private static func rows(of character: Character, glyphs: GlyphSet) -> [[Unicode.Scalar]] {
    let shapes = glyphs.isASCII ? plainShapes : lineShapes
    guard let shape = shapes[character] else {
      let cluster = DisplayText.cleaned(String(character), isASCII: glyphs.isASCII)
      let isOneColumn = DisplayText.width(of: cluster) == 1
      let scalar = isOneColumn ? cluster.unicodeScalars.first ?? "?" : "�"
      return [[" "], [" "], [scalar]]
    }
    return shape.map { Array($0.unicodeScalars) }
  }

  private static let lineShapes: [Character: [String]] = [
    "0": ["┏━┓", "┃ ┃", "┗━┛"], "1": ["╺┓ ", " ┃ ", "╺┻╸"], "2": ["╺━┓", "┏━┛", "┗━╸"],
    "3": ["╺━┓", "╺━┫", "╺━┛"], "4": ["╻ ╻", "┗━┫", "  ╹"], "5": ["┏━╸", "┗━┓", "╺━┛"],
    "6": ["┏━╸", "┣━┓", "┗━┛"], "7": ["╺━┓", "  ┃", "  ╹"], "8": ["┏━┓", "┣━┫", "┗━┛"],
    "9": ["┏━┓", "┗━┫", "╺━┛"], "$": ["┏╋╸", "┗╋┓", "╺╋┛"], "€": ["┏━╸", "╋━ ", "┗━╸"],
    "£": ["┏━╸", "╋━ ", "┻━╸"], "%": ["■ ╱", " ╱ ", "╱ ■"], ".": [" ", " ", "■"],
    ",": [" ", " ", "╱"], ":": ["■", " ", "■"], "-": ["   ", "╺━╸", "   "],
    "−": ["   ", "╺━╸", "   "], "+": [" ╻ ", "╺╋╸", " ╹ "], "x": ["╲ ╱", " ╳ ", "╱ ╲"],
    "/": ["  ╱", " ╱ ", "╱  "], "M": ["┏┳┓", "┃┃┃", "╹ ╹"], "K": ["╻┏╸", "┣┫ ", "╹┗╸"],
    "B": ["┳━┓", "┣━┫", "┻━┛"], "T": ["╺┳╸", " ┃ ", " ╹ "], " ": ["  ", "  ", "  "],
  ]

  private static let plainShapes: [Character: [String]] = [
    "0": [" _ ", "| |", "|_|"], "1": ["   ", "  |", "  |"], "2": [" _ ", " _|", "|_ "],
    "3": [" _ ", " _|", " _|"], "4": ["   ", "|_|", "  |"], "5": [" _ ", "|_ ", " _|"],
    "6": [" _ ", "|_ ", "|_|"], "7": [" _ ", "  |", "  |"], "8": [" _ ", "|_|", "|_|"],
    "9": [" _ ", "|_|", " _|"], "−": ["   ", " _ ", "   "], "-": ["   ", " _ ", "   "],
    "+": ["   ", "_|_", " | "],
    " ": ["  ", "  ", "  "],
  ]
}
