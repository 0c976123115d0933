import RevPresentation
import TermCells

/// The screen for people who listen to it: lines that make sense when they are read from top to
/// bottom, one pane or one box at a time, without frames and charts.
///
/// The views draw on a narrow, long surface on which every sign of a chart is blank; what is left
/// is words, and wide gaps between them become commas. The terminal's cursor stands on the line
/// that the keys act on, so that a reader that follows it speaks that line.
struct PlainScreen {
  let screen: Screen
  let model: ScreenModel

  /// One line of the body.
  private struct Line {
    var text: String
    var isSelected = false
    /// Columns before the place where typed text goes; nil where nothing is typed.
    var typing: Int?
  }

  private static let width = 110
  private static let height = 240

  func draw(on surface: inout Surface) {
    let head = [title, slicers, model.path.joined(separator: " > ")]
    let foot = [message, "Keys: " + keyWords]
    var y = 0
    for line in head {
      surface.write(line, x: 0, y: y, limit: surface.width)
      y += 1
    }
    let room = max(0, surface.height - head.count - foot.count)
    let lines = lines
    let current = lines.firstIndex { $0.typing != nil } ?? lines.firstIndex { $0.isSelected }
    var viewport = Viewport()
    viewport.reveal(current, count: lines.count, height: room)
    for index in viewport.rows(count: lines.count, height: room) {
      let line = lines[index]
      surface.write(line.text, x: 2, y: y, limit: surface.width - 2)
      if index == current {
        surface.write(">", x: 0, y: y, role: .accent)
        surface.cursor = CursorPlace(
          x: line.typing.map { min($0 + 2, surface.width - 1) } ?? 0, y: y)
      }
      y += 1
    }
    for (index, line) in foot.enumerated() {
      surface.write(line, x: 0, y: surface.height - foot.count + index, limit: surface.width)
    }
  }

  // MARK: - Above and below

  private var title: String {
    var parts = ["revtop", model.title.name, model.title.period, model.title.asOf]
    if model.title.isTimeTravel { parts.append("a past day") }
    if model.title.hasWhatIf { parts.append("what if") }
    if model.title.isStale { parts.append("old data") }
    if !model.title.warnings.isEmpty { parts.append(model.title.warnings) }
    return parts.joined(separator: ", ")
  }

  private var slicers: String {
    model.slicers.map { "\($0.label) \($0.value)" }.joined(separator: ", ")
  }

  private var message: String {
    guard let message = model.message else { return model.status }
    return message.phrase.runs(screen.keys).map(\.text).joined()
  }

  private var keyWords: String {
    screen.keyItems(model).filter(\.isEnabled).map { "\($0.keys) \($0.label)" }
      .joined(separator: ", ")
  }

  // MARK: - Body

  private var lines: [Line] {
    var scratch = Surface(width: Self.width, height: Self.height, glyphs: .words)
    screen.drawBody(model, on: &scratch)
    var result: [Line] = []
    for y in 0..<scratch.height {
      var line = Line(text: Self.words(scratch, y))
      guard !line.text.isEmpty else { continue }
      for x in 0..<scratch.width {
        switch scratch[x, y].role {
        case .selection: line.isSelected = true
        case .cursor: line.typing = line.text.count
        default: break
        }
      }
      result.append(line)
    }
    return result
  }

  /// A row's words, with a comma in each gap of two columns or more.
  private static func words(_ surface: Surface, _ y: Int) -> String {
    var words: [String] = []
    var word = String.UnicodeScalarView()
    var gap = 0
    func flush() {
      if !word.isEmpty { words.append(String(word)) }
      word = String.UnicodeScalarView()
    }
    for x in 0..<surface.width where surface[x, y].width > 0 {
      let cell = surface[x, y]
      if cell.glyph == GlyphSet.cellSeparator.value {
        flush()
        continue
      }
      if cell.glyph == 0x20 {
        gap += 1
        continue
      }
      if gap > 1 { flush() } else if gap == 1, !word.isEmpty { word.append(" ") }
      gap = 0
      word.append(contentsOf: surface.scalars(of: cell).compactMap { Unicode.Scalar($0) })
    }
    flush()
    return words.joined(separator: ", ")
  }
}

extension Screen {
  /// Draws what has the person's attention, alone: the box, else the view, else the focused pane.
  func drawBody(_ model: ScreenModel, on surface: inout Surface) {
    let area = surface.bounds
    if let overlay = model.overlay {
      OverlayView(model: overlay, keys: keys).draw(in: area, on: &surface)
      return
    }
    let layout = ScreenLayout(
      ScreenSize(columns: area.width, rows: area.height), focus: focus(model), isZoomed: true,
      hasSide: false)
    drawView(model, in: layout, on: &surface)
    if case .table(let table) = model.body, let typing = table.typing {
      surface.write("find", x: 0, y: area.maxY - 1, role: .label)
      TextField(typing).draw(in: area.row(area.height - 1).inset(left: 6), on: &surface)
    }
  }

  private func focus(_ model: ScreenModel) -> PaneID {
    if case .dashboard(let dashboard) = model.body { return dashboard.focus }
    return .pipeline
  }
}
