/// A number in large letters, to be read from the back of a room.
package struct BigNumber: Hashable, Sendable {
  /// How large the letters are.
  package enum Size: Hashable, Sendable {
    /// Lines, three rows high.
    case lines
    /// Filled points, five high, each of two columns and one row times this factor.
    case blocks(Int)

    package var rows: Int {
      switch self {
      case .lines: 3
      case .blocks(let factor): BlockLetter.rows * max(1, factor)
      }
    }
  }

  package var text: String
  package var role: Role
  package var size: Size

  package init(_ text: String, role: Role = .bigNumber, size: Size = .lines) {
    self.text = text
    self.role = role
    self.size = size
  }

  /// The columns that the number takes.
  package func width(glyphs: GlyphSet) -> Int {
    if case .blocks(let factor) = size {
      let points = text.map { BlockLetter.points(of: $0)[0].count }
      return (points.reduce(0, +) + max(0, points.count - 1)) * 2 * max(1, factor)
    }
    let letters = text.map { LineLetter.rows(of: $0, glyphs: glyphs)[0].count }
    return letters.reduce(0, +) + max(0, letters.count - 1)
  }

  /// Draws into the first rows of `area`; where it does not fit, in smaller letters, and where those
  /// do not either, in plain ones.
  package func draw(
    in area: Rect, on surface: inout Surface, alignment: Alignment = .leading
  ) {
    let wide = width(glyphs: surface.glyphs)
    guard area.height >= size.rows, wide <= area.width else {
      if case .blocks(let factor) = size {
        let smaller: Size = factor > 1 ? .blocks(factor - 1) : .lines
        BigNumber(text, role: role, size: smaller).draw(
          in: area, on: &surface, alignment: alignment)
      } else {
        surface.write(text, in: area.row(0), alignment: alignment, style: Style(role, [.bold]))
      }
      return
    }
    let spare = area.width - wide
    let x = area.x + (alignment == .leading ? 0 : alignment == .center ? spare / 2 : spare)
    switch size {
    case .lines: drawLines(x: x, y: area.y, on: &surface)
    case .blocks(let factor): drawBlocks(x: x, y: area.y, max(1, factor), on: &surface)
    }
  }

  private func drawLines(x start: Int, y: Int, on surface: inout Surface) {
    var x = start
    for character in text {
      let rows = LineLetter.rows(of: character, glyphs: surface.glyphs)
      for (line, row) in rows.enumerated() {
        for (column, scalar) in row.enumerated() where scalar != " " {
          surface.put(scalar, x: x + column, y: y + line, style: Style(role, [.bold]))
        }
      }
      x += rows[0].count + 1
    }
  }

  private func drawBlocks(x start: Int, y: Int, _ factor: Int, on surface: inout Surface) {
    let block = surface.glyphs.fullBlock
    var x = start
    for character in text {
      let points = BlockLetter.points(of: character)
      for (line, row) in points.enumerated() {
        for (column, isSet) in row.enumerated() where isSet {
          let place = Rect(
            x: x + column * 2 * factor, y: y + line * factor, width: 2 * factor, height: factor)
          surface.fill(place, with: block, role: role)
        }
      }
      x += (points[0].count + 1) * 2 * factor
    }
  }
}

/// Letters of lines, three rows high.
private enum LineLetter {
  /// Three rows of equal length for a character; one without a shape stands on the last row as it is.
  static func rows(of character: Character, glyphs: GlyphSet) -> [[Unicode.Scalar]] {
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
