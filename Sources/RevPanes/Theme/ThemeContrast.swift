import TermCells

/// How well each role of a theme can be read.
package struct ThemeContrast: Sendable {
  package struct Line: Equatable, Sendable {
    package let role: String
    package let ratio: Double
    package let needed: Double
    package var isEnough: Bool { ratio >= needed }
  }

  /// One line a role whose colours are known, worst first.
  package let lines: [Line]

  /// - Parameter theme: Where it names no background, black and white are both tried and the better
  ///   counts: such a theme leaves the background to the terminal.
  package init(_ theme: Theme) {
    lines = Role.entries.compactMap { entry in
      let look = theme.palette[entry.role]
      let needed = Self.isLine(entry.role) ? 3.0 : 4.5
      guard let ratio = Self.ratio(look, on: theme.background) else { return nil }
      return Line(role: entry.name, ratio: ratio, needed: needed)
    }.sorted { $0.ratio < $1.ratio }
  }

  /// Lines and chart areas need less than words.
  private static func isLine(_ role: Role) -> Bool {
    [
      .border, .focusBorder, .bar, .barAlt, .barThird, .barFourth, .range, .rangeInner, .axis,
      .increase, .decrease,
    ].contains(role)
  }

  /// The contrast of an appearance; nil where a colour is the terminal's own.
  private static func ratio(_ look: Appearance, on background: Color?) -> Double? {
    let behind = look.background == .standard ? background : look.background
    guard let front = ColorMap.rgb(of: look.foreground), let behind,
      let back = ColorMap.rgb(of: behind)
    else { return nil }
    return ColorMap.contrast(front, back)
  }
}
