import RevPresentation
import TermCells

/// A deal with its fields, its risk, what it counts in, and its story.
struct InspectorView {
  let model: InspectorModel
  var isFocused = true

  func draw(in area: Rect, on surface: inout Surface) {
    var frame = Frame("Inspector", note: model.title, isFocused: isFocused)
    let lines = model.lines(width: area.width - 4)
    let rows = area.height - 2
    let top = max(0, min(model.top, lines.count - 1))
    if lines.count > rows {
      frame.footer =
        isFocused
        ? "line \(top + 1) to \(min(lines.count, top + rows)) of \(lines.count)"
        : "\(lines.count - rows) more lines"
    }
    let content = frame.draw(in: area, on: &surface)
    guard !content.isEmpty else { return }
    for (index, line) in lines.dropFirst(top).prefix(content.height).enumerated() {
      let row = content.row(index)
      surface.clipped(to: row) { draw(line, in: row, on: &$0) }
    }
  }

  private func draw(_ line: InspectorModel.Line, in area: Rect, on surface: inout Surface) {
    if line.isHeading {
      surface.write(line.value, in: area, role: .header)
      return
    }
    surface.write(line.label, in: area.leading(max(0, line.indent - 2)), role: .label)
    let body = area.inset(left: line.indent)
    var x = body.x
    if !line.samples.isEmpty {
      let chart = body.leading(line.samples.count)
      Sparkline(line.samples.map(Sample.value), bucketing: .sum).draw(in: chart, on: &surface)
      x += chart.width + 2
    }
    x += surface.write(line.value, x: x, y: area.y, limit: area.maxX - x, role: line.tone.role)
    guard !line.note.isEmpty else { return }
    let start = max(x + (line.value.isEmpty ? 0 : 2), body.x + line.noteColumn)
    surface.write(line.note, x: start, y: area.y, limit: area.maxX - start, role: .dim)
  }
}
