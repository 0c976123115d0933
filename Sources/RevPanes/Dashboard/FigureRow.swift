import RevPresentation
import TermCells

/// Several numbers on one row: name, value, and a word where it is wanted.
struct FigureRow {
  var figures: [(label: String, figure: FigureModel)]

  init(_ items: [Item], _ figures: Figures, labels: [Item: String] = [:]) {
    self.figures = items.compactMap { item in
      figures[item].map { (labels[item] ?? MetricLabel.short(item) ?? $0.label, $0) }
    }
  }

  var line: PaneLine {
    PaneLine(figures.map(\.figure.item)) { area, surface in draw(in: area, on: &surface) }
  }

  private func draw(in area: Rect, on surface: inout Surface) {
    var x = area.x
    for (label, figure) in figures {
      let start = x
      x += surface.write(label + " ", x: x, y: area.y, limit: area.maxX - x, role: .label)
      x += surface.write(
        figure.shown, x: x, y: area.y, limit: area.maxX - x,
        style: Style(figure.tone.role, figure.was == nil ? [] : [.underline]))
      if figure.isSelected {
        surface.restyle(Rect(x: start, y: area.y, width: x - start, height: 1), role: .selection)
      }
      if let comparison = figure.comparison, !comparison.short.isEmpty {
        x += surface.write(
          " \(comparison.short)", x: x, y: area.y, limit: area.maxX - x,
          role: comparison.tone.role)
        x += 2
        continue
      }
      // In a narrow pane only what is not well needs a word.
      if !figure.word.isEmpty, area.width >= 48 || figure.word != "ok" {
        x += surface.write(
          " \(figure.word)", x: x, y: area.y, limit: area.maxX - x,
          role: figure.word == "ok" ? .good : figure.tone.role)
      }
      x += 2
    }
  }
}
