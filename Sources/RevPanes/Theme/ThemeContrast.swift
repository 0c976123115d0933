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
  /// Roles in the terminal's own text colour, whose contrast is the user's choice.
  package let own: [String]
  /// Pairs that mean opposite things and are red and green, or cannot be told apart by people who
  /// do not see red or green; in words.
  package let confusions: [String]

  /// Whether the theme is meant for people who do not see red or green: then confusions are faults.
  package let isForColorBlind: Bool

  package var isEnough: Bool {
    lines.allSatisfy(\.isEnough) && (confusions.isEmpty || !isForColorBlind)
  }

  /// - Parameter theme: Where it names no background, black and white are both tried and the better
  ///   counts: such a theme leaves the background to the terminal.
  package init(_ theme: Theme) {
    var lines: [Line] = []
    var own: [String] = []
    for entry in Role.entries {
      let look = theme.palette[entry.role]
      let needed = Self.isLine(entry.role) ? 3.0 : 4.5
      if let ratio = Self.ratio(look, on: theme.background) {
        lines.append(Line(role: entry.name, ratio: ratio, needed: needed))
      } else {
        own.append(entry.name)
      }
    }
    self.lines = lines.sorted { $0.ratio < $1.ratio }
    self.own = own
    isForColorBlind = theme.name.contains("blind")
    confusions = ColorBlindness.confusions(in: theme)
  }

  /// Lines and chart areas need less than words.
  private static func isLine(_ role: Role) -> Bool {
    [
      .border, .focusBorder, .bar, .barAlt, .barThird, .barFourth, .range, .rangeInner, .axis,
      .increase, .decrease,
    ].contains(role)
  }

  /// The contrast of an appearance; nil where the text colour is the terminal's own.
  ///
  /// The smaller one of exact colours and of those that a terminal with 256 colours shows.
  private static func ratio(_ look: Appearance, on background: Color?) -> Double? {
    guard look.foreground != .standard else { return nil }
    let behind = look.background == .standard ? background : look.background
    guard let behind, behind != .standard else {
      let extremes: [Color] = [.rgb(0, 0, 0), .rgb(255, 255, 255)]
      return extremes.compactMap { ratio(look.foreground, $0) }.max()
    }
    return ratio(look.foreground, behind)
  }

  private static func ratio(_ front: Color, _ back: Color) -> Double? {
    let depths: [TerminalCapabilities.ColorDepth] = [.direct, .indexed]
    return depths.compactMap { depth in
      guard let one = ColorMap.rgb(of: ColorMap.nearest(to: front, depth: depth)),
        let other = ColorMap.rgb(of: ColorMap.nearest(to: back, depth: depth))
      else { return nil }
      return ColorMap.contrast(one, other)
    }.min()
  }
}
