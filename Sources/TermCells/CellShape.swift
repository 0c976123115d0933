/// The shape of a line or block character in a cell of 8 by 17 units, for pictures.
///
/// Fonts leave gaps between such characters, or lack them; shapes do not.
struct CellShape {
  let rectangles: [Rect]
  /// In eighths.
  let opacity: Int

  private static let width = 8
  private static let height = 17

  /// The shape of `glyph`, or nil when it is to be written as text.
  init?(_ glyph: UInt32) {
    switch glyph {
    case 0x2581...0x2588:
      // Lower eighths; the full block is the eighth of them.
      let part = Int(glyph - 0x2580) * Self.height / 8
      self.init([Rect(x: 0, y: Self.height - part, width: Self.width, height: part)])
    case 0x2589...0x258F:
      self.init([Rect(x: 0, y: 0, width: Int(0x2590 - glyph), height: Self.height)])
    case 0x2580: self.init([Rect(x: 0, y: 0, width: Self.width, height: 8)])
    case 0x2591...0x2593:
      let whole = Rect(x: 0, y: 0, width: Self.width, height: Self.height)
      self.init([whole], opacity: Int(glyph - 0x2590) * 2)
    case 0x254C:
      self.init([Rect(x: 1, y: 8, width: 2, height: 1), Rect(x: 5, y: 8, width: 2, height: 1)])
    default:
      guard let scalar = Unicode.Scalar(glyph), let arms = Self.arms[scalar] else { return nil }
      self.init(Self.lines(arms))
    }
  }

  private init(_ rectangles: [Rect], opacity: Int = 8) {
    self.rectangles = rectangles
    self.opacity = opacity
  }

  /// How thick the arms to the left, right, top and bottom are: 0 none, 1 light, 3 heavy.
  private typealias Arms = (left: Int, right: Int, up: Int, down: Int)

  private static func lines(_ arms: Arms) -> [Rect] {
    // The middle of a line one unit thick is column 3 or row 8; heavy ones reach one to each side.
    let (x, y) = (3, 8)
    var result: [Rect] = []
    let vertical = max(arms.up, arms.down) / 2
    let horizontal = max(arms.left, arms.right) / 2
    if arms.left > 0 {
      result.append(
        Rect(x: 0, y: y - arms.left / 2, width: x + vertical + 1, height: arms.left))
    }
    if arms.right > 0 {
      let start = x - vertical
      result.append(
        Rect(x: start, y: y - arms.right / 2, width: width - start, height: arms.right))
    }
    if arms.up > 0 {
      result.append(
        Rect(x: x - arms.up / 2, y: 0, width: arms.up, height: y + horizontal + 1))
    }
    if arms.down > 0 {
      let start = y - horizontal
      result.append(
        Rect(x: x - arms.down / 2, y: start, width: arms.down, height: height - start))
    }
    return result
  }

  private static let arms: [Unicode.Scalar: Arms] = [
    "─": (1, 1, 0, 0), "│": (0, 0, 1, 1), "┌": (0, 1, 0, 1), "┐": (1, 0, 0, 1),
    "└": (0, 1, 1, 0), "┘": (1, 0, 1, 0), "├": (0, 1, 1, 1), "┤": (1, 0, 1, 1),
    "┬": (1, 1, 0, 1), "┴": (1, 1, 1, 0), "┼": (1, 1, 1, 1), "━": (3, 3, 0, 0),
    "┃": (0, 0, 3, 3), "┏": (0, 3, 0, 3), "┓": (3, 0, 0, 3), "┗": (0, 3, 3, 0),
    "┛": (3, 0, 3, 0), "┣": (0, 3, 3, 3), "┫": (3, 0, 3, 3), "┳": (3, 3, 0, 3),
    "┻": (3, 3, 3, 0), "╋": (3, 3, 3, 3), "╸": (3, 0, 0, 0), "╺": (0, 3, 0, 0),
    "╹": (0, 0, 3, 0), "╻": (0, 0, 0, 3),
  ]
}
