/// A range of outcomes on one row, with marks and a ruler below: the landing against the goal.
package struct RangeRuler: Hashable, Sendable {
  /// The quantiles of a distribution.
  package struct Quantiles: Hashable, Sendable {
    package var p10: Double
    package var p25: Double
    package var p50: Double
    package var p75: Double
    package var p90: Double

    package init(p10: Double, p25: Double, p50: Double, p75: Double, p90: Double) {
      self.p10 = p10
      self.p25 = p25
      self.p50 = p50
      self.p75 = p75
      self.p90 = p90
    }
  }

  /// A value with its name, on a row of its own below the range.
  package struct Marker: Hashable, Sendable {
    package var value: Double
    package var label: String
    package var role: Role

    package init(_ value: Double, label: String, role: Role = .goal) {
      self.value = value
      self.label = label
      self.role = role
    }
  }

  /// A place on the ruler with its words.
  package struct Tick: Hashable, Sendable {
    package var value: Double
    package var label: String

    package init(_ value: Double, label: String) {
      self.value = value
      self.label = label
    }
  }

  package var scale: Scale
  /// nil when there is no distribution to show; the row then says that there is no data.
  package var quantiles: Quantiles?
  package var markers: [Marker]
  package var ticks: [Tick]

  package init(
    scale: Scale, quantiles: Quantiles?, markers: [Marker] = [], ticks: [Tick] = []
  ) {
    self.scale = scale
    self.quantiles = quantiles
    self.markers = markers
    self.ticks = ticks
  }

  /// The rows that show everything: the range, a row for each mark, the ruler and its words.
  package var height: Int { 1 + markers.count + (ticks.isEmpty ? 0 : 2) }

  /// Draws the range, then as many of the marks and of the ruler as there are rows for.
  package func draw(in area: Rect, on surface: inout Surface) {
    guard !area.isEmpty else { return }
    drawRange(in: area.row(0), on: &surface)
    for (index, marker) in markers.enumerated() {
      drawMarker(marker, in: area.row(index + 1), on: &surface)
    }
    guard !ticks.isEmpty, area.height >= markers.count + 2 else { return }
    drawRuler(in: area.row(markers.count + 1), words: area.row(markers.count + 2), on: &surface)
  }

  private func drawRange(in row: Rect, on surface: inout Surface) {
    guard let quantiles else {
      surface.put(surface.glyphs.absent, x: row.x, y: row.y, role: .missing)
      return
    }
    func fill(_ low: Double, _ high: Double, _ glyph: Unicode.Scalar, _ role: Role) {
      let first = scale.column(of: low, width: row.width)
      let last = scale.column(of: high, width: row.width)
      for x in min(first, last)...max(first, last) {
        surface.put(glyph, x: row.x + x, y: row.y, role: role)
      }
    }
    fill(quantiles.p10, quantiles.p90, surface.glyphs.rangeOuter, .range)
    fill(quantiles.p25, quantiles.p75, surface.glyphs.rangeInner, .rangeInner)
    fill(quantiles.p50, quantiles.p50, surface.glyphs.rangeMiddle, .median)
  }

  private func drawMarker(_ marker: Marker, in row: Rect, on surface: inout Surface) {
    guard !row.isEmpty else { return }
    let column = scale.column(of: marker.value, width: row.width)
    surface.put(surface.glyphs.markerUp, x: row.x + column, y: row.y, role: marker.role)
    let width = surface.columns(of: marker.label)
    let after = row.inset(left: column + 2)
    if width <= after.width || column < width + 1 {
      surface.write(marker.label, in: after, role: marker.role)
    } else {
      let before = row.leading(column - 1)
      surface.write(marker.label, in: before, alignment: .trailing, role: marker.role)
    }
  }

  private func drawRuler(in row: Rect, words: Rect, on surface: inout Surface) {
    for x in row.x..<row.maxX { surface.put(surface.glyphs.axisLine, x: x, y: row.y, role: .axis) }
    surface.put(surface.glyphs.axisEnd, x: row.x, y: row.y, role: .axis)
    surface.put(surface.glyphs.axisEnd, x: row.maxX - 1, y: row.y, role: .axis)
    var free = 0
    for tick in ticks where tick.value >= scale.lower && tick.value <= scale.upper {
      let column = scale.column(of: tick.value, width: row.width)
      surface.put(surface.glyphs.tick, x: row.x + column, y: row.y, role: .axis)
      guard !words.isEmpty else { continue }
      let width = surface.columns(of: tick.label)
      // The last words end at the edge; words that would touch others are left out.
      let start = min(column, max(0, words.width - width))
      guard start >= free else { continue }
      surface.write(tick.label, in: words.inset(left: start), role: .axis)
      free = start + width + 1
    }
  }
}
