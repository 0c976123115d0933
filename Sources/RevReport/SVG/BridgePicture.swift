import RevBase
import RevMetrics
import RevPresentation

/// How one total became another: floating bars between two full ones, one step a row.
struct BridgePicture {
  let steps: [WeeklyReport.Step]
  let title: String

  private static let width = 720.0
  private static let left = 118.0
  private static let right = 96.0
  private static let step = 26.0

  var svg: [String] {
    guard !steps.isEmpty else { return [] }
    var sum = 0.0
    let spans = steps.map { step -> (Double, Double) in
      if step.kind == .total {
        sum = step.amount.units
        return (0, sum)
      }
      let before = sum
      sum += step.signed.units
      return (before, sum)
    }
    let start = Self.start(spans.flatMap { [$0.0, $0.1] }.filter { $0 != 0 })
    let top = spans.map { max($0.0, $0.1) }.max() ?? 1
    let foot = 6 + Double(steps.count) * Self.step
    var canvas = SVGCanvas(width: Self.width, height: foot + (start > 0 ? 20 : 4))
    let scale = SVGScale(
      from: start, to: top, start: Self.left, length: Self.width - Self.left - Self.right)
    for (index, step) in steps.enumerated() {
      let y = 6 + Double(index) * Self.step
      let (a, b) = spans[index]
      let (from, to) = (scale.place(min(a, b)), scale.place(max(a, b)))
      // What is won leaves the pipeline, and is no loss.
      let isWon = step.label == MovementStep.bucket(.won).title
      let style =
        step.kind == .total ? "c1" : step.kind == .plus ? "up" : isWon ? "c2" : "down"
      canvas.text(step.label, Self.left - 10, y + 14, "t", .end)
      canvas.rect(from, y + 1, to - from, Self.step - 9, style)
      let end = index + 1 < steps.count ? scale.place(spans[index].1) : 0
      if end > 0 { canvas.line(end, y + Self.step - 8, end, y + Self.step + 1, "link") }
      let words =
        step.kind == .total ? Format.compact(step.amount) : Format.signed(step.signed)
      let count = step.kind == .total ? "" : "  (\(Format.count(step.count)))"
      canvas.text(words + count, to + 7, y + 14, "v")
    }
    if start > 0 {
      canvas.text(
        "bars start at \(Format.compact(units: start)), not at 0", Self.left, foot + 13, "s")
    }
    return canvas.document(
      title + ": "
        + steps.map { "\($0.label) \(Format.compact($0.signed))" }.joined(separator: ", "))
  }

  /// A round start that lets small changes of big totals be seen, and 0 when they can be.
  private static func start(_ ends: [Double]) -> Double {
    guard let low = ends.min(), let high = ends.max(), low > 0, high - low < low * 0.5 else {
      return 0
    }
    let wanted = max(0, low - (high - low))
    let ticks = SVGScale(to: high, start: 0, length: 1).ticks(20)
    return ticks.last { $0 <= wanted } ?? 0
  }
}
