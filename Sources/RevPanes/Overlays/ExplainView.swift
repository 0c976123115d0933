import RevPresentation
import TermCells

/// How a number was made.
struct ExplainView {
  let model: ExplainModel
  let keys: Keymap

  private static let label = ExplainModel.labelWidth

  func draw(in area: Rect, on surface: inout Surface) {
    let width = ExplainModel.width(columns: area.width)
    let lines = model.lines
    let height = min(area.height - 2, lines.count + 2)
    let box = area.inset(top: 1).centered(width: width, height: height)
    var frame = Frame("Explain", note: "\(model.title)  \(model.value)", isFocused: true)
    var items: [(CommandID, String)] = []
    if let rows = model.rows {
      items.append((.accept, rows.hasPrefix("the ") ? "opens \(rows)" : "lists \(rows)"))
    }
    items += [(.copyCell, "copy"), (.cancel, "close")]
    frame.footer = keys.footer(items)
    let content = frame.draw(in: box, on: &surface)
    surface.clipped(to: content) { surface in
      let top = max(0, min(model.top, lines.count - content.height))
      for (index, line) in lines.dropFirst(top).prefix(content.height).enumerated() {
        let row = content.row(index)
        surface.write(line.label, in: row.leading(Self.label - 1), role: .label)
        surface.write(line.text, in: row.inset(left: Self.label), role: line.tone.role)
      }
    }
  }
}
