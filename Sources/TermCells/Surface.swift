/// A frame in the making: a grid of cells that views draw on and a terminal shows.
///
/// A value: drawing is a pure function from a model to cells, and tests compare what came out.
/// Whatever falls outside of `clip` is dropped, so no size makes a view trap. Wide characters stay
/// whole: writing over one half blanks the other.
package struct Surface: Sendable {
  package let width: Int
  package let height: Int
  /// The characters for frames and charts; `.ascii` lets no character beyond ASCII in.
  package let glyphs: GlyphSet
  /// Row by row; `width * height` of them.
  package private(set) var cells: [Cell]
  private(set) var clusters: [Cluster] = []
  private var clusterIndex: [Cluster: UInt32] = [:]
  private var window: Rect
  /// Where the terminal's own cursor is to stand, for readers that follow it; hidden when nil.
  package var cursor: CursorPlace?

  package init(width: Int, height: Int, glyphs: GlyphSet = .block) {
    self.width = max(0, width)
    self.height = max(0, height)
    self.glyphs = glyphs
    cells = Array(repeating: .blank, count: self.width * self.height)
    window = Rect(x: 0, y: 0, width: width, height: height)
  }

  package init(_ size: Size, glyphs: GlyphSet = .block) {
    self.init(width: size.width, height: size.height, glyphs: glyphs)
  }

  package var size: Size { Size(width: width, height: height) }
  package var bounds: Rect { Rect(x: 0, y: 0, width: width, height: height) }

  /// The part that can be drawn on, within `bounds`.
  package var clip: Rect {
    get { window }
    set { window = newValue.intersection(bounds) }
  }

  /// Draws with the clip narrowed to `area`, and puts the clip back.
  package mutating func clipped(to area: Rect, _ draw: (inout Surface) -> Void) {
    let before = window
    window = area.intersection(window)
    draw(&self)
    window = before
  }

  /// The cell at a place; a blank one outside of the surface.
  package subscript(x: Int, y: Int) -> Cell {
    guard bounds.contains(x: x, y: y) else { return .blank }
    return cells[y * width + x]
  }

  /// The scalars to be sent for a cell: none for the right half of a wide character.
  package func scalars(of cell: Cell) -> [UInt32] {
    if let index = cell.clusterIndex { return clusters[index].scalars }
    return cell.width == 0 ? [] : [cell.glyph]
  }

  /// The character of a cell with its marks.
  package func cluster(of cell: Cell) -> Cluster {
    if let index = cell.clusterIndex { return clusters[index] }
    return Cluster(base: cell.glyph)
  }

  // MARK: - Cells

  /// Makes everything a blank in ordinary text, and the clip the whole surface.
  package mutating func clear() {
    for index in cells.indices { cells[index] = .blank }
    clusters.removeAll(keepingCapacity: true)
    clusterIndex.removeAll(keepingCapacity: true)
    window = bounds
  }

  /// Fills `area` with one character of one column.
  package mutating func fill(_ area: Rect, with scalar: Unicode.Scalar = " ", style: Style = .text)
  {
    let part = area.intersection(window)
    for y in part.y..<part.maxY {
      for x in part.x..<part.maxX { put(scalar, x: x, y: y, style: style) }
    }
  }

  /// Fills `area` with one character of one column.
  package mutating func fill(_ area: Rect, with scalar: Unicode.Scalar = " ", role: Role) {
    fill(area, with: scalar, style: Style(role))
  }

  /// Sets one cell to a character of one column; anything else becomes a replacement.
  package mutating func put(_ scalar: Unicode.Scalar, x: Int, y: Int, style: Style) {
    guard window.contains(x: x, y: y) else { return }
    var value = scalar.value
    if value < 0x20 || value > 0x7E {
      if ScalarKind(value) != .narrow { value = 0xFFFD }
      if glyphs.isASCII { value = ASCIITwin.of(value) ?? 0x3F }
    }
    set(Cell(glyph: value, width: 1, style: style), x: x, y: y)
  }

  /// Sets one cell to a character of one column.
  package mutating func put(_ scalar: Unicode.Scalar, x: Int, y: Int, role: Role = .text) {
    put(scalar, x: x, y: y, style: Style(role))
  }

  /// Gives `area` another role and keeps its characters and attributes.
  package mutating func restyle(_ area: Rect, role: Role) {
    changeCells(in: area) { $0.role = role }
  }

  /// Adds attributes to `area`, such as `.reverse` for a selected row.
  package mutating func add(_ attributes: Attributes, to area: Rect) {
    changeCells(in: area) { $0.attributes.formUnion(attributes) }
  }

  private mutating func changeCells(in area: Rect, _ change: (inout Cell) -> Void) {
    let part = area.intersection(window)
    for y in part.y..<part.maxY {
      for x in part.x..<part.maxX { change(&cells[y * width + x]) }
    }
  }

  /// Puts a cluster that has passed the gate; the caller has checked that it fits.
  mutating func set(_ glyph: Glyph, style: Style, x: Int, y: Int) {
    let value = glyph.cluster.marks == .zero ? glyph.cluster.base : intern(glyph.cluster)
    set(Cell(glyph: value, width: UInt8(glyph.width), style: style), x: x, y: y)
  }

  private mutating func intern(_ cluster: Cluster) -> UInt32 {
    if let known = clusterIndex[cluster] { return known }
    let index = UInt32(clusters.count) | Cell.clusterBit
    clusters.append(cluster)
    clusterIndex[cluster] = index
    return index
  }

  private mutating func set(_ cell: Cell, x: Int, y: Int) {
    let index = y * width + x
    parePair(at: index, column: x)
    cells[index] = cell
    if cell.width == 2 {
      parePair(at: index + 1, column: x + 1)
      cells[index + 1] = Cell(glyph: 0, width: 0, style: cell.style)
    }
  }

  /// Blanks the other half of the wide character whose one half is about to be overwritten.
  private mutating func parePair(at index: Int, column: Int) {
    switch cells[index].width {
    case 2 where column + 1 < width:
      cells[index + 1] = Cell(glyph: 0x20, width: 1, style: cells[index + 1].style)
    case 0 where column > 0:
      cells[index - 1] = Cell(glyph: 0x20, width: 1, style: cells[index - 1].style)
    default: break
    }
  }
}

