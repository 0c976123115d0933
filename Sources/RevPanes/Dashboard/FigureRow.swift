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
    let detail = Detail.allCases.first { width($0, surface) <= area.width } ?? .sign
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
      let words = words(figure, detail)
      if !words.isEmpty {
        x += surface.write(
          Self.gap(words) + words, x: x, y: area.y, limit: area.maxX - x, role: role(figure))
      }
      x += 2
    }
  }

  /// How much is said behind the values: what does not fit the row is left out from the least
  /// telling on, so that no value is cut.
  private enum Detail: CaseIterable { case all, unwell, bad, sign }

  private func words(_ figure: FigureModel, _ detail: Detail) -> String {
    if let comparison = figure.comparison, !comparison.short.isEmpty, detail != .sign {
      return comparison.short
    }
    switch detail {
    case .all: return figure.word
    case .unwell: return figure.word == "ok" ? "" : figure.word
    case .bad: return figure.tone == .poor ? figure.word : Self.sign(figure.tone)
    case .sign: return Self.sign(figure.tone)
    }
  }

  /// What stands for a word that has no room: colour alone would not be seen by everybody.
  static func sign(_ tone: Tone) -> String {
    switch tone {
    case .poor: "!"
    case .watch: "~"
    default: ""
    }
  }

  /// A sign stands right behind its value.
  private static func gap(_ words: String) -> String { words.count == 1 ? "" : " " }

  private func role(_ figure: FigureModel) -> Role {
    if let comparison = figure.comparison, !comparison.short.isEmpty { return comparison.tone.role }
    return figure.word == "ok" ? .good : figure.tone.role
  }

  private func width(_ detail: Detail, _ surface: Surface) -> Int {
    figures.reduce(-2) { sum, entry in
      let words = words(entry.figure, detail)
      return sum + surface.columns(of: entry.label) + 1 + surface.columns(of: entry.figure.shown)
        + surface.columns(of: words) + (words.isEmpty ? 0 : Self.gap(words).count) + 2
    }
  }
}
