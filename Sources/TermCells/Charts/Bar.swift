/// A horizontal bar that starts at zero, to an eighth of a column (a quarter in ASCII).
package struct Bar: Hashable, Sendable {
  package var sample: Sample
  package var scale: Scale
  /// A threshold or target drawn across the bar's row, such as quota in attainment.
  package var goal: Double?
  package var role: Role

  package init(_ sample: Sample, scale: Scale, goal: Double? = nil, role: Role = .bar) {
    self.sample = sample
    self.scale = scale
    self.goal = goal
    self.role = role
  }

  /// Draws into the first row of `area`; a value that is not zero shows at least its thinnest part.
  package func draw(in area: Rect, on surface: inout Surface) {
    guard !area.isEmpty else { return }
    switch sample {
    case .future: break
    case .absent: surface.put(surface.glyphs.absent, x: area.x, y: area.y, role: .missing)
    case .value(let value):
      guard value.isFinite else {
        surface.put(surface.glyphs.absent, x: area.x, y: area.y, role: .missing)
        return
      }
      if value == 0 {
        surface.put(surface.glyphs.zero, x: area.x, y: area.y, role: role)
      } else if value < scale.lower {
        surface.put(surface.glyphs.negative, x: area.x, y: area.y, role: role)
      } else {
        fill(scale.fraction(of: value), in: area, on: &surface)
      }
    }
    if let goal, goal.isFinite, goal >= scale.lower, goal <= scale.upper {
      let x = area.x + scale.column(of: goal, width: area.width)
      surface.put(surface.glyphs.rangeMiddle, x: x, y: area.y, role: .goal)
    }
  }

  private func fill(_ fraction: Double, in area: Rect, on surface: inout Surface) {
    let steps = surface.glyphs.barSteps
    // ASCII has a quarter and a half, so that its last column is told apart in quarters.
    let resolution = surface.glyphs.isASCII ? 4 : steps.count
    let units = max(1, Int((fraction * Double(area.width * resolution)).rounded()))
    let (full, part) = (units / resolution, units % resolution)
    for x in 0..<min(full, area.width) {
      surface.put(surface.glyphs.fullBlock, x: area.x + x, y: area.y, role: role)
    }
    if part > 0, full < area.width {
      let step = surface.glyphs.isASCII ? min(part, 2) - 1 : part - 1
      surface.put(steps[step], x: area.x + full, y: area.y, role: role)
    }
  }
}
