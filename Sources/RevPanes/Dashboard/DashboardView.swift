import RevPresentation
import TermCells

/// The four panes, or the one that is zoomed, or one with a strip of names.
struct DashboardView {
  let model: DashboardModel
  let layout: ScreenLayout
  let keys: Keymap

  func draw(on surface: inout Surface) {
    for pane in PaneID.allCases {
      if let area = layout.panes[pane] { draw(pane, in: area, on: &surface) }
    }
    if let strip = layout.strip { drawStrip(in: strip, on: &surface) }
  }

  private func draw(_ pane: PaneID, in area: Rect, on surface: inout Surface) {
    let isFocused = pane == model.focus
    var frame = Frame(
      "\(pane.number) \(pane.title)", note: model.note(pane), isFocused: isFocused)
    if pane == .risk, isFocused, !model.risk.deals.isEmpty {
      let marks = model.risk.deals.count(where: \.isMarked)
      let marked = marks == 0 ? "" : "  \(marks) marked"
      frame.footer = "row \(model.risk.selectedIndex + 1)/\(model.risk.count)\(marked)"
    }
    let content = frame.draw(in: area, on: &surface)
    guard !content.isEmpty else { return }
    // One column more, for the signs of changed rows.
    let room = Rect(
      x: content.x - 1, y: content.y, width: content.width + 1, height: content.height)
    surface.clipped(to: room) { surface in
      switch pane {
      case .pipeline:
        let view = PipelinePane(model: model.pipeline, keys: keys)
        drawStack(view.stack(width: content.width, height: content.height), view.selected)
      case .risk:
        RiskPane(model: model.risk, keys: keys, isFocused: isFocused, changed: model.changed)
          .draw(in: content, on: &surface)
      case .forecast:
        let view = ForecastPane(
          model: model.forecast, keys: keys, hasCharts: surface.glyphs.kind != .words)
        drawStack(view.stack(width: content.width, height: content.height), view.selected)
      case .retention:
        let view = RetentionPane(model: model.retention, keys: keys)
        drawStack(view.stack(width: content.width, height: content.height), view.selected)
      }
      func drawStack(_ stack: LineStack, _ selected: Item?) {
        stack.draw(in: content, selected: selected, changed: model.changed, on: &surface)
      }
    }
  }

  private func drawStrip(in area: Rect, on surface: inout Surface) {
    var x = area.x + 1
    for pane in PaneID.allCases {
      let name = " \(pane.number) \(pane.title) "
      let style = pane == model.focus ? Style(.focusTitle, [.reverse]) : Style(.title)
      x += surface.write(name, x: x, y: area.y, limit: area.maxX - x, style: style) + 1
    }
  }
}
