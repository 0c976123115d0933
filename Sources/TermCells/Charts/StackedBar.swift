/// Up to four parts of a whole behind each other, told apart by character and not by colour alone.
package struct StackedBar: Hashable, Sendable {
  /// The parts in order; those from the fifth on are added to the fourth, negative ones count as 0.
  package var parts: [Double]
  package var scale: Scale

  package static let roles: [Role] = [.bar, .barAlt, .barThird, .barFourth]

  package init(_ parts: [Double], scale: Scale) {
    self.parts = parts
    self.scale = scale
  }

  /// The parts that are drawn: at most four, none negative.
  private var drawn: [Double] {
    var shown: [Double] = []
    for part in parts {
      let value = part.isFinite ? max(0, part) : 0
      if shown.count < 4 { shown.append(value) } else { shown[3] += value }
    }
    return shown
  }

  /// Draws into the first row of `area`; the end of the last part is exact, the others round.
  package func draw(in area: Rect, on surface: inout Surface) {
    guard !area.isEmpty else { return }
    let shown = drawn
    guard shown.contains(where: { $0 > 0 }) else {
      surface.put(surface.glyphs.zero, x: area.x, y: area.y, role: .bar)
      return
    }
    var (sum, column) = (0.0, 0)
    for (index, value) in shown.enumerated() where value > 0 {
      sum += value
      let end = Int((scale.fraction(of: sum) * Double(area.width)).rounded())
      // A part that is there is seen, as long as there is room.
      for x in column..<min(area.width, max(end, column + 1)) {
        surface.put(
          surface.glyphs.parts[index], x: area.x + x, y: area.y, role: Self.roles[index])
        column = x + 1
      }
    }
  }

  /// The parts' characters with their names, for a line beside the chart.
  package static func legend(_ names: [String], glyphs: GlyphSet) -> [TextRun] {
    var runs: [TextRun] = []
    for (index, name) in names.prefix(4).enumerated() {
      runs.append(TextRun(String(Character(glyphs.parts[index])), role: roles[index]))
      runs.append(TextRun((" " + name) + (index + 1 < min(4, names.count) ? "  " : "")))
    }
    return runs
  }
}

/// A value and what it is compared with, in two rows of one scale.
package struct PairedBars: Hashable, Sendable {
  package var value: Sample
  package var reference: Sample
  package var scale: Scale

  package init(_ value: Sample, reference: Sample, scale: Scale) {
    self.value = value
    self.reference = reference
    self.scale = scale
  }

  /// Draws the value into the first row of `area` and the reference, in shade, into the second.
  package func draw(in area: Rect, on surface: inout Surface) {
    Bar(value, scale: scale).draw(in: area.row(0), on: &surface)
    let below = area.row(1)
    guard !below.isEmpty else { return }
    guard let number = reference.number, number > 0 else {
      Bar(reference, scale: scale, role: .barAlt).draw(in: below, on: &surface)
      return
    }
    let width = Int((scale.fraction(of: number) * Double(below.width)).rounded())
    for x in 0..<max(1, width) {
      surface.put(surface.glyphs.parts[2], x: below.x + x, y: below.y, role: .barAlt)
    }
  }
}
