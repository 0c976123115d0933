internal import CTerminal
internal import TermCells

/// Sends the difference between the last surface and the next one to ncurses.
struct Painter {
  /// An appearance as ncurses takes it.
  private struct Look: Equatable {
    let attributes: UInt32
    let pair: Int32
  }

  private struct ColorPair: Hashable {
    let foreground: Int32
    let background: Int32
  }

  private let depth: TerminalCapabilities.ColorDepth
  private let pairLimit: Int32
  private var front: Surface?
  private var palette = Palette()
  private var looks: [Style: Look] = [:]
  private var pairs: [ColorPair: Int32] = [:]

  /// - Parameter pairs: how many colour pairs the terminal has; 0 without colours.
  init(depth: TerminalCapabilities.ColorDepth, pairs: Int32) {
    self.depth = depth
    pairLimit = pairs
  }

  /// Forgets what is on the screen, so that the next surface is painted whole.
  mutating func forget() {
    front = nil
  }

  /// Paints what has changed; false when nothing has, and nothing needs to be sent.
  mutating func paint(_ surface: Surface, palette: Palette) -> Bool {
    if palette != self.palette {
      self.palette = palette
      looks.removeAll(keepingCapacity: true)
      front = nil
    }
    let known = front.flatMap { $0.size == surface.size ? $0 : nil }
    var hasChanged = known == nil
    var run: [UInt32] = []
    for y in 0..<surface.height {
      let isRowChanged = paintRow(y, of: surface, over: known, run: &run)
      hasChanged = hasChanged || isRowChanged
    }
    front = surface
    return hasChanged
  }

  private mutating func paintRow(
    _ y: Int, of surface: Surface, over known: Surface?, run: inout [UInt32]
  ) -> Bool {
    var hasChanged = false
    var x = 0
    let row = y * surface.width
    while x < surface.width {
      if let known {
        guard
          let next = surface.firstDifference(from: known, in: (row + x)..<(row + surface.width))
        else { break }
        x = next - row
      }
      let cell = surface.cells[row + x]
      // The right half of a wide character goes with the left one.
      guard cell.width > 0 else {
        x += 1
        continue
      }
      let start = x
      let style = cell.style
      run.removeAll(keepingCapacity: true)
      repeat {
        run.append(contentsOf: surface.scalars(of: surface.cells[row + x]))
        x += max(1, Int(surface.cells[row + x].width))
      } while x < surface.width && surface.cells[row + x].style == style
        && known?.sameCell(as: surface, at: row + x) != true
      let look = look(of: style)
      unsafe rt_put_run(
        Int32(y), Int32(start), run, Int32(run.count), look.attributes, look.pair)
      hasChanged = true
    }
    return hasChanged
  }

  private mutating func look(of style: Style) -> Look {
    if let known = looks[style] { return known }
    let whole = palette.appearance(of: Cell(glyph: 0x20, width: 1, style: style))
    let reduced = ColorMap.reduced(whole, depth: depth, on: palette.ground)
    var attributes: UInt32 = 0
    for (attribute, bit) in [
      (Attributes.bold, RT_BOLD), (.dim, RT_DIM), (.italic, RT_ITALIC),
      (.underline, RT_UNDERLINE), (.reverse, RT_REVERSE),
    ] where reduced.attributes.contains(attribute) {
      attributes |= UInt32(bit)
    }
    let look = Look(
      attributes: attributes, pair: pair(reduced.foreground, reduced.background))
    looks[style] = look
    return look
  }

  /// The number of a colour pair; 0, the terminal's own colours, when there are no more.
  ///
  /// Pairs are never taken back: ncurses would recolour what is already on the screen.
  private mutating func pair(_ foreground: Color, _ background: Color) -> Int32 {
    let colors = ColorPair(foreground: code(foreground), background: code(background))
    if colors.foreground == -1, colors.background == -1 { return 0 }
    if let known = pairs[colors] { return known }
    let number = Int32(pairs.count) + 1
    guard number < pairLimit, rt_pair(number, colors.foreground, colors.background) else {
      return background == .standard ? 0 : pair(foreground, .standard)
    }
    pairs[colors] = number
    return number
  }

  private func code(_ color: Color) -> Int32 {
    color.components == nil ? color.rawValue : color.rawValue & 0xFF_FFFF
  }
}
