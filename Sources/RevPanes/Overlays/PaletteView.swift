import RevPresentation
import TermCells

/// Every command by name, with its key, and the reason where it cannot be used.
struct PaletteView {
  let model: PaletteModel
  let keys: Keymap

  func draw(in area: Rect, on surface: inout Surface) {
    let width = min(area.width - 4, 84)
    let list = max(1, min(model.rows.count, area.height - 6))
    let box = area.inset(top: 1).centered(width: width, height: area.height).top(list + 4)
    var frame = Frame("Commands", note: model.summary, isFocused: true)
    frame.footer = keys.footer([(.accept, "runs"), (.cancel, "close")])
    let content = frame.draw(in: box, on: &surface)
    surface.clipped(to: content) { surface in
      surface.put(":", x: content.x, y: content.y, role: .label)
      TextField(model.query).draw(in: content.row(0).inset(left: 2), on: &surface)
      let body = content.inset(top: 2)
      let selected = model.rows.firstIndex(where: \.isSelected) ?? 0
      for (line, index) in ChoiceList(rows: model.rows.count, selected: selected)
        .window(body.height).enumerated()
      {
        draw(model.rows[index], in: body.row(line), on: &surface)
      }
    }
  }

  private func draw(_ row: PaletteModel.Row, in line: Rect, on surface: inout Surface) {
    let isOff = row.whyNot != nil
    surface.write(
      keys.names(row.command), in: line.leading(12), role: isOff ? .disabled : .key)
    let words = row.whyNot.map { "\(row.words)  (\($0))" } ?? row.words
    surface.write(words, in: line.inset(left: 13), role: isOff ? .disabled : .text)
    if row.isSelected { surface.restyle(line, role: .selection) }
  }
}

/// A question with one line of text as its answer.
struct PromptView {
  let model: PromptModel
  let keys: Keymap

  func draw(in area: Rect, on surface: inout Surface) {
    let box = area.centered(
      width: min(area.width - 4, 76), height: 6 + min(4, model.choices.count))
    var frame = Frame(model.title, isFocused: true)
    let more: [(CommandID, String)] = model.completes ? [(.complete, "completes")] : []
    frame.footer = keys.footer([(.accept, "go")] + more + [(.cancel, "close")])
    let content = frame.draw(in: box, on: &surface)
    surface.clipped(to: content) { surface in
      surface.write(model.question, in: content.row(0), role: .dim)
      surface.put(">", x: content.x, y: content.y + 1, role: .label)
      TextField(model.line).draw(in: content.row(1).inset(left: 2), on: &surface)
      if let fault = model.fault {
        surface.write(fault, in: content.row(3), role: .error)
      }
      for (index, choice) in model.choices.prefix(4).enumerated() {
        let isLast = index == 3 && model.choices.count > 4
        let words = isLast ? "\(model.choices.count - 3) more" : choice
        surface.write(words, in: content.row(3 + index), role: .dim)
      }
    }
  }
}
