/// A size in columns and rows, never negative.
package struct Size: Hashable, Sendable {
  package let width: Int
  package let height: Int

  package init(width: Int, height: Int) {
    self.width = max(0, width)
    self.height = max(0, height)
  }
}

/// A rectangle of cells; width and height are never negative.
package struct Rect: Hashable, Sendable {
  package let x: Int
  package let y: Int
  package let width: Int
  package let height: Int

  package init(x: Int, y: Int, width: Int, height: Int) {
    self.x = x
    self.y = y
    self.width = max(0, width)
    self.height = max(0, height)
  }

  package static let zero = Rect(x: 0, y: 0, width: 0, height: 0)

  package var isEmpty: Bool { width == 0 || height == 0 }
  /// The first column to the right of the rectangle.
  package var maxX: Int { x + width }
  /// The first row below the rectangle.
  package var maxY: Int { y + height }
  package var size: Size { Size(width: width, height: height) }

  package func contains(x column: Int, y row: Int) -> Bool {
    column >= x && column < maxX && row >= y && row < maxY
  }

  /// The part that both rectangles cover, possibly empty.
  package func intersection(_ other: Rect) -> Rect {
    let (left, top) = (max(x, other.x), max(y, other.y))
    return Rect(
      x: left, y: top, width: min(maxX, other.maxX) - left, height: min(maxY, other.maxY) - top)
  }

  /// The rectangle without its margins.
  package func inset(left: Int = 0, top: Int = 0, right: Int = 0, bottom: Int = 0) -> Rect {
    Rect(x: x + left, y: y + top, width: width - left - right, height: height - top - bottom)
  }

  /// The rectangle without `margin` cells on every side.
  package func inset(by margin: Int) -> Rect {
    inset(left: margin, top: margin, right: margin, bottom: margin)
  }

  /// Row `index` from the top as a rectangle one row high; empty when there is no such row.
  package func row(_ index: Int) -> Rect {
    guard index >= 0, index < height else { return Rect(x: x, y: y + index, width: 0, height: 0) }
    return Rect(x: x, y: y + index, width: width, height: 1)
  }

  /// The first `count` rows.
  package func top(_ count: Int) -> Rect {
    Rect(x: x, y: y, width: width, height: min(height, count))
  }

  /// The last `count` rows.
  package func bottom(_ count: Int) -> Rect {
    let rows = max(0, min(height, count))
    return Rect(x: x, y: maxY - rows, width: width, height: rows)
  }

  /// The first `count` columns.
  package func leading(_ count: Int) -> Rect {
    Rect(x: x, y: y, width: min(width, count), height: height)
  }

  /// The last `count` columns.
  package func trailing(_ count: Int) -> Rect {
    let columns = max(0, min(width, count))
    return Rect(x: maxX - columns, y: y, width: columns, height: height)
  }

  /// A rectangle of this size in the middle, cut to fit.
  package func centered(width wanted: Int, height rows: Int) -> Rect {
    let (wide, high) = (max(0, min(width, wanted)), max(0, min(height, rows)))
    return Rect(
      x: x + (width - wide) / 2, y: y + (height - high) / 2, width: wide, height: high)
  }
}
