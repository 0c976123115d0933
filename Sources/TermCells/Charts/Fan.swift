/// What has been reached so far and where it may go, step by step, against a goal.
package struct Fan: Hashable, Sendable {
  /// Words at the right edge, at the height of a value: `P50 4.3M`.
  package struct Note: Hashable, Sendable {
    package var value: Double
    package var text: String
    package var role: Role

    package init(_ value: Double, _ text: String, role: Role = .axis) {
      self.value = value
      self.text = text
      self.role = role
    }
  }

  /// Words below a step: `wk5`.
  package struct StepLabel: Hashable, Sendable {
    package var step: Int
    package var text: String

    package init(_ step: Int, _ text: String) {
      self.step = step
      self.text = text
    }
  }

  /// What was reached at the end of each past step, from the first on.
  package var actual: [Sample]
  /// The outcomes at the end of each step to come.
  package var bands: [RangeRuler.Quantiles]
  package var goal: Double?
  package var scale: Scale
  package var notes: [Note]
  package var stepLabels: [StepLabel]

  package init(
    actual: [Sample], bands: [RangeRuler.Quantiles], goal: Double? = nil, scale: Scale,
    notes: [Note] = [], stepLabels: [StepLabel] = []
  ) {
    self.actual = actual
    self.bands = bands
    self.goal = goal
    self.scale = scale
    self.notes = notes
    self.stepLabels = stepLabels
  }

  private var steps: Int { actual.count + bands.count }

  /// Draws the chart with its axes; `label` puts the value of a row's upper edge into words.
  ///
  /// Under 2 rows or 10 columns of plot nothing is drawn: a `RangeRuler` says more there.
  package func draw(in area: Rect, on surface: inout Surface, label: (Double) -> String) {
    let rows = area.height - 2
    guard rows >= 2, steps > 0 else { return }
    let labels = (0..<rows).map { row in
      label(scale.lower + (scale.upper - scale.lower) * Double(rows - row) / Double(rows))
    }
    let left = (labels.map { surface.columns(of: $0) }.max() ?? 0) + 1
    let right = notes.map { surface.columns(of: $0.text) + 1 }.max() ?? 0
    let plot = area.inset(left: left, right: right, bottom: 2)
    guard plot.width >= 10 else { return }
    for row in 0..<rows {
      let place = Rect(x: area.x, y: area.y + row, width: left - 1, height: 1)
      if row == 0 || labels[row] != labels[row - 1] {
        surface.write(labels[row], in: place, alignment: .trailing, role: .axis)
      }
      surface.put(surface.glyphs.light.vertical, x: plot.x - 1, y: area.y + row, role: .axis)
    }
    drawGoal(in: plot, on: &surface)
    for x in 0..<plot.width { drawColumn(x, in: plot, on: &surface) }
    drawNotes(in: plot, right: area.maxX, on: &surface)
    drawSteps(below: plot, on: &surface)
  }

  /// The row from the top in which `value` lies, or nil when it is off the chart.
  private func row(of value: Double, in plot: Rect) -> Int? {
    guard value >= scale.lower, value <= scale.upper else { return nil }
    return plot.height - 1 - scale.column(of: value, width: plot.height)
  }

  private func drawGoal(in plot: Rect, on surface: inout Surface) {
    guard let goal, let row = row(of: goal, in: plot) else { return }
    for x in plot.x..<plot.maxX {
      surface.put(surface.glyphs.goalLine, x: x, y: plot.y + row, role: .goal)
    }
  }

  private func drawColumn(_ x: Int, in plot: Rect, on surface: inout Surface) {
    let step = x * steps / plot.width
    if step < actual.count {
      drawActual(actual[step], x: plot.x + x, in: plot, on: &surface)
      return
    }
    let band = band(at: (Double(x) + 0.5) * Double(steps) / Double(plot.width) - 1)
    let unit = (scale.upper - scale.lower) / Double(plot.height)
    for row in 0..<plot.height {
      let middle = scale.upper - (Double(row) + 0.5) * unit
      let y = plot.y + row
      if middle >= band.p25, middle <= band.p75 {
        surface.put(surface.glyphs.rangeInner, x: plot.x + x, y: y, role: .rangeInner)
      } else if middle >= band.p10, middle <= band.p90 {
        surface.put(surface.glyphs.rangeOuter, x: plot.x + x, y: y, role: .range)
      }
    }
    // Last, so that nothing hides it.
    if let row = row(of: band.p50, in: plot) {
      surface.put(surface.glyphs.median, x: plot.x + x, y: plot.y + row, role: .median)
    }
  }

  private func drawActual(_ sample: Sample, x: Int, in plot: Rect, on surface: inout Surface) {
    guard sample != .future else { return }
    let bottom = plot.maxY - 1
    guard let value = sample.number else {
      surface.put(surface.glyphs.absent, x: x, y: bottom, role: .missing)
      return
    }
    guard value != 0 else {
      surface.put(surface.glyphs.zero, x: x, y: bottom, role: .bar)
      return
    }
    let halves = max(1, Int((scale.fraction(of: value) * Double(plot.height * 2)).rounded()))
    for row in 0..<(halves / 2) {
      surface.put(surface.glyphs.fullBlock, x: x, y: bottom - row, role: .bar)
    }
    if halves % 2 == 1 {
      surface.put(surface.glyphs.halfColumn, x: x, y: bottom - halves / 2, role: .bar)
    }
  }

  /// The band at a place between steps, from the last value reached to the last step.
  private func band(at position: Double) -> RangeRuler.Quantiles {
    let place = max(0, position - Double(actual.count - 1))
    let index = min(bands.count, Int(place))
    let (low, high) = (edge(index), edge(min(bands.count, index + 1)))
    let part = place - Double(index)
    func between(_ one: Double, _ other: Double) -> Double { one + (other - one) * part }
    return RangeRuler.Quantiles(
      p10: between(low.p10, high.p10), p25: between(low.p25, high.p25),
      p50: between(low.p50, high.p50), p75: between(low.p75, high.p75),
      p90: between(low.p90, high.p90))
  }

  /// The band at the end of future step `index`; 0 is what has been reached.
  private func edge(_ index: Int) -> RangeRuler.Quantiles {
    if index > 0 { return bands[index - 1] }
    guard let value = actual.last(where: { $0.number != nil })?.number else { return bands[0] }
    return RangeRuler.Quantiles(p10: value, p25: value, p50: value, p75: value, p90: value)
  }

  private func drawNotes(in plot: Rect, right edge: Int, on surface: inout Surface) {
    var taken: Set<Int> = []
    for note in notes {
      // Notes of values close to each other stand above and below.
      guard let wanted = row(of: note.value, in: plot),
        let row = [wanted, wanted - 1, wanted + 1].first(where: {
          $0 >= 0 && $0 < plot.height && !taken.contains($0)
        })
      else { continue }
      taken.insert(row)
      let place = Rect(x: plot.maxX, y: plot.y + row, width: edge - plot.maxX, height: 1)
      surface.write(note.text, in: place.inset(left: 1), role: note.role)
    }
  }

  private func drawSteps(below plot: Rect, on surface: inout Surface) {
    for x in plot.x..<plot.maxX {
      surface.put(surface.glyphs.axisLine, x: x, y: plot.maxY, role: .axis)
    }
    surface.put(surface.glyphs.axisCorner, x: plot.x - 1, y: plot.maxY, role: .axis)
    var free = 0
    for label in stepLabels where label.step >= 0 && label.step < steps {
      let column = label.step * plot.width / steps
      let width = surface.columns(of: label.text)
      guard column >= free, column + width <= plot.width else { continue }
      surface.write(label.text, x: plot.x + column, y: plot.maxY + 1, role: .axis)
      free = column + width + 1
    }
  }
}
