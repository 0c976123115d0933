import RevMetrics
import RevPresentation
import TermCells

/// NRR, GRR and churn, the bridge of recurring revenue, renewals that come up, cohorts.
struct RetentionPane {
  let model: RetentionPaneModel
  let keys: Keymap

  func stack(width: Int, height: Int) -> LineStack {
    if let missing = model.missing {
      return LineStack(lines: missing.map { .phrase($0, keys) })
    }
    var lines = [headLine]
    if let reason = model.stepsReason {
      lines.append(.text("MRR movement: \(reason)", .missing))
    }
    let bridge = BridgeLines.lines(model.steps)
    let windows = windowLines
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

  /// Three numbers on one row.
  private var headLine: PaneLine {
    FigureRow(
      PaneItems.retentionHead.map(Item.metric), model.figures,
      labels: [.metric(.retentionLogoChurn): "Churn"]
    ).line
  }

  private var windowLines: [PaneLine] {
    if let reason = model.windowsReason { return [.text("Renewals: \(reason)", .missing)] }
    return model.windows.map { window in
      PaneLine([window.item]) { area, surface in
        surface.write(window.label, in: area.leading(13), role: .label)
        surface.write(window.count, in: area.inset(left: 13).leading(4), alignment: .trailing)
        surface.write(window.amount, in: area.inset(left: 17).leading(7), alignment: .trailing)
        surface.write(
          window.uncovered, in: area.inset(left: 26), role: window.tone.role)
        if window.isSelected { surface.restyle(area.leading(24), role: .selection) }
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
