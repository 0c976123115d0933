import RevPresentation
import TermCells

/// A deal with its fields, its risk, what it counts in, and its story.
struct InspectorView {
  let model: InspectorModel
  var isFocused = true

  private static let label = 12

  func draw(in area: Rect, on surface: inout Surface) {
    var frame = Frame("Inspector", note: model.title, isFocused: isFocused)
    let lines = lines
    let rows = area.height - 2
    if lines.count > rows, isFocused {
      frame.footer =
        "line \(model.top + 1) to \(min(lines.count, model.top + rows)) of \(lines.count)"
    }
    let content = frame.draw(in: area, on: &surface)
    guard !content.isEmpty else { return }
    let top = max(0, min(model.top, lines.count - 1))
    for (index, line) in lines.dropFirst(top).prefix(content.height).enumerated() {
      let row = content.row(index)
      surface.clipped(to: row) { line.draw(row, &$0) }
    }
  }

  private var lines: [PaneLine] {
    var result: [PaneLine] = []
    for section in model.sections {
      if !result.isEmpty { result.append(.blank) }
      if !section.title.isEmpty { result.append(.text(section.title, .header)) }
      let width = section.fields.map { $0.label.displayWidth }.max() ?? 0
      for field in section.fields { result.append(line(field, label: min(width, 20))) }
    }
    return result
  }

  private func line(_ field: InspectorModel.Field, label width: Int) -> PaneLine {
    PaneLine { area, surface in
      let indent = width == 0 ? 0 : width + 2
      surface.write(field.label, in: area.leading(width), role: .label)
      var x = area.x + indent
      if !field.samples.isEmpty {
        let chart = Rect(x: x, y: area.y, width: min(field.samples.count, area.maxX - x), height: 1)
        Sparkline(field.samples.map(Sample.value), bucketing: .sum).draw(in: chart, on: &surface)
        x += chart.width + 2
      }
      x += surface.write(
        field.value, x: x, y: area.y, limit: area.maxX - x, role: field.tone.role)
      guard !field.note.isEmpty else { return }
      // Notes stand below each other where the value leaves room.
      let column = area.x + indent + 16
      x = max(x + 2, field.samples.isEmpty ? min(column, area.maxX) : x)
      surface.write(field.note, x: x, y: area.y, limit: area.maxX - x, role: .dim)
    }
  }
}
