import RevPresentation
import TermCells

/// A view of lines and charts: two columns where there is room.
struct BoardView {
  let model: BoardModel
  let keys: Keymap

  func draw(in area: Rect, on surface: inout Surface) {
    let content = Frame(model.title, note: model.note, isFocused: true).draw(in: area, on: &surface)
    guard !content.isEmpty else { return }
    // One column more, for the signs of changed rows.
    let room = Rect(
      x: content.x - 1, y: content.y, width: content.width + 1, height: content.height)
    surface.clipped(to: room) { surface in
      if let widths = BoardColumns(model).widths(in: content.width) {
        let columns = content.columns([.fixed(widths.left), .fill(1)], gap: BoardColumns.gap)
        let left = stack(model.left, columns[0].width)
        let right = stack(model.right, columns[1].width)
        left.draw(in: columns[0], selected: selected, changed: model.changed, on: &surface)
        right.draw(in: columns[1], selected: selected, changed: model.changed, on: &surface)
        drawPeek(below: max(left.lines.count, right.lines.count), in: content, on: &surface)
      } else {
        let lines = stack(model.left + model.right, content.width)
        lines.draw(in: content, selected: selected, changed: model.changed, on: &surface)
        drawPeek(below: lines.lines.count, in: content, on: &surface)
      }
    }
  }

  /// The rows behind the selected number in what the lines leave, after a blank one.
  private func drawPeek(below used: Int, in content: Rect, on surface: inout Surface) {
    guard let peek = model.peek, content.height - used > PeekView.leastHeight else { return }
    PeekView(model: peek, keys: keys).draw(in: content.inset(top: used + 1), on: &surface)
  }

  private var selected: Item? {
    for block in model.left + model.right {
      switch block {
      case .figures(let figures):
        if let figure = figures.first(where: \.isSelected) { return figure.item }
      case .bridge(let steps):
        if let step = steps.first(where: \.isSelected) { return step.item }
      case .grid(let grid):
        if let row = grid.rows.first(where: \.isSelected) { return row.item }
      case .heading, .note: break
      }
    }
    return nil
  }

  private func stack(_ blocks: [BoardModel.Block], _ width: Int) -> LineStack {
    var lines: [PaneLine] = []
    for block in blocks {
      switch block {
      case .heading(let text):
        if !lines.isEmpty { lines.append(.blank) }
        lines.append(.text(text, .header))
      case .figures(let figures): lines += figures.flatMap { self.lines($0, width) }
      case .bridge(let steps): lines += BridgeLines.lines(steps)
      case .grid(let grid): lines += self.lines(grid, width)
      case .note(let phrase): lines += PaneLine.wrapped(phrase, keys, width: width)
      }
    }
    return LineStack(lines: lines)
  }

  private static let (label, value) = (34, 9)

  /// A number; a reason that is longer than the row goes on below it.
  private func lines(_ figure: FigureModel, _ width: Int) -> [PaneLine] {
    let indent = Self.label + Self.value + 2
    var figure = figure
    var rest: [String] = []
    if let reason = figure.reason, figure.comparison == nil {
      let lines = TextWrap.lines(reason, width: max(12, width - indent))
      figure.reason = lines.first
      rest = Array(lines.dropFirst())
    }
    let shown = figure
    return [
      PaneLine([figure.item]) { area, surface in
        FigureLine(
          figure: shown, label: shown.label, labelWidth: Self.label, valueWidth: Self.value
        )
        .draw(in: area, on: &surface)
      }
    ]
      + rest.map { text in
        PaneLine { area, surface in
          surface.write(text, in: area.inset(left: indent), role: .missing)
        }
      }
  }

  // MARK: - Tables

  private func lines(_ grid: BoardModel.Grid, _ width: Int) -> [PaneLine] {
    let bars = grid.hasBars ? max(0, min(60, width / 3)) : 0
    var table = Table(
      columns: grid.columns.map { column in
        TableColumn(
          column.title, minimum: column.minimum, ideal: column.ideal, flex: column.flex,
          alignment: column.isNumeric ? .trailing : .leading, priority: column.priority)
      }, rows: [])
    table.hasGutter = false
    let top = grid.rows.compactMap(\.number).max() ?? 0
    var result: [PaneLine] = []
    if grid.columns.contains(where: { !$0.title.isEmpty }) {
      let head = table
      result.append(
        PaneLine { area, surface in head.draw(in: area.inset(right: bars), on: &surface) })
    }
    table.hasHeader = false
    let places = table.columnAreas(in: Rect(x: 0, y: 0, width: width - bars, height: 1))
    for row in grid.rows {
      let parts = Self.wrapped(row.cells, grid.columns, places)
      for (index, cells) in parts.enumerated() {
        var line = table
        line.rows = [TableRow(cells.map { TableCell.text($0.text, $0.tone.role) })]
        let drawn = line
        result.append(
          PaneLine(row.item.map { [$0] } ?? []) { area, surface in
            let place = area.inset(right: bars)
            drawn.draw(in: place, on: &surface)
            if bars > 2, index == 0, let number = row.number {
              let used = drawn.columnAreas(in: place).compactMap { $0?.maxX }.max() ?? place.maxX
              let chart = Rect(x: used + 2, y: area.y, width: area.maxX - used - 2, height: 1)
              Bar(.value(number), scale: Scale(to: top)).draw(in: chart, on: &surface)
            }
            if row.isSelected { surface.restyle(place, role: .selection) }
          })
      }
    }
    return result
  }

  /// The cells of a row in as many lines as its longest words take: numbers stand in the first.
  private static func wrapped(
    _ cells: [TableModel.Cell], _ columns: [TableModel.Column], _ places: [Rect?]
  ) -> [[TableModel.Cell]] {
    let texts = cells.indices.map { index -> [String] in
      let text = cells[index].text
      guard index < columns.count, !columns[index].isNumeric, let place = places[index],
        text.count > place.width, place.width >= 12
      else { return [text] }
      return TextWrap.lines(text, width: place.width)
    }
    let height = texts.map(\.count).max() ?? 1
    return (0..<height).map { line in
      cells.indices.map { index in
        TableModel.Cell(line < texts[index].count ? texts[index][line] : "", cells[index].tone)
      }
    }
  }
}
