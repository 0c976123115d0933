import RevMetrics
import RevPresentation
import TermCells

/// NRR, GRR and churn, the bridge of recurring revenue, renewals that come up, cohorts.
struct RetentionPane {
  let model: RetentionPaneModel
  let keys: Keymap

  func stack(width: Int, height: Int) -> LineStack {
    if let missing = model.missing {
      return LineStack(lines: missing.flatMap { PaneLine.wrapped($0, keys, width: width) })
    }
    var lines = [headLine]
    if let reason = model.stepsReason {
      lines.append(.text("MRR movement: \(reason)", .missing))
    }
    let isShort = Self.isShort(height)
    let bridge = BridgeLines.lines(model.steps, saysCut: !isShort)
    let windows = windowLines(isNarrow: width < 44)
    let grid = cohortLines
    if height > 16 { lines.append(.blank) }
    lines += bridge
    if height > 16 { lines.append(.blank) }
    lines += windows
    // The grid comes before the further numbers where both fit.
    if height >= lines.count + grid.count + 2, !grid.isEmpty { lines += [.blank] + grid }
    if height > 16 { lines.append(.blank) }
    lines += PaneItems.retentionTail.compactMap { MetricLabel.line(.metric($0), model.figures) }
    return LineStack(lines: lines)
  }

  var selected: Item? {
    model.figures.values.first(where: \.isSelected)?.item
      ?? model.steps.first(where: \.isSelected)?.item
      ?? model.windows.first(where: \.isSelected)?.item
  }

  /// Whether the pane has no line to spare for where its bars start: the frame says it.
  static func isShort(_ height: Int) -> Bool { height < 10 }

  /// Three numbers on one row.
  private var headLine: PaneLine {
    FigureRow(
      PaneItems.retentionHead.map(Item.metric), model.figures,
      labels: [.metric(.retentionLogoChurn): "Churn"]
    ).line
  }

  private func windowLines(isNarrow: Bool) -> [PaneLine] {
    if let reason = model.windowsReason { return [.text("Renewals: \(reason)", .missing)] }
    return model.windows.map { window in
      PaneLine([window.item]) { area, surface in
        let label = isNarrow ? 12 : 13
        let count = isNarrow ? 3 : 4
        surface.write(window.label, in: area.leading(label), role: .label)
        surface.write(
          window.count, in: area.inset(left: label).leading(count), alignment: .trailing)
        surface.write(
          window.amount, in: area.inset(left: label + count).leading(6), alignment: .trailing)
        surface.write(
          isNarrow ? window.brief : window.uncovered,
          in: area.inset(left: label + count + (isNarrow ? 7 : 8)), role: window.tone.role)
        if window.isSelected { surface.restyle(area.leading(label + count + 6), role: .selection) }
      }
    }
  }

  private var cohortLines: [PaneLine] {
    guard !model.cohorts.isEmpty else { return [] }
    let grid = CohortGrid(
      "Cohort NRR %", ages: model.cohortMonths.map { $0 + " mo" },
      rows: model.cohorts.map { row in
        CohortGrid.Row(
          row.first ?? "",
          row.dropFirst().map { $0.isEmpty ? .future : .value($0, .text) })
      })
    return (0...model.cohorts.count).map { row in
      PaneLine { area, surface in
        grid.draw(
          in: Rect(
            x: area.x, y: area.y - row, width: area.width, height: model.cohorts.count + 1),
          on: &surface)
      }
    }
  }
}
