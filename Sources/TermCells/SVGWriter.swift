/// Draws a surface as an SVG picture that looks the same in every browser.
///
/// Lines and blocks are shapes, so that they join whatever the font; text is text, and each run says
/// how long it is, so that columns stay straight in any monospaced font.
package struct SVGWriter: Sendable {
  package var palette: Palette
  /// What the terminal's own text colour is in the picture.
  package var foreground: RGB
  /// What the terminal's own background is in the picture.
  package var background: RGB

  static let cellWidth = 8
  static let cellHeight = 17
  static let margin = 8

  package init(
    palette: Palette, foreground: RGB = RGB(red: 0xD8, green: 0xD8, blue: 0xD8),
    background: RGB = RGB(red: 0x1E, green: 0x1E, blue: 0x1E)
  ) {
    self.palette = palette
    self.foreground = foreground
    self.background = background
  }

  /// The picture as a document; `title` is read out by screen readers.
  package func document(of surface: Surface, title: String) -> String {
    let width = surface.width * Self.cellWidth + 2 * Self.margin
    let height = surface.height * Self.cellHeight + 2 * Self.margin
    var out = """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width) \(height)" \
      width="\(width)" height="\(height)" role="img" font-size="13" \
      font-family="ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace">
      <title>\(Self.escaped(DisplayText.cleaned(title)))</title>
      <rect width="100%" height="100%" fill="\(background.hex)"/>
      <g transform="translate(\(Self.margin) \(Self.margin))" xml:space="preserve">

      """
    for y in 0..<surface.height { out += row(y, of: surface) }
    return out + "</g>\n</svg>\n"
  }

  /// What a run of cells is painted with.
  private struct Paint: Equatable {
    var foreground: RGB
    var background: RGB
    var attributes: Attributes
  }

  private func paint(of cell: Cell) -> Paint {
    let look = palette.appearance(of: cell)
    var fore = ColorMap.rgb(of: look.foreground) ?? foreground
    var back = ColorMap.rgb(of: look.background) ?? background
    if look.attributes.contains(.reverse) { swap(&fore, &back) }
    if look.attributes.contains(.dim) { fore = mixed(fore, back) }
    return Paint(
      foreground: fore, background: back,
      attributes: look.attributes.intersection([.bold, .italic, .underline]))
  }

  /// Two parts of the one and one of the other.
  private func mixed(_ one: RGB, _ other: RGB) -> RGB {
    func mix(_ left: UInt8, _ right: UInt8) -> UInt8 { UInt8((Int(left) * 2 + Int(right)) / 3) }
    return RGB(
      red: mix(one.red, other.red), green: mix(one.green, other.green),
      blue: mix(one.blue, other.blue))
  }

  /// One row's shapes and words.
  func row(_ y: Int, of surface: Surface) -> String {
    let cells = Array(surface.cells[(y * surface.width)..<((y + 1) * surface.width)])
    let paints = cells.map { paint(of: $0) }
    let line = Rect(x: 0, y: y * Self.cellHeight, width: 0, height: Self.cellHeight)
    var backs = Blocks()
    var shapes = Blocks()
    var texts = ""
    var x = 0
    while x < cells.count {
      var end = x + 1
      while end < cells.count, cells[end].width == 0 || paints[end] == paints[x] { end += 1 }
      let (left, width) = (x * Self.cellWidth, (end - x) * Self.cellWidth)
      if paints[x].background != background {
        let area = Rect(x: left, y: line.y, width: width, height: line.height)
        backs.append(area, fill: paints[x].background)
      }
      if paints[x].attributes.contains(.underline) {
        shapes.append(
          Rect(x: left, y: line.maxY - 2, width: width, height: 1), fill: paints[x].foreground)
      }
      draw(cells[x..<end], of: surface, y: line.y, paints[x], shapes: &shapes, texts: &texts)
      x = end
    }
    return backs.text + shapes.text + texts
  }

  private func draw(
    _ cells: ArraySlice<Cell>, of surface: Surface, y: Int, _ paint: Paint, shapes: inout Blocks,
    texts: inout String
  ) {
    var word = String.UnicodeScalarView()
    var start = cells.startIndex
    func flush() {
      while word.last == " " { word.removeLast() }
      if !word.isEmpty { texts += text(String(word), x: start * Self.cellWidth, y: y, paint) }
      word = String.UnicodeScalarView()
    }
    for x in cells.indices where cells[x].width > 0 {
      let cell = cells[x]
      if let shape = CellShape(cell.glyph) {
        flush()
        for part in shape.rectangles {
          let place = Rect(
            x: x * Self.cellWidth + part.x, y: y + part.y, width: part.width, height: part.height)
          shapes.append(place, fill: paint.foreground, opacity: shape.opacity)
        }
        continue
      }
      // A wide character is a run of its own: fonts do not make it exactly two columns.
      if cell.width == 2 { flush() }
      // Nor do all viewers keep blanks that stand together.
      if cell.glyph == 0x20, word.last == " " { flush() }
      if word.isEmpty {
        if cell.glyph == 0x20 { continue }
        start = x
      }
      word.append(surface.cluster(of: cell))
      if cell.width == 2 { flush() }
    }
    flush()
  }

  private func text(_ word: String, x: Int, y: Int, _ paint: Paint) -> String {
    let length = DisplayText.width(of: word) * Self.cellWidth
    var extra = ""
    if paint.attributes.contains(.bold) { extra += " font-weight=\"bold\"" }
    if paint.attributes.contains(.italic) { extra += " font-style=\"italic\"" }
    return """
      <text x="\(x)" y="\(y + 13)" \
      textLength="\(length)" lengthAdjust="spacingAndGlyphs" \
      fill="\(paint.foreground.hex)"\(extra)>\(Self.escaped(word))</text>

      """
  }

  static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default: result.append(character)
      }
    }
    return result
  }
}

/// Rectangles of one row; those that continue each other become one.
private struct Blocks {
  private var list: [(area: Rect, fill: RGB, opacity: Int)] = []

  /// - Parameter opacity: in eighths.
  mutating func append(_ area: Rect, fill: RGB, opacity: Int = 8) {
    if let last = list.last, last.fill == fill, last.opacity == opacity,
      last.area.y == area.y, last.area.height == area.height, last.area.maxX >= area.x,
      last.area.x <= area.x
    {
      let end = max(last.area.maxX, area.maxX)
      list[list.count - 1].area = Rect(
        x: last.area.x, y: area.y, width: end - last.area.x, height: area.height)
    } else {
      list.append((area, fill, opacity))
    }
  }

  var text: String {
    list.map { block in
      let faded = block.opacity == 8 ? "" : " fill-opacity=\"0.\(block.opacity * 125)\""
      return "<rect x=\"\(block.area.x)\" y=\"\(block.area.y)\" width=\"\(block.area.width)\" "
        + "height=\"\(block.area.height)\" fill=\"\(block.fill.hex)\"\(faded)/>\n"
    }.joined()
  }
}
