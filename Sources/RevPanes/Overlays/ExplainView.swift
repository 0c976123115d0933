import RevPresentation
import TermCells

/// How a number was made.
struct ExplainView {
  let model: ExplainModel
  let keys: Keymap

  private static let label = 14

  func draw(in area: Rect, on surface: inout Surface) {
    let width = min(area.width - 4, 96)
    let lines = wrapped(width: width - 4 - Self.label)
    let height = min(area.height - 2, lines.count + 2)
    let box = area.inset(top: 1).centered(width: width, height: height)
    var frame = Frame("Explain", note: "\(model.title)  \(model.value)", isFocused: true)
    var items: [(CommandID, String)] = []
    if let rows = model.rows { items.append((.accept, "lists \(rows)")) }
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

  /// Long lines go on below each other.
  private func wrapped(width: Int) -> [ExplainModel.Line] {
    model.lines.flatMap { line in
      TextWrap.lines(line.text, width: width).enumerated().map { index, text in
        ExplainModel.Line(index == 0 ? line.label : "", text, line.tone)
      }
    }
  }
}

/// Breaking words into lines of a width.
enum TextWrap {
  static func lines(_ text: String, width: Int) -> [String] {
    guard width > 0 else { return [] }
    var result: [String] = []
    var line = ""
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      let candidate = line.isEmpty ? String(word) : line + " " + word
      if candidate.displayWidth <= width || line.isEmpty {
        line = candidate
      } else {
        result.append(line)
        line = String(word)
      }
    }
    result.append(line)
    return result
  }
}
