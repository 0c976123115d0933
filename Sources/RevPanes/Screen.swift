package import RevPresentation
package import TermCells

/// Draws the whole screen: a pure function from the model to cells.
package struct Screen {
  package let keys: Keymap
  /// One thing after the other in words, without frames and charts.
  package let isPlain: Bool

  package init(keys: Keymap, isPlain: Bool = false) {
    self.keys = keys
    self.isPlain = isPlain
  }

  package func draw(_ model: ScreenModel, on surface: inout Surface) {
    surface.clear()
    if isPlain, model.body != .tooSmall {
      PlainScreen(screen: self, model: model).draw(on: &surface)
      return
    }
    let isDashboard: Bool
    var focus = PaneID.pipeline
    var isZoomed = false
    switch model.body {
    case .tooSmall:
      drawTooSmall(model, on: &surface)
      return
    case .dashboard(let dashboard):
      isDashboard = true
      focus = dashboard.focus
      isZoomed = dashboard.isZoomed
    case .meeting(let page):
      drawMeeting(page, model, on: &surface)
      return
    case .table, .inspector, .board: isDashboard = false
    }
    let layout = ScreenLayout(
      model.size, focus: focus, isZoomed: isZoomed, isDashboard: isDashboard,
      hasSide: model.side != nil)
    drawTitle(model.title, in: layout.title, on: &surface)
    drawSlicers(model.slicers, in: layout.slicers, on: &surface)
    drawView(model, in: layout, on: &surface)
    if let side = model.side, let area = layout.side {
      InspectorView(model: side, isFocused: false).draw(in: area, on: &surface)
    }
    if let overlay = model.overlay {
      OverlayView(model: overlay, keys: keys).draw(in: layout.body, on: &surface)
    }
    drawPath(model, in: layout.path, on: &surface)
    KeyLine(keyItems(model)).draw(in: layout.keys, on: &surface)
  }

  /// Draws the view itself, without what stands around it.
  func drawView(_ model: ScreenModel, in layout: ScreenLayout, on surface: inout Surface) {
    switch model.body {
    case .tooSmall, .meeting: break
    case .dashboard(let dashboard):
      DashboardView(model: dashboard, layout: layout, keys: keys).draw(on: &surface)
    case .table(let table):
      TableView(model: table, keys: keys).draw(in: layout.view, on: &surface)
    case .board(let board):
      BoardView(model: board, keys: keys).draw(in: layout.view, on: &surface)
    case .inspector(let inspector):
      InspectorView(model: inspector).draw(in: layout.view, on: &surface)
    }
  }

  // MARK: - Furniture

  private func drawTooSmall(_ model: ScreenModel, on surface: inout Surface) {
    let needed = ScreenSize.smallest
    let lines = [
      "revtop needs \(needed.columns) x \(needed.rows)",
      "here are \(model.size.columns) x \(model.size.rows)",
      "\(keys.name(.quit)) quits",
    ]
    let area = surface.bounds.inset(top: max(0, (surface.height - lines.count) / 2))
    for (index, line) in lines.enumerated() {
      surface.write(line, in: area.row(index), alignment: .center)
    }
  }

  private func drawTitle(_ title: TitleModel, in area: Rect, on surface: inout Surface) {
    surface.fill(area, role: .titleBar)
    var runs: [TextRun] = []
    if title.isStale { runs.append(TextRun(" old data ", style: Style(.error, [.reverse]))) }
    if !title.against.isEmpty {
      runs.append(TextRun(" \(title.against) ", style: Style(.elsewhen, [.reverse])))
      runs.append(TextRun(" ", role: .titleBar))
    }
    if title.hasWhatIf { runs.append(TextRun(" what if ", style: Style(.elsewhen, [.reverse]))) }
    runs.append(
      title.isTimeTravel
        ? TextRun(" \(title.asOf) ", style: Style(.elsewhen, [.reverse]))
        : TextRun(title.asOf, role: .titleBar))
    for alarm in [title.warnings, title.anomalies] where !alarm.isEmpty {
      runs.append(TextRun("  \(alarm)", role: .warning))
    }
    let width = runs.reduce(0) { $0 + surface.columns(of: $1.text) }
    let start = max(area.x, area.maxX - width - 1)
    // The name gives way first: period, day and alarms are the same at every width.
    let left = area.inset(left: 1)
    let room = start - left.x - 6 - 4 - surface.columns(of: title.period) - 1
    var x = left.x
    x += surface.write("revtop", x: x, y: area.y, limit: left.width, role: .titleBar) + 2
    if room >= 4 {
      x += surface.write(title.name, x: x, y: area.y, limit: room, role: .titleBar) + 2
    }
    surface.write(title.period, x: x, y: area.y, limit: max(0, start - x - 1), role: .titleBar)
    surface.write(runs, x: start, y: area.y, limit: area.maxX - start)
  }

  /// A page of the meeting: nothing of the cockpit around it but the last two lines.
  private func drawMeeting(_ page: MeetingModel, _ model: ScreenModel, on surface: inout Surface) {
    let rows = surface.bounds
    let title = rows.row(0)
    surface.fill(title, role: .titleBar)
    let inner = title.inset(left: 2, right: 2)
    let right = "\(page.number) of \(page.count)   \(page.asOf)"
    surface.write(right, in: inner, alignment: .trailing, role: .titleBar)
    let room = inner.width - surface.columns(of: right) - 2
    // The name gives way first.
    let lefts = ["   \(page.company)   \(page.period)", "   \(page.company)   \(page.shortPeriod)"]
    let fitting = lefts.first { surface.columns(of: $0) + 14 <= room }
    let left = "Monday meeting" + (fitting ?? "   \(page.shortPeriod)   \(page.company)")
    surface.write(left, in: inner.leading(max(0, room)), role: .titleBar)
    let body = rows.inset(top: 1, bottom: 2)
    MeetingView(model: page, keys: keys).draw(in: body, on: &surface)
    if let overlay = model.overlay {
      OverlayView(model: overlay, keys: keys).draw(in: body, on: &surface)
    }
    let path = rows.row(rows.height - 2).inset(left: 2, right: 2)
    surface.write(page.footing, in: path, role: .path)
    if let message = model.message {
      let runs = message.phrase.runs(keys, base: message.isError ? .error : .message)
      let width = runs.reduce(0) { $0 + surface.columns(of: $1.text) }
      let start = max(path.x, path.maxX - width)
      surface.write(runs, x: start, y: path.y, limit: path.maxX - start)
    }
    KeyLine(keyItems(model)).draw(in: rows.row(rows.height - 1), on: &surface)
  }

  private func drawSlicers(_ slicers: [SlicerModel], in area: Rect, on surface: inout Surface) {
    var x = area.x + 1
    for slicer in slicers {
      let room = area.maxX - x
      guard room > slicer.label.count + 2 else { return }
      x += surface.write(slicer.label + " ", x: x, y: area.y, limit: room, role: .label)
      let style = slicer.isActive ? Style(.active, [.reverse]) : Style(.text)
      let limit = min(area.maxX - x, max(12, area.width / 4))
      x += surface.write(slicer.value, x: x, y: area.y, limit: limit, style: style) + 3
    }
  }

  private func drawPath(_ model: ScreenModel, in area: Rect, on surface: inout Surface) {
    if case .table(let table) = model.body, let typing = table.typing {
      drawTyping(typing, status: model.status, in: area, on: &surface)
      return
    }
    let path = model.path.joined(separator: " > ")
    let right: [TextRun]
    if let message = model.message {
      right = message.phrase.runs(keys, base: message.isError ? .error : .message)
    } else {
      right = [TextRun(model.status, role: .dim)]
    }
    let width = right.reduce(0) { $0 + surface.columns(of: $1.text) }
    let inner = area.inset(left: 1, right: 1)
    let start = max(inner.x + min(12, inner.width), inner.maxX - width)
    surface.write(path, x: inner.x, y: area.y, limit: max(0, start - inner.x - 2), role: .path)
    surface.write(right, x: start, y: area.y, limit: inner.maxX - start)
  }

  /// The text filter while it is typed, in place of the path.
  private func drawTyping(
    _ line: LineEdit, status: String, in area: Rect, on surface: inout Surface
  ) {
    let inner = area.inset(left: 1, right: 1)
    let parts = inner.columns([.fixed(5), .fill(1), .fixed(surface.columns(of: status) + 2)])
    surface.write("find", in: parts[0], role: .label)
    TextField(line).draw(in: parts[1], on: &surface)
    surface.write(status, in: parts[2], alignment: .trailing, role: .dim)
  }

  /// `1-4`, or the keys that were chosen instead.
  private var paneKeys: String {
    let commands: [CommandID] = [.focusPipeline, .focusRisk, .focusForecast, .focusRetention]
    let names = commands.map(keys.name)
    return names == ["1", "2", "3", "4"] ? "1-4" : names.joined(separator: " ")
  }

  /// The keys that matter here, first things first. What cannot be used now is listed in help and
  /// palette, where there is room for the reason.
  func keyItems(_ model: ScreenModel) -> [KeyLine.Item] {
    let commands = CommandTable.all
      .filter { $0.rank != nil && !$0.contexts.isDisjoint(with: model.context) }
      .filter { !model.disabled.contains($0.id) }
      .sorted { ($0.rank ?? 0) < ($1.rank ?? 0) }
    var items = commands.map { command in
      KeyLine.Item(
        keys.name(command.id), command.label(in: model.context),
        isPinned: command.id == .help || command.id == .cancel || command.id == .accept)
    }
    // The panes have a digit each, which one entry can say.
    if model.context == .dashboard { items.insert(KeyLine.Item(paneKeys, "pane"), at: 0) }
    return items
  }
}
