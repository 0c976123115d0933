import RevPresentation
import TermCells

/// One number of a pane on a row: label, value, status word, change.
struct FigureLine {
  var figure: FigureModel
  /// A shorter name than the book's.
  var label: String
  var labelWidth = 14
  var valueWidth = 8

  func draw(in area: Rect, on surface: inout Surface) {
    surface.write(label, in: area.leading(labelWidth), role: .label)
    if let reason = figure.reason, drawUndefined(reason, in: area, on: &surface) { return }
    // A value is never cut: a long one begins where its label has left room.
    let spare = max(0, labelWidth - surface.columns(of: label) - 1)
    let extra = min(spare, max(0, surface.columns(of: figure.value) - valueWidth))
    let value = area.inset(left: labelWidth - extra).leading(valueWidth + extra)
    surface.write(
      figure.value, in: value, alignment: .trailing,
      style: Style(figure.tone.role, figure.was == nil ? [] : [.underline]))
    if figure.comparison?.isSupposed == true {
      surface.put("*", x: value.maxX, y: area.y, role: .elsewhen)
    }
    let rest = area.inset(left: labelWidth + valueWidth + 2)
    surface.write(Self.notes(figure, room: rest.width), x: rest.x, y: area.y, limit: rest.width)
    if figure.isSelected {
      surface.restyle(area.leading(labelWidth + valueWidth), role: .selection)
    }
  }

  /// Where the reason has no room behind the column of values it stands right behind `n/a`, and says
  /// which file is needed in fewer words. Returns whether it did.
  private func drawUndefined(
    _ reason: String, in area: Rect, on surface: inout Surface
  ) -> Bool {
    let rest = area.inset(left: labelWidth)
    guard figure.comparison == nil, reason.count > rest.width - valueWidth - 2 else { return false }
    let missing = " is missing"
    let isFile = reason.hasSuffix("csv" + missing) && !reason.dropLast(missing.count).contains(" ")
    let short = isFile ? "needs \(reason.dropLast(missing.count))" : reason
    surface.write("\(figure.value)  \(short)", in: rest, role: .missing)
    if figure.isSelected {
      surface.restyle(area.leading(labelWidth + figure.value.count), role: .selection)
    }
    return true
  }

  /// Status, wish and change, as far as there is room; the reason where there is no value.
  static func notes(_ figure: FigureModel, room: Int) -> [TextRun] {
    if let reason = figure.reason {
      let was = figure.comparison.map { $0.was == Format.missing ? "" : "was \($0.was); " } ?? ""
      return [TextRun(was + reason, role: .missing)]
    }
    var runs: [TextRun] = []
    var used = 0
    func add(_ text: String, _ role: Role, after gap: String) {
      guard !text.isEmpty else { return }
      let space = used == 0 ? "" : gap
      guard used == 0 || used + space.count + text.count <= room else { return }
      runs.append(TextRun(space, role: .dim))
      runs.append(TextRun(text, role: role))
      used += space.count + text.count
    }
    if let was = figure.was { add("was \(was)", .accent, after: "") }
    if let comparison = figure.comparison {
      let was = "was \(comparison.was)"
      add(
        comparison.words.isEmpty ? was : comparison.words, comparison.tone.role, after: "")
      if !comparison.words.isEmpty { add(was, .dim, after: ", ") }
      add(figure.word, Self.role(ofWord: figure), after: "  ")
      return runs
    }
    add(figure.word, Self.role(ofWord: figure), after: "")
    add(figure.wish, .dim, after: ", ")
    add(figure.change, figure.changeTone.role, after: "  ")
    return runs
  }

  private static func role(ofWord figure: FigureModel) -> Role {
    figure.word == "ok" ? .good : figure.tone.role
  }
}

extension MetricLabel {
  /// A line for a number of a pane; nothing when the pane does not have it.
  static func line(
    _ item: Item, _ figures: Figures, labelWidth: Int = 14, valueWidth: Int = 8
  ) -> PaneLine? {
    guard let figure = figures[item] else { return nil }
    return PaneLine([item]) { area, surface in
      FigureLine(
        figure: figure, label: short(item) ?? figure.label, labelWidth: labelWidth,
        valueWidth: valueWidth
      ).draw(in: area, on: &surface)
    }
  }
}
