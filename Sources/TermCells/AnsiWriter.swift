/// Writes a surface as text with colours, for `revtop print` and for pagers.
///
/// Nothing but colour and attribute sequences is written besides the text, and every line ends in
/// the terminal's own colours.
package struct AnsiWriter: Sendable {
  package var palette: Palette
  /// Without colours, bold, dim, underline and reverse are still written.
  package var depth: TerminalCapabilities.ColorDepth

  package init(palette: Palette, depth: TerminalCapabilities.ColorDepth) {
    self.palette = palette
    self.depth = depth
  }

  /// The picture, each row with a newline at its end, and blanks that show nothing cut.
  package func text(of surface: Surface) -> String {
    var out = String.UnicodeScalarView()
    let plain = Appearance()
    for y in 0..<surface.height {
      let row = surface.cells[(y * surface.width)..<((y + 1) * surface.width)]
      let looks = row.map {
        ColorMap.reduced(palette.appearance(of: $0), depth: depth, on: palette.ground)
      }
      var end = row.count
      while end > 0, row[row.startIndex + end - 1].glyph == 0x20, isInvisible(looks[end - 1]) {
        end -= 1
      }
      var current = plain
      for (cell, look) in zip(row.prefix(end), looks) where cell.width > 0 {
        if look != current {
          append(sequence(for: look), to: &out)
          current = look
        }
        out.append(surface.cluster(of: cell))
      }
      if current != plain { append("\u{1B}[0m", to: &out) }
      out.append("\n")
    }
    return String(out)
  }

  /// Whether a blank in this look shows nothing.
  private func isInvisible(_ look: Appearance) -> Bool {
    look.background == .standard && look.attributes.isDisjoint(with: [.reverse, .underline])
  }

  private func append(_ text: String, to out: inout String.UnicodeScalarView) {
    out.append(contentsOf: text.unicodeScalars)
  }

  /// The sequence that sets exactly this look, whatever was set before.
  private func sequence(for look: Appearance) -> String {
    var codes = ["0"]
    for (attribute, code) in [
      (Attributes.bold, "1"), (.dim, "2"), (.italic, "3"), (.underline, "4"), (.reverse, "7"),
    ] where look.attributes.contains(attribute) {
      codes.append(code)
    }
    if let code = colorCode(look.foreground, base: 30) { codes.append(code) }
    if let code = colorCode(look.background, base: 40) { codes.append(code) }
    return "\u{1B}[" + codes.joined(separator: ";") + "m"
  }

  private func colorCode(_ color: Color, base: Int) -> String? {
    if let rgb = color.components { return "\(base + 8);2;\(rgb.red);\(rgb.green);\(rgb.blue)" }
    guard let index = color.index else { return nil }
    switch index {
    case 0..<8: return String(base + Int(index))
    case 8..<16: return String(base + 52 + Int(index))
    default: return "\(base + 8);5;\(index)"
    }
  }
}
