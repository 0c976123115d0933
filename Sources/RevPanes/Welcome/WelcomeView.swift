package import RevPresentation
package import TermCells

/// Draws the screen without data: one box in the middle, its keys in the last row.
package struct WelcomeView {
  private let state: WelcomeState

  package init(_ state: WelcomeState) { self.state = state }

  package func draw(on surface: inout Surface) {
    surface.clear()
    let screen = surface.bounds
    guard !state.size.isTooSmall else {
      let needed = ScreenSize.smallest
      surface.write(
        "revtop needs \(needed.columns) x \(needed.rows); here are "
          + "\(screen.width) x \(screen.height)",
        in: screen.row(screen.height / 2), alignment: .center)
      return
    }
    surface.fill(screen.row(0), role: .titleBar)
    surface.write("revtop", x: 1, y: 0, role: .titleBar)
    surface.write(
      state.isOverCockpit ? "import" : "no data yet", x: 9, y: 0, role: .titleBar)
    let body = screen.inset(top: 2, bottom: 2)
    let box = body.centered(width: min(body.width - 2, 84), height: min(body.height, 40))
    let content = Frame(title, note: note, isFocused: true).draw(in: box, on: &surface)
    surface.clipped(to: content) { draw(in: content, on: &$0) }
    KeyLine(keys).draw(in: screen.row(screen.height - 1), on: &surface)
  }

  private var title: String {
    switch state.page {
    case .start: "Welcome"
    case .how: "How it works"
    case .files, .folder: "Import files"
    case .open: "Open a snapshot folder"
    case .sample: "Sample company"
    case .working: "At work"
    case .asked: "A question"
    case .done: "Imported"
    }
  }

  private var note: String {
    switch state.page {
    case .files, .folder: state.files.isEmpty ? "" : Format.count(state.files.count, "file")
    case .done: state.folder
    default: ""
    }
  }

  private var keys: [KeyLine.Item] {
    switch state.page {
    case .start:
      [.init("Enter", "choose"), .init("Up Down", "move"), .init("q", "quit")]
    case .how: [.init("Esc", "back"), .init("Up Down", "scroll")]
    case .files:
      [
        .init("Enter", state.line.text.isEmpty && !state.files.isEmpty ? "go on" : "add"),
        .init("Tab", "complete"),
        .init("Backspace", "take one off", isEnabled: !state.files.isEmpty), .init("Esc", "back"),
      ]
    case .folder: [.init("Enter", "import"), .init("Tab", "complete"), .init("Esc", "back")]
    case .open: [.init("Enter", "open"), .init("Tab", "complete"), .init("Esc", "back")]
    case .sample: [.init("Enter", "write and open"), .init("Esc", "back")]
    case .working: [.init("Esc", "stop")]
    case .asked: [.init("Enter", "answer"), .init("Up Down", "move"), .init("Esc", "back")]
    case .done:
      [.init("Enter", "open the cockpit"), .init("Up Down", "scroll"), .init("Esc", "back")]
    }
  }

  // MARK: - Pages

  private func draw(in area: Rect, on surface: inout Surface) {
    switch state.page {
    case .start: drawStart(in: area, on: &surface)
    case .how: drawText(WelcomeState.howText, in: area, on: &surface)
    case .files: drawFiles(in: area, on: &surface)
    case .folder:
      drawLine(
        "Folder", "The snapshot is written to this folder. One that was imported before is brought",
        "up to date: what changed since then is added to its history.", in: area, on: &surface)
    case .open:
      drawLine(
        "Folder", "A folder with deals.csv, as an import or a warehouse writes it.", "", in: area,
        on: &surface)
    case .sample:
      drawLine(
        "Folder", "The invented company is written to this folder, which must be new or empty.",
        "", in: area, on: &surface)
    case .working: drawProgress(in: area, on: &surface)
    case .asked: drawQuestion(in: area, on: &surface)
    case .done: drawText(state.report, in: area, on: &surface)
    }
  }

  private func drawStart(in area: Rect, on surface: inout Surface) {
    surface.write(
      "The health of a pipeline, its risks and its forecast, from files you have.",
      in: area.row(0))
    for (index, choice) in state.choices.enumerated() {
      let row = area.row(2 + index)
      surface.put(choice.key.unicodeScalars.first ?? " ", x: row.x + 1, y: row.y, role: .key)
      surface.write(choice.title, in: row.inset(left: 4).leading(26))
      surface.write(choice.words, in: row.inset(left: 31), role: .dim)
      if index == state.cursor { surface.restyle(row, role: .selection) }
    }
    surface.write(
      "Nothing leaves this computer, and nothing is written until you import.",
      in: area.row(8), role: .dim)
    drawFaults(in: area.inset(top: 10), on: &surface)
  }

  private func drawText(_ lines: [String], in area: Rect, on surface: inout Surface) {
    let top = max(0, min(state.top, lines.count - area.height))
    for (index, line) in lines.dropFirst(top).prefix(area.height).enumerated() {
      surface.write(line, in: area.row(index))
    }
  }

  private func drawFiles(in area: Rect, on surface: inout Surface) {
    surface.write(
      "Exports of your systems, all together. What each one is, is found out.", in: area.row(0))
    let room = max(1, area.height - 10)
    let hidden = max(0, state.files.count - room)
    for (index, file) in state.files.dropFirst(hidden).enumerated() {
      let row = area.row(2 + index)
      surface.write(
        Format.count(hidden + index + 1), in: row.leading(3), alignment: .trailing, role: .dim)
      surface.write(file.path, in: row.inset(left: 4, right: 14))
      surface.write(Self.size(file.bytes), in: row, alignment: .trailing, role: .dim)
    }
    let below = area.inset(top: 3 + min(room, state.files.count))
    drawField("File or folder", in: below, on: &surface)
  }

  private func drawLine(
    _ label: String, _ first: String, _ second: String, in area: Rect, on surface: inout Surface
  ) {
    surface.write(first, in: area.row(0))
    surface.write(second, in: area.row(1))
    drawField(label, in: area.inset(top: 3), on: &surface)
  }

  /// The typed line, and below it what can follow, or what is wrong.
  private func drawField(_ label: String, in area: Rect, on surface: inout Surface) {
    let start = label.count + 1
    surface.write(label, in: area.row(0), role: .label)
    TextField(state.line).draw(in: area.row(0).inset(left: start), on: &surface)
    let below = area.inset(left: start, top: 1)
    guard state.faults.isEmpty else {
      drawFaults(in: area.inset(top: 2), on: &surface)
      return
    }
    let shown = state.completions.prefix(max(0, below.height - 1))
    for (index, name) in shown.enumerated() {
      surface.write(name, in: below.row(index), role: .dim)
    }
    if state.completions.count > shown.count {
      surface.write(
        "and \(state.completions.count - shown.count) more", in: below.row(shown.count), role: .dim)
    }
  }

  private func drawFaults(in area: Rect, on surface: inout Surface) {
    let lines = state.faults.flatMap { TextWrap.lines($0, width: area.width) }
    for (index, line) in lines.prefix(area.height).enumerated() {
      surface.write(line, in: area.row(index), role: .error)
    }
  }

  private func drawProgress(in area: Rect, on surface: inout Surface) {
    guard let progress = state.progress else {
      surface.write("beginning", in: area.row(0))
      return
    }
    surface.write(progress.step, in: area.row(0))
    let filled = Int(Double(area.width) * max(0, min(1, progress.share)))
    surface.fill(area.row(2).leading(filled), role: .selection)
    surface.restyle(area.row(2).leading(filled), role: .selection)
    var words = "\(Int(progress.share * 100))%"
    if progress.rows > 0 {
      words += "   \(Format.count(progress.rows, "row"))"
      if progress.seconds > 0.5 {
        words += ", \(Format.count(Int(Double(progress.rows) / progress.seconds))) a second"
      }
    }
    if progress.share > 0.02, progress.seconds > 0.5 {
      let left = progress.seconds / progress.share - progress.seconds
      words += "   \(Int(left.rounded(.up))) s left"
    }
    surface.write(words, in: area.row(4), role: .dim)
  }

  private func drawQuestion(in area: Rect, on surface: inout Surface) {
    guard let question = state.question else { return }
    let lines = TextWrap.lines(question.text, width: area.width)
    for (index, line) in lines.enumerated() { surface.write(line, in: area.row(index)) }
    for (index, answer) in question.answers.enumerated() {
      let row = area.row(lines.count + 1 + index)
      surface.write(WelcomeWords.answer(answer), in: row.inset(left: 2))
      surface.write(answer, in: row, alignment: .trailing, role: .dim)
      if index == state.cursor { surface.restyle(row, role: .selection) }
    }
  }

  private static func size(_ bytes: Int) -> String {
    if bytes < 1000 { return "\(bytes) B" }
    return bytes < 1_000_000 ? "\(bytes / 1000) kB" : "\(bytes / 1_000_000) MB"
  }
}

/// The options of an import in the words of people.
enum WelcomeWords {
  static func answer(_ option: String) -> String {
    switch option {
    case "--dates dmy": "day first: 03/04 is the 3rd of April"
    case "--dates mdy": "month first: 03/04 is the 4th of March"
    case "--dates ymd": "year first"
    case "--numbers point": "a point begins the decimals: 1,234.50"
    case "--numbers comma": "a comma begins the decimals: 1.234,50"
    case "--missing vanished": "they are gone: mark them"
    case "--missing kept": "the export holds only some deals: keep them"
    case "--stripe-amount each": "the price of one unit"
    case "--stripe-amount total": "the price of all units together"
    default: option
    }
  }
}
