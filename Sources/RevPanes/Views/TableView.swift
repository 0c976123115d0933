import RevPresentation
import TermCells

/// A table of rows on the whole body.
struct TableView {
  let model: TableModel
  let keys: Keymap

  func draw(in area: Rect, on surface: inout Surface) {
    var frame = Frame(model.title, note: model.note, isFocused: true)
    if let selected = model.selected, model.count > 0 {
      let sum = model.markSum.isEmpty ? "" : " \(model.markSum)"
      let marked = model.markCount == 0 ? "" : "  \(Format.count(model.markCount)) marked\(sum)"
      frame.footer = "row \(Format.count(selected + 1))/\(Format.count(model.count))\(marked)"
    }
    let body = frame.draw(in: area, on: &surface)
    guard !body.isEmpty else { return }
    let content = rows(of: body)
    if content.height < body.height { drawDetail(below: content, in: body, on: &surface) }
    surface.clipped(to: content) { surface in
      guard !model.rows.isEmpty else {
        drawEmpty(in: content, on: &surface)
        return
      }
      let shown = shownColumns(width: content.width)
      var table = Table(columns: shown.map(column), rows: [])
      table.selectedRow = model.selected
      table.selectedColumn = shown.firstIndex(of: model.selectedColumn)
      table.firstRow = model.first
      table.sorting = model.sort.flatMap { sort in
        shown.firstIndex(of: sort.column).map {
          Table.Sorting(column: $0, isDescending: sort.isDescending)
        }
      }
      table.rows = model.rows.prefix(content.height).map { row in
        TableRow(
          shown.map { cell(row.cells[$0]) }, isMarked: row.isMarked, isChanged: row.isChanged)
      }
      table.totals = TableRow(shown.map { cell(model.totals[$0]) })
      // Totals stand right below the last row when the table is short.
      let height = min(content.height, model.rows.count + 2)
      table.draw(in: content.top(height), on: &surface)
    }
  }

  /// The part of the body that the rows have: the rest is for the one under the cursor.
  func rows(of body: Rect) -> Rect {
    guard model.detailRows > 0, body.height > model.detailRows + 4 else { return body }
    return body.inset(bottom: model.detailRows + 1)
  }

  private func drawDetail(below rows: Rect, in body: Rect, on surface: inout Surface) {
    let area = body.inset(top: rows.height + 1)
    surface.clipped(to: area) { surface in
      for (index, line) in model.detail.prefix(area.height).enumerated() {
        let row = area.row(index)
        surface.write(line.label, in: row.leading(TableModel.detailLabel - 1), role: .label)
        surface.write(
          line.text, in: row.inset(left: TableModel.detailLabel), role: line.tone.role)
      }
    }
  }

  private func drawEmpty(in area: Rect, on surface: inout Surface) {
    for (index, phrase) in model.empty.enumerated() {
      let row = area.row(index + 1)
      surface.write(phrase.runs(keys), x: row.x + 2, y: row.y, limit: max(0, row.width - 2))
    }
  }

  private func column(_ index: Int) -> TableColumn {
    let column = model.columns[index]
    // The column under the cursor is never dropped.
    let priority = model.isWide || index == model.selectedColumn ? 0 : column.priority
    return TableColumn(
      column.title, minimum: model.isWide ? column.ideal : column.minimum, ideal: column.ideal,
      flex: column.flex, alignment: column.isNumeric ? .trailing : .leading, priority: priority)
  }

  private func cell(_ cell: TableModel.Cell) -> TableCell { .text(cell.text, cell.tone.role) }

  /// All columns, or in a wide table the first and those around the cursor.
  private func shownColumns(width: Int) -> [Int] {
    let all = Array(model.columns.indices)
    guard model.isWide, let first = all.first else { return all }
    let room = width - 3 - model.columns[first].ideal
    var start = 1
    func end(from start: Int) -> Int {
      var used = 0
      var index = start
      while index < all.count, used + model.columns[index].ideal + 1 <= room {
        used += model.columns[index].ideal + 1
        index += 1
      }
      return max(index, start + 1)
    }
    while start < all.count - 1, end(from: start) <= model.selectedColumn { start += 1 }
    return [first] + Array(all[min(start, all.count)..<min(all.count, end(from: start))])
  }
}
