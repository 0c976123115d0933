import RevPresentation
import TermCells

/// The values of a slicer with what each would leave; the dashboard behind follows the marks.
struct PickerView {
  let model: PickerModel
  let keys: Keymap

  func draw(in area: Rect, on surface: inout Surface) {
    let longest = model.rows.map { $0.title.displayWidth }.max() ?? 0
    let width = min(area.width - 4, max(52, min(76, max(area.width / 2, longest + 34))))
    let list = max(1, min(model.rows.count, area.height - 8))
    let box = Rect(
      x: area.x + min(6, max(0, area.width - width)), y: area.y + 1, width: width,
      height: min(area.height - 1, list + 6))
    var frame = Frame(model.title, note: "type to narrow", isFocused: true)
    frame.footer = keys.footer(
      model.canMark
        ? [(.toggleValue, "mark"), (.accept, "apply"), (.cancel, "restore")]
        : [(.accept, "open"), (.cancel, "close")])
    let content = frame.draw(in: box, on: &surface)
    surface.clipped(to: content) { surface in
      surface.put(">", x: content.x, y: content.y, role: .label)
      TextField(model.query).draw(in: content.row(0).inset(left: 2), on: &surface)
      let body = content.inset(top: 2, bottom: 2)
      let selected = model.rows.firstIndex(where: \.isSelected) ?? 0
      for (line, index) in ChoiceList(rows: model.rows.count, selected: selected)
        .window(body.height).enumerated()
      {
        draw(model.rows[index], in: body.row(line), on: &surface)
      }
      if model.rows.isEmpty {
        let row = body.row(0)
        surface.write(model.empty.runs(keys, base: .missing), x: row.x, y: row.y, limit: row.width)
      }
      surface.write(model.summary, in: content.bottom(1), role: .dim)
    }
  }

  private func draw(_ row: PickerModel.Row, in line: Rect, on surface: inout Surface) {
    let mark = model.canMark ? (row.isMarked ? "[x] " : "[ ] ") : ""
    let numbers = 24
    surface.write(
      mark, x: line.x, y: line.y, limit: line.width, role: row.isMarked ? .marked : .text)
    let title = line.inset(left: mark.count, right: row.obstacle == nil ? numbers : 0)
    surface.write(
      row.obstacle.map { "\(row.title)  \($0)" } ?? row.title, in: title,
      role: row.obstacle == nil ? .text : .disabled)
    if row.obstacle == nil {
      let right = line.trailing(numbers)
      surface.write(row.count, in: right.leading(13), alignment: .trailing)
      surface.write(row.amount, in: right.inset(left: 13), alignment: .trailing)
    }
    if row.isSelected { surface.restyle(line, role: .selection) }
  }
}
