/// A titled box; the one that has the focus is heavy and its title reverse, on every terminal.
package struct Frame: Hashable, Sendable {
  package var title: String
  /// Follows the title in quieter type: a count, a total.
  package var note: String
  /// What stands in place of `note` where it does not fit, the longest first.
  package var shorterNotes: [String] = []
  /// Stands at the right end of the lower line: a row number, the keys of an overlay.
  package var footer: String
  package var isFocused: Bool
  /// Blank columns between the left line and the content.
  package var leadingPadding = 1
  /// Blank columns between the content and the right line.
  package var trailingPadding = 1

  package init(
    _ title: String = "", note: String = "", footer: String = "", isFocused: Bool = false
  ) {
    self.title = title
    self.note = note
    self.footer = footer
    self.isFocused = isFocused
  }

  private var lineStyle: Style { Style(isFocused ? .focusBorder : .border) }

  /// The room for content in a frame that is drawn in `area`.
  package func content(of area: Rect) -> Rect {
    area.inset(left: 1 + leadingPadding, top: 1, right: 1 + trailingPadding, bottom: 1)
  }

  /// Draws the box, blanks what is inside, and returns the room for content.
  ///
  /// An area less than two cells wide or high gets nothing, and has no room.
  @discardableResult
  package func draw(in area: Rect, on surface: inout Surface) -> Rect {
    guard area.width >= 2, area.height >= 2 else { return content(of: area) }
    let lines = isFocused ? surface.glyphs.heavy : surface.glyphs.light
    let (right, bottom) = (area.maxX - 1, area.maxY - 1)
    surface.fill(area.inset(by: 1))
    for x in (area.x + 1)..<max(area.x + 1, right) {
      surface.put(lines.horizontal, x: x, y: area.y, style: lineStyle)
      surface.put(lines.horizontal, x: x, y: bottom, style: lineStyle)
    }
    for y in (area.y + 1)..<max(area.y + 1, bottom) {
      surface.put(lines.vertical, x: area.x, y: y, style: lineStyle)
      surface.put(lines.vertical, x: right, y: y, style: lineStyle)
    }
    surface.put(lines.topLeft, x: area.x, y: area.y, style: lineStyle)
    surface.put(lines.topRight, x: right, y: area.y, style: lineStyle)
    surface.put(lines.bottomLeft, x: area.x, y: bottom, style: lineStyle)
    surface.put(lines.bottomRight, x: right, y: bottom, style: lineStyle)
    drawTitle(in: area, on: &surface)
    drawFooter(in: area, on: &surface)
    return content(of: area)
  }

  private func drawTitle(in area: Rect, on surface: inout Surface) {
    // One line character stays on either side, and a blank around the words.
    let room = area.width - 6
    guard room > 0, !(title.isEmpty && note.isEmpty) else { return }
    let style = isFocused ? Style(.focusTitle, [.reverse]) : Style(.title)
    var x = area.x + 2
    surface.put(" ", x: x, y: area.y, style: style)
    x += 1
    if !title.isEmpty {
      x += surface.write(title, x: x, y: area.y, limit: room, style: style)
      surface.put(" ", x: x, y: area.y, style: style)
      x += 1
    }
    let left = area.maxX - 3 - x
    let note = fittingNote(left - 1, surface)
    if !note.isEmpty, left > 1 {
      surface.put(" ", x: x, y: area.y, style: lineStyle)
      x += 1
      x += surface.write(note, x: x, y: area.y, limit: left - 1, role: .footer)
      surface.put(" ", x: x, y: area.y, style: lineStyle)
    }
  }

  /// The longest note that is not cut; else the shortest.
  private func fittingNote(_ room: Int, _ surface: Surface) -> String {
    let all = [note] + shorterNotes
    return all.first { surface.columns(of: $0) <= room } ?? all[all.count - 1]
  }

  private func drawFooter(in area: Rect, on surface: inout Surface) {
    let room = area.width - 4
    guard room > 0, !footer.isEmpty else { return }
    let width = min(room, surface.columns(of: footer))
    let x = area.maxX - 2 - width
    surface.put(" ", x: x - 1, y: area.maxY - 1, style: lineStyle)
    surface.write(footer, x: x, y: area.maxY - 1, limit: width, role: .footer)
    surface.put(" ", x: area.maxX - 2, y: area.maxY - 1, style: lineStyle)
  }

  /// Draws a line across the inside at `row` from the top of `area`, joined to the sides.
  package func drawDivider(atRow row: Int, in area: Rect, on surface: inout Surface) {
    guard area.width >= 2, row > 0, row < area.height - 1 else { return }
    let lines = isFocused ? surface.glyphs.heavy : surface.glyphs.light
    let y = area.y + row
    for x in area.x..<area.maxX { surface.put(lines.horizontal, x: x, y: y, style: lineStyle) }
    surface.put(lines.teeRight, x: area.x, y: y, style: lineStyle)
    surface.put(lines.teeLeft, x: area.maxX - 1, y: y, style: lineStyle)
  }

  /// Draws a line down the inside at `column` from the left of `area`, joined to top and bottom.
  package func drawDivider(atColumn column: Int, in area: Rect, on surface: inout Surface) {
    guard area.height >= 2, column > 0, column < area.width - 1 else { return }
    let lines = isFocused ? surface.glyphs.heavy : surface.glyphs.light
    let x = area.x + column
    for y in area.y..<area.maxY { surface.put(lines.vertical, x: x, y: y, style: lineStyle) }
    surface.put(lines.teeDown, x: x, y: area.y, style: lineStyle)
    surface.put(lines.teeUp, x: x, y: area.maxY - 1, style: lineStyle)
  }
}
