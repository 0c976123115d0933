extension AppState {
  /// Moves the cursor of whatever has it.
  mutating func move(_ command: CommandID) {
    switch overlay {
    case .picker(var picker):
      picker.cursor = stepped(
        picker.cursor, command, count: picker.matching.count, page: pickerRows)
      overlay = .picker(picker)
    case .palette(var palette):
      palette.cursor = stepped(
        palette.cursor, command, count: paletteMatches(palette).count, page: pickerRows)
      overlay = .palette(palette)
    case .explain(var explain):
      let last = max(0, explain.lineCount - explainLines)
      explain.top = stepped(
        min(explain.top, last), command, count: last + 1, page: explainLines)
      // What the number was before stands in the box only, where it is counted: who goes to the
      // end gets as far as the box goes.
      if explain.top == last, command != .up { explain.top = Int(Int32.max) }
      overlay = .explain(explain)
    case .help(var help):
      help.top = stepped(
        help.top, command, count: max(1, HelpText.lineCount(help) - overlayLines + 1),
        page: overlayLines)
      overlay = .help(help)
    case .prompt: break
    case .compose(let compose): overlay = .compose(moved(compose, command))
    case nil:
      switch view.kind {
      case _ where meeting != nil: moveInMeeting(command)
      case .dashboard: moveItem(command)
      case .table: moveInTable(command)
      case .inspector:
        scroll(to: stepped(view.top, command, count: scrollStops, page: bodyLines))
      case .movement, .funnel, .team, .cash, .hygiene, .anomalies, .forecastAudit, .quality:
        moveLine(command)
      }
    }
  }

  /// Values that an open picker shows at once.
  package var pickerRows: Int { max(1, min(14, size.rows - 10)) }
  /// Lines of text that the box of an explanation shows at once: it leaves a row above and below,
  /// and another where the names of the panes stand in a strip.
  package var explainLines: Int {
    let hasStrip = view.kind == .dashboard && (size.columns < 80 || size.rows < 24)
    return max(1, size.rows - (hasStrip ? 9 : 8))
  }
  /// Lines of text that an overlay shows at once.
  package var overlayLines: Int { max(1, size.rows - 6) }

  private func stepped(_ position: Int, _ command: CommandID, count: Int, page: Int) -> Int {
    let last = max(0, count - 1)
    let next =
      switch command {
      case .up, .left: position - 1
      case .down, .right: position + 1
      case .pageUp: position - page
      case .pageDown: position + page
      case .halfUp: position - max(1, page / 2)
      case .halfDown: position + max(1, page / 2)
      case .first: 0
      case .last: last
      default: position
      }
    return max(0, min(next, last))
  }

  // MARK: - Panes

  private mutating func moveItem(_ command: CommandID) {
    let items = PaneItems.items(of: place.focus, answers)
    guard let item = item(of: place.focus), let position = items.firstIndex(of: item) else {
      return
    }
    let next = stepped(position, command, count: items.count, page: max(1, size.rows / 2 - 4))
    place.paneItems[place.focus] = items[next]
  }

  private mutating func moveLine(_ command: CommandID) {
    let items = lineItems
    guard let item = lineItem, let position = items.firstIndex(of: item) else { return }
    place.view.item =
      items[stepped(position, command, count: items.count, page: max(1, bodyLines / 2))]
  }

  /// The item under the cursor of a view of lines.
  package var lineItem: Item? {
    let items = lineItems
    if let item = view.item, items.contains(item) { return item }
    return items.first
  }

  /// What the cursor can stand on in a view of lines, in the order in which it moves.
  private var lineItems: [Item] {
    guard view.kind == .anomalies else { return LineItems.items(of: view.kind, answers) }
    let findings = findings(for: question) ?? []
    return (findings.filter { $0.unusual != nil } + findings.filter { $0.unusual == nil })
      .map(\.item)
  }

  // MARK: - Tables

  private mutating func moveInTable(_ command: CommandID) {
    switch command {
    case .left: place.view.column = max(0, view.column - 1)
    case .right: place.view.column = max(0, min(view.columnCount - 1, view.column + 1))
    default:
      moveRow(
        to: stepped(view.cursor, command, count: view.rows.count, page: tableRows))
    }
  }

  /// Puts the cursor of a table on a position, and the view around it.
  mutating func moveRow(to position: Int) {
    guard view.isTable else { return }
    place.view.cursor = max(0, min(position, view.rows.count - 1))
    place.view.selected = view.rows.isEmpty ? nil : view.rows[view.cursor]
    reveal()
  }

  /// Scrolls a table as little as possible so that its cursor is seen.
  mutating func reveal() {
    switch view.kind {
    case .table:
      let last = max(0, view.rows.count - tableRows)
      var top = view.top
      if view.cursor < top { top = view.cursor }
      if view.cursor >= top + tableRows { top = view.cursor - tableRows + 1 }
      place.view.top = max(0, min(top, last))
      place.view.anchor = place.view.top
    case .inspector: scroll(to: view.top)
    case .dashboard, .movement, .funnel, .team, .cash, .hygiene, .anomalies, .forecastAudit,
      .quality:
      break
    }
  }

  /// Fits what is seen into a window of another size.
  mutating func fit(_ size: ScreenSize) {
    self.size = size
    let anchor = view.anchor
    place.view.top = anchor
    reveal()
    place.view.anchor = anchor
  }

  // MARK: - Text

  /// Positions at which the first line of an inspector can stand.
  private var scrollStops: Int { max(1, view.lineCount - bodyLines + 1) }

  mutating func scroll(to line: Int) {
    place.view.top = max(0, min(line, scrollStops - 1))
    place.view.anchor = place.view.top
  }
}
