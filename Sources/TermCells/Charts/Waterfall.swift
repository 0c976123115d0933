/// How one total became another: floating bars between two full ones.
package struct Waterfall: Hashable, Sendable {
  package enum Step: Hashable, Sendable {
    /// A total; the bar starts at the axis, and the sum goes on from here.
    case total(Double)
    /// What was added, or with a minus taken away.
    case change(Double)
  }

  package struct Entry: Hashable, Sendable {
    package var label: String
    /// The number in words, with its sign: the chart only adds the picture.
    package var amount: String
    package var step: Step

    package init(_ label: String, amount: String, step: Step) {
      self.label = label
      self.amount = amount
      self.step = step
    }
  }

  package var entries: [Entry]
  /// The value at the left edge of the bars; 0 unless the axis is cut.
  package var axisStart: Double
  /// Says in words where the bars start when that is not 0.
  package var cutNote: String

  package init(
    _ entries: [Entry], axisStart: Double = 0, cutNote: String = "bars do not start at 0"
  ) {
    self.entries = entries
    self.axisStart = axisStart
    self.cutNote = cutNote
  }

  /// Where each bar begins and ends.
  private static func spans(_ entries: [Entry]) -> [(from: Double, to: Double)] {
    var sum = 0.0
    return entries.map { entry in
      switch entry.step {
      case .total(let value):
        sum = value
        return (0, value)
      case .change(let value):
        sum += value
        return (sum - value, sum)
      }
    }
  }

  /// A round axis start that lets small changes of big totals be seen, and 0 when they can be.
  package static func suggestedStart(for entries: [Entry]) -> Double {
    let ends = spans(entries).flatMap { [$0.from, $0.to] }.filter { $0 != 0 }
    guard let low = ends.min(), let high = ends.max(), low > 0, high - low < low * 0.5 else {
      return 0
    }
    // One range below the lowest, on a round step.
    let wanted = max(0, low - (high - low))
    let ticks = Scale(from: 0, to: high).ticks(atMost: 20)
    return ticks.last { $0 <= wanted } ?? 0
  }

  /// The rows that show everything, the words about a cut axis included.
  package var height: Int { entries.count + (axisStart == 0 ? 0 : 1) }

  /// Draws one row an entry: its label, its amount, and its bar.
  package func draw(in area: Rect, on surface: inout Surface) {
    let labelWidth = entries.map { surface.columns(of: $0.label) }.max() ?? 0
    let amountWidth = entries.map { surface.columns(of: $0.amount) }.max() ?? 0
    let spans = Self.spans(entries)
    let scale = Scale(from: axisStart, to: spans.map { max($0.from, $0.to) }.max() ?? 1)
    for (index, entry) in entries.enumerated() {
      let row = area.row(index)
      guard !row.isEmpty else { return }
      surface.write(entry.label, in: row.leading(labelWidth), role: .label)
      let amounts = row.inset(left: labelWidth + 1)
      surface.write(entry.amount, in: amounts.leading(amountWidth), alignment: .trailing)
      let bars = amounts.inset(left: amountWidth + 2)
      draw(entry.step, from: spans[index].from, to: spans[index].to, scale, in: bars, on: &surface)
    }
    if axisStart != 0 { surface.write(cutNote, in: area.row(entries.count), role: .dim) }
  }

  private func draw(
    _ step: Step, from start: Double, to end: Double, _ scale: Scale, in row: Rect,
    on surface: inout Surface
  ) {
    guard !row.isEmpty else { return }
    let glyph: Unicode.Scalar
    let role: Role
    switch step {
    case .total:
      Bar(.value(end), scale: scale).draw(in: row, on: &surface)
      return
    case .change(let value) where value == 0:
      let x = row.x + scale.column(of: end, width: row.width)
      surface.put(surface.glyphs.zero, x: x, y: row.y, role: .bar)
      return
    case .change(let value) where value > 0:
      (glyph, role) = (surface.glyphs.increase, .increase)
    case .change:
      (glyph, role) = (surface.glyphs.decrease, .decrease)
    }
    let width = Double(row.width)
    let first = Int((scale.fraction(of: min(start, end)) * width).rounded())
    let last = Int((scale.fraction(of: max(start, end)) * width).rounded())
    // A change that is there is seen, also at the right edge.
    let from = min(first, row.width - 1)
    for x in from..<max(last, from + 1) {
      surface.put(glyph, x: row.x + x, y: row.y, role: role)
    }
  }
}
