/// The characters that frames and charts are drawn with.
///
/// A surface has one, so that views and charts draw the same thing for every terminal.
package struct GlyphSet: Equatable, Sendable {
  package enum Kind: String, CaseIterable, Sendable {
    /// Nothing beyond ASCII leaves the program.
    case ascii
    /// Box drawing and block elements: what a UTF-8 terminal shows in every font.
    case block
    /// As `block`, with braille dots for long lines.
    case braille
    /// Nothing but words: lines, bars and charts are blank, for people who listen to the screen.
    case words
  }

  /// The lines of a frame.
  package struct Border: Equatable, Sendable {
    package let horizontal: Unicode.Scalar
    package let vertical: Unicode.Scalar
    package let topLeft: Unicode.Scalar
    package let topRight: Unicode.Scalar
    package let bottomLeft: Unicode.Scalar
    package let bottomRight: Unicode.Scalar
    /// Joins: a line that leaves to the right, left, downwards, upwards, and in all directions.
    package let teeRight: Unicode.Scalar
    package let teeLeft: Unicode.Scalar
    package let teeDown: Unicode.Scalar
    package let teeUp: Unicode.Scalar
    package let cross: Unicode.Scalar
  }

  package let kind: Kind
  package let light: Border
  package let heavy: Border
  /// Parts of a horizontal bar's last column, thinnest first; the full column comes last.
  package let barSteps: [Unicode.Scalar]
  /// Levels of a sparkline or a column, lowest first; the full cell comes last.
  package let levels: [Unicode.Scalar]
  /// Parts of a stacked bar, in order; at most this many.
  package let parts: [Unicode.Scalar]
  package let zero: Unicode.Scalar
  package let absent: Unicode.Scalar
  package let negative: Unicode.Scalar
  package let ellipsis: Unicode.Scalar
  package let rangeOuter: Unicode.Scalar
  package let rangeInner: Unicode.Scalar
  package let rangeMiddle: Unicode.Scalar
  package let median: Unicode.Scalar
  package let goalLine: Unicode.Scalar
  package let markerUp: Unicode.Scalar
  package let markerDown: Unicode.Scalar
  package let halfColumn: Unicode.Scalar
  package let fullBlock: Unicode.Scalar
  package let increase: Unicode.Scalar
  package let decrease: Unicode.Scalar
  package let tick: Unicode.Scalar
  package let axisEnd: Unicode.Scalar
  package let axisLine: Unicode.Scalar
  package let axisCorner: Unicode.Scalar
  package let sortAscending: Unicode.Scalar
  package let sortDescending: Unicode.Scalar
  package let pointer: Unicode.Scalar
  package let mark: Unicode.Scalar

  /// Whether nothing beyond ASCII may leave.
  package var isASCII: Bool { kind == .ascii }
  /// Whether long lines are drawn in dots, two by four in a cell.
  package var hasBraille: Bool { kind == .braille }

  package init(_ kind: Kind) {
    self = kind == .words ? GlyphSet(blank: " ") : GlyphSet(drawn: kind)
  }

  private init(drawn kind: Kind) {
    let plain = kind == .ascii
    self.kind = kind
    light = plain ? .asciiLight : .light
    heavy = plain ? .asciiHeavy : .heavy
    barSteps = plain ? ["-", "=", "#"] : ["▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"]
    levels = plain ? [".", ":", "|", "#"] : ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
    parts = plain ? ["#", "*", "+", "."] : ["█", "▓", "▒", "░"]
    zero = "_"
    absent = plain ? "," : "·"
    negative = plain ? "v" : "▾"
    ellipsis = plain ? "~" : "…"
    rangeOuter = plain ? "." : "░"
    rangeInner = plain ? ":" : "▒"
    rangeMiddle = plain ? "|" : "┃"
    median = plain ? "=" : "━"
    goalLine = plain ? "-" : "╌"
    markerUp = plain ? "^" : "▲"
    markerDown = plain ? "v" : "▼"
    halfColumn = plain ? "." : "▄"
    fullBlock = plain ? "#" : "█"
    increase = plain ? ":" : "▒"
    decrease = plain ? "." : "░"
    tick = plain ? "+" : "┴"
    axisEnd = plain ? "+" : "┴"
    axisLine = plain ? "-" : "─"
    axisCorner = plain ? "+" : "└"
    sortAscending = plain ? "^" : "▲"
    sortDescending = plain ? "v" : "▼"
    pointer = ">"
    mark = "*"
  }

  /// Every sign of a chart or frame is `blank`; only what carries meaning in a line of text stays.
  private init(blank: Unicode.Scalar) {
    kind = .words
    light = .init(all: blank)
    heavy = .init(all: blank)
    barSteps = [blank]
    levels = [blank]
    parts = [blank]
    zero = blank
    absent = blank
    negative = blank
    ellipsis = "…"
    rangeOuter = blank
    rangeInner = blank
    rangeMiddle = blank
    median = blank
    goalLine = blank
    markerUp = blank
    markerDown = blank
    halfColumn = blank
    fullBlock = blank
    increase = blank
    decrease = blank
    tick = blank
    axisEnd = blank
    axisLine = blank
    axisCorner = blank
    sortAscending = "^"
    sortDescending = "v"
    pointer = blank
    mark = "*"
  }

  package static let words = GlyphSet(.words)
  /// Between the cells of a table that is drawn in words.
  package static let cellSeparator: Unicode.Scalar = "│"
  package static let ascii = GlyphSet(.ascii)
  package static let block = GlyphSet(.block)
  package static let braille = GlyphSet(.braille)
}

extension GlyphSet.Border {
  fileprivate init(all scalar: Unicode.Scalar) {
    self.init(
      horizontal: scalar, vertical: scalar, topLeft: scalar, topRight: scalar, bottomLeft: scalar,
      bottomRight: scalar, teeRight: scalar, teeLeft: scalar, teeDown: scalar, teeUp: scalar,
      cross: scalar)
  }

  fileprivate static let light = Self(
    horizontal: "─", vertical: "│", topLeft: "┌", topRight: "┐", bottomLeft: "└",
    bottomRight: "┘", teeRight: "├", teeLeft: "┤", teeDown: "┬", teeUp: "┴", cross: "┼")
  fileprivate static let heavy = Self(
    horizontal: "━", vertical: "┃", topLeft: "┏", topRight: "┓", bottomLeft: "┗",
    bottomRight: "┛", teeRight: "┣", teeLeft: "┫", teeDown: "┳", teeUp: "┻", cross: "╋")
  fileprivate static let asciiLight = Self(
    horizontal: "-", vertical: "|", topLeft: "+", topRight: "+", bottomLeft: "+",
    bottomRight: "+", teeRight: "+", teeLeft: "+", teeDown: "+", teeUp: "+", cross: "+")
  fileprivate static let asciiHeavy = Self(
    horizontal: "=", vertical: "|", topLeft: "+", topRight: "+", bottomLeft: "+",
    bottomRight: "+", teeRight: "+", teeLeft: "+", teeDown: "+", teeUp: "+", cross: "+")
}