/// A cell by its column and row, from 0.
package struct CursorPlace: Hashable, Sendable {
  package var x: Int
  package var y: Int

  package init(x: Int, y: Int) {
    self.x = x
    self.y = y
  }
}

extension Surface: Equatable {
  /// Whether both look the same; the order in which clusters were met does not matter.
  package static func == (left: Surface, right: Surface) -> Bool {
    guard left.width == right.width, left.height == right.height else { return false }
    return left.firstDifference(from: right, in: left.cells.indices) == nil
  }

  /// The first place in `range` where the two look different; nil when there is none.
  ///
  /// The surfaces have one size, and the range lies within their cells.
  package func firstDifference(from other: Surface, in range: Range<Int>) -> Int? {
    let (mine, theirs) = (cells.span, other.cells.span)
    for index in range {
      let cell = mine[index]
      if cell == theirs[index], cell.glyph & Cell.clusterBit == 0 { continue }
      if !sameCell(as: other, at: index) { return index }
    }
    return nil
  }

  /// Whether the cell at `index` looks the same in both; the surfaces have one size.
  package func sameCell(as other: Surface, at index: Int) -> Bool {
    let (mine, theirs) = (cells[index], other.cells[index])
    if (mine.glyph | theirs.glyph) & Cell.clusterBit == 0 { return mine == theirs }
    return mine.style == theirs.style && mine.width == theirs.width
      && cluster(of: mine) == other.cluster(of: theirs)
  }
}
