/// The wish of one track in a row or column layout, in cells.
package enum Track: Hashable, Sendable {
  /// Exactly this many cells, as long as there are any.
  case fixed(Int)
  /// At least this many, and a share of what is left over.
  case atLeast(Int)
  /// A part of the whole, as `.fraction(1, of: 3)`.
  case fraction(Int, of: Int)
  /// A share of what is left over, by weight.
  case fill(Int)
}

/// Splits a length among tracks.
package enum Layout {
  /// Cells for each track; never negative, and together never more than `length`.
  ///
  /// Fixed, minimum and fraction are served first, in order, so the last tracks are the ones that
  /// vanish from a small screen; what is left goes to `fill` by weight and to `atLeast` as weight 1,
  /// odd cells to the first of them.
  package static func lengths(of tracks: [Track], in length: Int) -> [Int] {
    let whole = max(0, length)
    var left = whole
    var result: [Int] = []
    var weights: [Int] = []
    for track in tracks {
      let wanted: Int
      switch track {
      case .fixed(let cells):
        wanted = cells
        weights.append(0)
      case .atLeast(let cells):
        wanted = cells
        weights.append(1)
      case .fraction(let part, let parts):
        wanted = parts > 0 ? whole * max(0, min(part, parts)) / parts : 0
        weights.append(0)
      case .fill(let weight):
        wanted = 0
        weights.append(max(0, weight))
      }
      let given = max(0, min(left, wanted))
      result.append(given)
      left -= given
    }
    var weightLeft = weights.reduce(0, +)
    for index in result.indices where weights[index] > 0 {
      // Rounded up: the odd cell goes to the earlier track.
      let share = (left * weights[index] + weightLeft - 1) / weightLeft
      result[index] += share
      left -= share
      weightLeft -= weights[index]
    }
    return result
  }
}

extension Rect {
  /// Rectangles below each other, one for each track, `gap` rows apart.
  package func rows(_ tracks: [Track], gap: Int = 0) -> [Rect] {
    let space = max(0, gap)
    let lengths = Layout.lengths(of: tracks, in: height - space * max(0, tracks.count - 1))
    var top = y
    return lengths.map { length in
      defer { top += length + space }
      return Rect(x: x, y: top, width: width, height: length).intersection(self)
    }
  }

  /// Rectangles beside each other, one for each track, `gap` columns apart.
  package func columns(_ tracks: [Track], gap: Int = 0) -> [Rect] {
    let space = max(0, gap)
    let lengths = Layout.lengths(of: tracks, in: width - space * max(0, tracks.count - 1))
    var left = x
    return lengths.map { length in
      defer { left += length + space }
      return Rect(x: left, y: y, width: length, height: height).intersection(self)
    }
  }
}
