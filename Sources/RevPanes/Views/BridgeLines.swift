import RevPresentation
import TermCells

/// The rows of a waterfall, each with an item that the cursor can stand on.
enum BridgeLines {
  static func lines(_ steps: [RetentionPaneModel.Step]) -> [PaneLine] {
    guard !steps.isEmpty else { return [] }
    let entries = steps.map { step in
      let value: Waterfall.Step =
        switch step.kind {
        case .total: .total(step.number)
        case .plus: .change(step.number)
        case .minus: .change(-step.number)
        }
      return Waterfall.Entry(step.label, amount: step.amount, step: value)
    }
    let start = Waterfall.suggestedStart(for: entries)
    let waterfall = Waterfall(
      entries, axisStart: start,
      cutNote: "bars start at \(Format.compact(units: start)), not at 0")
    let label = steps.map { $0.label.displayWidth }.max() ?? 0
    let amount = steps.map { $0.amount.displayWidth }.max() ?? 0
    return (0..<waterfall.height).map { row in
      let step = row < steps.count ? steps[row] : nil
      return PaneLine(step.map { [$0.item] } ?? []) { area, surface in
        // The chart is drawn whole; the clip keeps the row that is wanted.
        waterfall.draw(
          in: Rect(x: area.x, y: area.y - row, width: area.width, height: waterfall.height),
          on: &surface)
        if step?.isSelected == true {
          surface.restyle(area.leading(label + 1 + amount), role: .selection)
        }
      }
    }
  }
}
