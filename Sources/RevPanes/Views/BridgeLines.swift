import RevPresentation
import TermCells

/// The rows of a waterfall, each with an item that the cursor can stand on.
enum BridgeLines {
  /// Where the bars start, and how that is said; nil when they start at zero.
  static func cut(_ steps: [RetentionPaneModel.Step]) -> (start: Double, note: String)? {
    guard !steps.isEmpty else { return nil }
    let start = Waterfall.suggestedStart(for: entries(steps))
    return start == 0 ? nil : (start, "bars start at \(Format.compact(units: start)), not at 0")
  }

  /// - Parameter saysCut: whether a line says where the bars start, if that is not at zero.
  static func lines(_ steps: [RetentionPaneModel.Step], saysCut: Bool = true) -> [PaneLine] {
    guard !steps.isEmpty else { return [] }
    let cut = cut(steps)
    let waterfall = Waterfall(
      entries(steps), axisStart: cut?.start ?? 0, cutNote: cut?.note ?? "")
    let label = steps.map { $0.label.displayWidth }.max() ?? 0
    let amount = steps.map { $0.amount.displayWidth }.max() ?? 0
    return (0..<(saysCut ? waterfall.height : steps.count)).map { row in
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

  private static func entries(_ steps: [RetentionPaneModel.Step]) -> [Waterfall.Entry] {
    steps.map { step in
      let value: Waterfall.Step =
        switch step.kind {
        case .total: .total(step.number)
        case .plus: .change(step.number)
        case .minus: .change(-step.number)
        }
      return Waterfall.Entry(step.label, amount: step.amount, step: value)
    }
  }
}
