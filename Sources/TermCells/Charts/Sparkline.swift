/// One row of columns that start at zero: the shape of a series beside its numbers.
package struct Sparkline: Hashable, Sendable {
  package var samples: [Sample]
  /// How samples are put together when there are more than columns.
  package var bucketing: Bucketing
  /// The value of a full column; nil takes the greatest sample.
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

  /// Draws into the first row of `area`, one column a sample, and returns the columns used.
  ///
  /// A value that is not zero shows at least the lowest level; a negative one shows `▾`.
  @discardableResult
  package func draw(in area: Rect, on surface: inout Surface) -> Int {
    guard !area.isEmpty else { return 0 }
    let buckets = bucketing.buckets(of: samples, count: area.width)
    let top = maximum ?? buckets.compactMap(\.number).max() ?? 0
    let levels = surface.glyphs.levels
    for (column, bucket) in buckets.enumerated() {
      let x = area.x + column
      guard bucket != .future else { continue }
      guard let value = bucket.number else {
        surface.put(surface.glyphs.absent, x: x, y: area.y, role: .missing)
        continue
      }
      if value == 0 {
        surface.put(surface.glyphs.zero, x: x, y: area.y, role: role)
      } else if value < 0 {
        surface.put(surface.glyphs.negative, x: x, y: area.y, role: role)
      } else {
        let part = Scale(to: top).fraction(of: value) * Double(levels.count)
        let level = max(1, Int(part.rounded(.up)))
        surface.put(levels[min(level, levels.count) - 1], x: x, y: area.y, role: role)
      }
    }
    return buckets.count
  }
}
