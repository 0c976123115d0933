/// Where text stands in the room it has.
package enum Alignment: Hashable, Sendable {
  case leading
  case trailing
  case center
}

/// A piece of text in one style.
package struct TextRun: Hashable, Sendable {
  package var text: String
  package var style: Style

  package init(_ text: String, style: Style) {
    self.text = text
    self.style = style
  }

  package init(_ text: String, role: Role = .text) {
    self.init(text, style: Style(role))
  }
}

extension Surface {
  /// The columns that `text` takes on this surface.
  package func columns(of text: String) -> Int {
    DisplayText.width(of: text, isASCII: glyphs.isASCII)
  }

  /// Writes text that may come from anywhere, and returns the columns used.
  ///
  /// Text longer than `limit` columns, or than the room up to the right edge of the clip, is cut by
  /// display width and ends with an ellipsis.
  @discardableResult
  package mutating func write(
    _ text: String, x: Int, y: Int, limit: Int = .max, style: Style = .text
  ) -> Int {
    let room = min(limit, clip.maxX - x)
    guard room > 0, y >= clip.y, y < clip.maxY else { return 0 }
    if let count = DisplayText.plainCount(of: text) {
      return writePlain(text, count: count, x: x, y: y, room: room, style: style)
    }
    let total = columns(of: text)
    let end = total <= room ? room : room - 1
    var reader = GlyphReader(text, isASCII: glyphs.isASCII)
    var used = 0
    while let glyph = reader.next(), used + glyph.width <= end {
      place(glyph, x: x + used, y: y, style: style)
      used += glyph.width
    }
    if total > room {
      put(glyphs.ellipsis, x: x + used, y: y, style: style)
      used += 1
    }
    return used
  }

  private mutating func writePlain(
    _ text: String, count: Int, x: Int, y: Int, room: Int, style: Style
  ) -> Int {
    let shown = count <= room ? count : room - 1
    var column = x
    for byte in text.utf8.prefix(shown) {
      put(Unicode.Scalar(byte), x: column, y: y, style: style)
      column += 1
    }
    if count > room {
      put(glyphs.ellipsis, x: column, y: y, style: style)
      column += 1
    }
    return column - x
  }

  /// Sets a glyph whose left part may be outside of the clip; half a wide one shows as a space.
  private mutating func place(_ glyph: Glyph, x: Int, y: Int, style: Style) {
    if x >= clip.x, x + glyph.width <= clip.maxX {
      set(glyph, style: style, x: x, y: y)
    } else {
      for column in x..<(x + glyph.width) { put(" ", x: column, y: y, style: style) }
    }
  }

  /// Writes text that may come from anywhere in the colours of a role.
  @discardableResult
  package mutating func write(
    _ text: String, x: Int, y: Int, limit: Int = .max, role: Role
  ) -> Int {
    write(text, x: x, y: y, limit: limit, style: Style(role))
  }

  /// Writes text into the first row of `area`, cut to its width, and returns the columns used.
  @discardableResult
  package mutating func write(
    _ text: String, in area: Rect, alignment: Alignment = .leading, style: Style = .text
  ) -> Int {
    guard !area.isEmpty else { return 0 }
    let spare = alignment == .leading ? 0 : max(0, area.width - columns(of: text))
    let shift = alignment == .center ? spare / 2 : spare
    return write(text, x: area.x + shift, y: area.y, limit: area.width - shift, style: style)
  }

  /// Writes text into the first row of `area` in the colours of a role.
  @discardableResult
  package mutating func write(
    _ text: String, in area: Rect, alignment: Alignment = .leading, role: Role
  ) -> Int {
    write(text, in: area, alignment: alignment, style: Style(role))
  }

  /// Writes runs one after the other, cut together at `limit` columns, and returns the columns used.
  @discardableResult
  package mutating func write(_ runs: [TextRun], x: Int, y: Int, limit: Int = .max) -> Int {
    let room = min(limit, clip.maxX - x)
    var used = 0
    for (index, run) in runs.enumerated() {
      guard used < room else { break }
      let isCut =
        columns(of: run.text) == room - used
        && runs[(index + 1)...].contains(where: {
          columns(of: $0.text) > 0
        })
      // A run that fills the room exactly must still show that others follow.
      let text = isCut ? run.text + " " : run.text
      used += write(text, x: x + used, y: y, limit: room - used, style: run.style)
    }
    return used
  }

  /// Writes lines below each other into `area`; lines that do not fit are dropped.
  package mutating func write(lines: [String], in area: Rect, style: Style = .text) {
    for (index, line) in lines.prefix(area.height).enumerated() {
      write(line, in: area.row(index), style: style)
    }
  }
}
