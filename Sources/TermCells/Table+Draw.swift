extension Table {
  /// Draws heads, visible rows and totals into `area`.
  package func draw(in area: Rect, on surface: inout Surface) {
    guard !area.isEmpty else { return }
    let areas = columnAreas(in: area)
    var line = 0
    if hasHeader {
      drawHeader(areas, in: area.row(0), on: &surface)
      line = 1
    }
    let room = visibleRows(in: area)
    if rows.isEmpty {
      let body = area.inset(left: gutterWidth, top: line)
      surface.write(lines: Array(emptyLines.prefix(room)), in: body, style: Style(.message))
    }
    for (index, row) in rows.prefix(room).enumerated() {
      draw(row, number: firstRow + index, areas, in: area.row(line + index), on: &surface)
    }
    if surface.glyphs.kind == .words { separate(areas, in: area, on: &surface) }
    if let totals, area.height > line {
      let last = area.row(area.height - 1)
      for (column, cell) in totals.cells.enumerated() {
        guard column < areas.count, let place = areas[column] else { continue }
        draw(cell, in: place.across(last), alignment: columns[column].alignment, on: &surface)
      }
      surface.restyle(last, role: .total)
    }
  }

  /// Where nothing but words is drawn, marks the gap between cells that fill their columns.
  private func separate(_ areas: [Rect?], in area: Rect, on surface: inout Surface) {
    for place in areas.compactMap(\.self).dropLast() {
      for y in area.y..<area.maxY {
        surface.put(GlyphSet.cellSeparator, x: place.maxX, y: y, role: .dim)
      }
    }
  }

  private func drawHeader(_ areas: [Rect?], in row: Rect, on surface: inout Surface) {
    for (index, column) in columns.enumerated() {
      guard let place = areas[index] else { continue }
      let isSorted = sorting?.column == index
      let role: Role = isSorted ? .sortedHeader : .header
      guard let sorting, isSorted else {
        surface.write(column.title, in: place.across(row), alignment: column.alignment, role: role)
        continue
      }
      let sign = sorting.isDescending ? surface.glyphs.sortDescending : surface.glyphs.sortAscending
      let words = surface.columns(of: column.title)
      // The sign stays when the title has to be cut.
      let shown = min(words, place.width - 1)
      let spare = column.alignment == .leading ? 0 : place.width - shown - 1
      let x = place.x + (column.alignment == .center ? spare / 2 : spare)
      surface.write(column.title, x: x, y: row.y, limit: shown, role: role)
      surface.put(sign, x: x + max(0, shown), y: row.y, role: role)
    }
  }

  private func draw(
    _ row: TableRow, number: Int, _ areas: [Rect?], in line: Rect, on surface: inout Surface
  ) {
    let isSelected = number == selectedRow
    if hasGutter {
      if isSelected { surface.put(surface.glyphs.pointer, x: line.x, y: line.y, role: .accent) }
      if row.isMarked, line.width > 1 {
        surface.put(surface.glyphs.mark, x: line.x + 1, y: line.y, role: .marked)
      }
    }
    if row.isChanged { Self.markChanged(line, gutter: gutterWidth, on: &surface) }
    for (index, cell) in row.cells.enumerated() {
      guard index < areas.count, let place = areas[index] else { continue }
      draw(cell, in: place.across(line), alignment: columns[index].alignment, on: &surface)
    }
    guard isSelected, isFocused else { return }
    surface.restyle(line, role: .selection)
    if let selectedColumn, selectedColumn < areas.count, let place = areas[selectedColumn] {
      surface.add([.underline, .bold], to: place.across(line))
    }
  }

  /// The sign of a changed row, in the column before its text.
  package static func markChanged(_ line: Rect, gutter: Int = 0, on surface: inout Surface) {
    surface.put("~", x: line.x + gutter - 1, y: line.y, role: .elsewhen)
  }

  private func draw(
    _ cell: TableCell, in place: Rect, alignment: Alignment, on surface: inout Surface
  ) {
    switch cell {
    case .text(let text, let role):
      surface.write(text, in: place, alignment: alignment, role: role)
    case .runs(let runs):
      surface.write(runs, x: place.x, y: place.y, limit: place.width)
    case .bar(let sample, let scale, let role):
      Bar(sample, scale: scale, role: role).draw(in: place, on: &surface)
    }
  }
}

extension Rect {
  /// The part of a column that lies in `row`.
  fileprivate func across(_ row: Rect) -> Rect {
    Rect(x: x, y: row.y, width: min(width, row.maxX - x), height: row.height)
  }
}

/// The part of a long list that is on the screen.
package struct Viewport: Hashable, Sendable {
  /// The first visible row, from 0.
  package var first: Int

  package init(first: Int = 0) {
    self.first = first
  }

  /// Moves as little as possible so that `row` is visible and no room is wasted at the end.
  package mutating func reveal(_ row: Int?, count: Int, height: Int) {
    let last = max(0, count - max(0, height))
    if let row {
      if row < first { first = row }
      if row >= first + height { first = row - height + 1 }
    }
    first = max(0, min(first, last))
  }

  /// The visible rows of a list of `count` rows in `height` lines.
  package func rows(count: Int, height: Int) -> Range<Int> {
    let start = max(0, min(first, count))
    return start..<max(start, min(count, start + max(0, height)))
  }
}
