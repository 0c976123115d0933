/// A series over several rows that starts at zero: columns, or a line of dots with braille.
package struct Trend: Hashable, Sendable {
  package var samples: [Sample]
  /// How samples are put together when there are more than places.
  package var bucketing: Bucketing
  /// The value at the top; nil takes the greatest sample.
  package var maximum: Double?
  package var role: Role

  package init(
    _ samples: [Sample], bucketing: Bucketing, maximum: Double? = nil, role: Role = .bar
  ) {
    self.samples = samples
    self.bucketing = bucketing
    self.maximum = maximum
    self.role = role
  }

  /// Draws the whole of `area`; samples spread over its width when there are fewer than columns.
  package func draw(in area: Rect, on surface: inout Surface) {
    guard !area.isEmpty, !samples.isEmpty else { return }
    let places = surface.glyphs.hasBraille ? area.width * 2 : area.width
    let buckets = bucketing.buckets(of: samples, count: places)
    let scale = Scale(to: maximum ?? buckets.compactMap(\.number).max() ?? 1)
    if surface.glyphs.hasBraille {
      drawLine(buckets, scale, in: area, on: &surface)
    } else {
      for x in 0..<area.width {
        let bucket = buckets[x * buckets.count / area.width]
        drawColumn(bucket, scale, x: area.x + x, in: area, on: &surface)
      }
    }
  }

  private func drawColumn(
    _ sample: Sample, _ scale: Scale, x: Int, in area: Rect, on surface: inout Surface
  ) {
    guard sample != .future else { return }
    let bottom = area.maxY - 1
    guard let value = sample.number, value > 0 else {
      let glyphs = surface.glyphs
      let sign = sample.number.map { $0 == 0 ? glyphs.zero : glyphs.negative } ?? glyphs.absent
      surface.put(sign, x: x, y: bottom, role: sample.number == nil ? .missing : role)
      return
    }
    let levels = surface.glyphs.levels
    let units = max(
      1, Int((scale.fraction(of: value) * Double(area.height * levels.count)).rounded()))
    for row in 0..<(units / levels.count) {
      surface.put(surface.glyphs.fullBlock, x: x, y: bottom - row, role: role)
    }
    if units % levels.count > 0 {
      let y = bottom - units / levels.count
      surface.put(levels[units % levels.count - 1], x: x, y: y, role: role)
    }
  }

  /// Dots two by four in a cell; a sample that is not there leaves a gap, with `·` when it is absent.
  private func drawLine(
    _ buckets: [Sample], _ scale: Scale, in area: Rect, on surface: inout Surface
  ) {
    let bits: [[UInt32]] = [[0x40, 0x04, 0x02, 0x01], [0x80, 0x20, 0x10, 0x08]]
    var dots = [UInt32](repeating: 0, count: area.width * area.height)
    var absent: Set<Int> = []
    var before: Int?
    for place in 0..<(area.width * 2) {
      let sample = buckets[place * buckets.count / (area.width * 2)]
      guard let value = sample.number else {
        if sample == .absent { absent.insert(place / 2) }
        before = nil
        continue
      }
      let height = scale.column(of: value, width: area.height * 4)
      // A steep line is filled in from the dot before.
      for dot in min(height, before ?? height)...max(height, before ?? height) {
        let row = area.height - 1 - dot / 4
        dots[row * area.width + place / 2] |= bits[place % 2][dot % 4]
      }
      before = height
    }
    for (index, pattern) in dots.enumerated() where pattern != 0 {
      guard let scalar = Unicode.Scalar(0x2800 + pattern) else { continue }
      surface.put(
        scalar, x: area.x + index % area.width, y: area.y + index / area.width, role: role)
    }
    for column in absent where surface[area.x + column, area.maxY - 1].glyph == 0x20 {
      surface.put(surface.glyphs.absent, x: area.x + column, y: area.maxY - 1, role: .missing)
    }
  }
}
