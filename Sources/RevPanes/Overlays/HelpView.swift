import RevPresentation
import TermCells

/// The keys of a view, from the live key map.
struct HelpView {
  let model: HelpModel
  let keys: Keymap

  private struct Line {
    var heading = ""
    var entry: HelpModel.Section.Entry?
  }

  func draw(in area: Rect, on surface: inout Surface) {
    var frame = Frame("Help", note: model.title, isFocused: true)
    frame.footer = keys.footer([(.searchHelp, "search"), (.cancel, "close")])
    let content = frame.draw(in: area, on: &surface)
    surface.clipped(to: content) { surface in
      var body = content
      if model.isSearching || !model.query.text.isEmpty {
        surface.write("find", x: content.x, y: content.y, role: .label)
        TextField(model.query).draw(
          in: content.row(0).inset(left: 5), on: &surface, isFocused: model.isSearching)
        body = content.inset(top: 2)
      }
      let count = max(1, min(3, body.width / 56))
      let columns = body.columns(Array(repeating: .fill(1), count: count), gap: 2)
      for (column, lines) in zip(columns, split(into: count, height: body.height)) {
        draw(lines, in: column, on: &surface)
      }
      if model.sections.isEmpty {
        surface.write("no command has this text", in: body.row(0), role: .missing)
      }
    }
  }

  private var lines: [Line] {
    var result: [Line] = []
    for section in model.sections {
      if !result.isEmpty { result.append(Line()) }
      result.append(Line(heading: section.title))
      result += section.entries.map { Line(entry: $0) }
    }
    return result
  }

  /// Columns as equal in length as whole lines allow; one column scrolls.
  private func split(into count: Int, height: Int) -> [[Line]] {
    let lines = lines
    if count == 1 || lines.count <= height {
      return [Array(lines.dropFirst(model.top))]
    }
    let share = max(height, (lines.count + count - 1) / count)
    let top = min(model.top, max(0, share - height))
    return (0..<count).map { column in
      let start = min(lines.count, column * share)
      let end = min(lines.count, start + share)
      return Array(lines[start..<end].dropFirst(top))
    }
  }

  /// What a command does; where it cannot be used the reason is never cut.
  private func words(_ entry: HelpModel.Section.Entry, _ surface: Surface, room: Int) -> String {
    guard let reason = entry.whyNot else { return entry.words }
    let long = "\(entry.words) (\(reason))"
    let label = CommandTable.entry(entry.command)?.label ?? entry.words
    return surface.columns(of: long) <= room ? long : "\(label) (\(reason))"
  }

  private func draw(_ lines: [Line], in area: Rect, on surface: inout Surface) {
    for (index, line) in lines.prefix(area.height).enumerated() {
      let row = area.row(index)
      guard let entry = line.entry else {
        surface.write(line.heading, in: row, role: .header)
        continue
      }
      let isOff = entry.whyNot != nil
      surface.write(
        keys.names(entry.command), in: row.leading(14), role: isOff ? .disabled : .key)
      let place = row.inset(left: 15)
      surface.write(
        words(entry, surface, room: place.width), in: place, role: isOff ? .disabled : .text)
    }
  }
}
