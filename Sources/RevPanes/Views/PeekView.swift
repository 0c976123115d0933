import RevPresentation
import TermCells

/// The rows behind the selected number, below the lines of a view.
struct PeekView {
  let model: PeekModel
  let keys: Keymap

  /// Rows that make a glance worth its heading: heading, column heads, and two rows.
  static let leastHeight = 4

  func draw(in area: Rect, on surface: inout Surface) {
    guard area.height >= Self.leastHeight else { return }
    surface.write(
      [
        TextRun("Behind ", role: .header), TextRun(model.title, role: .header),
        TextRun("  \(model.note)", role: .dim),
      ], x: area.x, y: area.y, limit: area.width)
    let body = area.inset(top: 1)
    guard !model.rows.isEmpty else {
      surface.write(model.empty, in: body.row(0), role: .missing)
      return
    }
    var table = Table(
      columns: model.columns.map { column in
        TableColumn(
          column.title, minimum: column.minimum, ideal: column.ideal, flex: column.flex,
          alignment: column.isNumeric ? .trailing : .leading, priority: column.priority)
      }, rows: [])
    table.hasGutter = false
    // The last line says what is left, so that nobody takes a part for the whole.
    let fits = model.count <= body.height - 1
    let shown = fits ? model.count : max(0, body.height - 2)
    table.rows = model.rows.prefix(shown).map { row in
      TableRow(row.map { TableCell.text($0.text, $0.tone.role) })
    }
    table.draw(in: fits ? body : body.inset(bottom: 1), on: &surface)
    guard !fits else { return }
    let more = "\(Format.count(model.count - table.rows.count)) more, "
    surface.write(
      [
        TextRun(more, role: .dim), TextRun(keys.name(.drill), role: .key),
        TextRun(" lists all \(Format.count(model.count))", role: .dim),
      ], x: body.x, y: body.maxY - 1, limit: body.width)
  }
}
