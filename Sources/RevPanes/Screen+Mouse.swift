package import RevPresentation
package import TermCells

extension Screen {
  /// What the mouse means on the screen that a model was drawn on; nil when it means nothing.
  package func action(for mouse: MouseEvent, on model: ScreenModel) -> Action? {
    if isPlain { return nil }
    switch mouse.kind {
    case .wheelUp: return .command(.up)
    case .wheelDown: return .command(.down)
    case .release, .drag: return nil
    case .press: break
    }
    guard mouse.button == .left, model.overlay == nil else { return nil }
    switch model.body {
    case .dashboard(let dashboard):
      let layout = ScreenLayout(
        model.size, focus: dashboard.focus, isZoomed: dashboard.isZoomed,
        hasSide: model.side != nil)
      guard let pane = layout.pane(x: mouse.x, y: mouse.y), let area = layout.panes[pane] else {
        return nil
      }
      let view = DashboardView(model: dashboard, layout: layout, keys: keys)
      return .pointed(pane, view.item(of: pane, x: mouse.x, y: mouse.y, in: area))
    case .table(let table):
      let layout = ScreenLayout(model.size, isDashboard: false, hasSide: model.side != nil)
      return TableView(model: table, keys: keys)
        .row(x: mouse.x, y: mouse.y, in: layout.view).map(Action.rowPointed)
    case .meeting: return .command(.meetingNext)
    case .tooSmall, .inspector, .board: return nil
    }
  }
}

extension DashboardView {
  /// The item under a place of a pane.
  func item(of pane: PaneID, x: Int, y: Int, in area: Rect) -> Item? {
    let content = Frame().content(of: area)
    guard content.contains(x: x, y: y) else { return nil }
    let row = y - content.y
    let (width, height) = (content.width, content.height)
    switch pane {
    case .pipeline:
      let view = PipelinePane(model: model.pipeline, keys: keys)
      return view.stack(width: width, height: height)
        .item(atRow: row, height: height, selected: view.selected)
    case .risk:
      return RiskPane(model: model.risk, keys: keys, isFocused: true)
        .deal(atRow: row, in: content)
    case .forecast:
      let view = ForecastPane(model: model.forecast, keys: keys)
      return view.stack(width: width, height: height)
        .item(atRow: row, height: height, selected: view.selected)
    case .retention:
      let view = RetentionPane(model: model.retention, keys: keys)
      return view.stack(width: width, height: height)
        .item(atRow: row, height: height, selected: view.selected)
    }
  }
}

extension TableView {
  /// The position of the row under a place.
  func row(x: Int, y: Int, in area: Rect) -> Int? {
    let content = rows(of: Frame().content(of: area))
    guard content.contains(x: x, y: y) else { return nil }
    let line = y - content.y - 1
    let shown = min(model.rows.count, content.height - 2)
    return line >= 0 && line < shown ? model.first + line : nil
  }
}
