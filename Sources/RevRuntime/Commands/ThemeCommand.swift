import RevPanes
import TermCells

/// `revtop theme`: which themes there are, what they look like, and whether they can be read.
package enum ThemeCommand {
  /// Every theme with a line about it, and what is wrong in its file.
  package static func list(_ folders: DataFolders = DataFolders()) -> String {
    let library = ThemeFiles.library(folders)
    var table = TextTable([.init("theme"), .init("background"), .init("colours")])
    for theme in library.themes {
      let roles = Role.entries.filter { theme.palette[$0.role].foreground != .standard }.count
      let background = theme.background.flatMap(ColorMap.rgb(of:)).map(\.hex) ?? "the terminal's"
      let words: String
      if theme.name == Theme.standard.name {
        words = "the terminal's own, or those of dark or light where it tells its background"
      } else {
        words =
          roles == 0
          ? "none: bold, underline and reverse" : "\(roles) of \(Role.entries.count) roles"
      }
      table.rows.append([theme.name, background, words])
    }
    let faults = library.faults.map { TextGate.line($0.description) + "\n" }.joined()
    let folders = folders.all("themes").map { "  \($0)\n" }.joined()
    return table.text + "\nread from\n" + (folders.isEmpty ? "  no folder\n" : folders) + faults
  }

  /// The theme of a name or path, and what is wrong in its file.
  package static func show(
    _ choice: String, hasColors: Bool
  ) throws(CommandError) -> (text: String, faults: [String]) {
    let (theme, faults) = try ThemeFiles.theme(choice)
    return (show(theme, hasColors: hasColors), faults.map(\.description))
  }

  /// Each role in its colours with its values; without colours where nobody would see them.
  static func show(_ theme: Theme, hasColors: Bool) -> String {
    let width = Role.entries.map(\.name.count).max() ?? 0
    var surface = Surface(width: width + 44, height: Role.entries.count + 2)
    surface.write(theme.name, x: 0, y: 0, style: Style(.strong))
    for (index, entry) in Role.entries.enumerated() {
      let y = index + 1
      surface.write(entry.name, x: 0, y: y, style: Style(entry.role))
      surface.write(words(theme.palette[entry.role]), x: width + 2, y: y, role: .text)
    }
    guard hasColors else { return surface.text + "\n" }
    return AnsiWriter(palette: theme.palette, depth: .indexed).text(of: surface)
  }

  private static func words(_ look: Appearance) -> String {
    var parts = [name(look.foreground)]
    if look.background != .standard { parts.append("on \(name(look.background))") }
    for (attribute, word) in [
      (Attributes.bold, "bold"), (.dim, "dim"), (.italic, "italic"), (.underline, "underline"),
      (.reverse, "reverse"),
    ] where look.attributes.contains(attribute) {
      parts.append(word)
    }
    return parts.joined(separator: " ")
  }

  private static func name(_ color: Color) -> String {
    if let rgb = color.components { return rgb.hex }
    if let index = color.index { return "\(index)" }
    return "own"
  }

  /// The contrast of every role of one theme, or of all, and whether all can be read.
  package static func check(
    _ choice: String?
  ) throws(CommandError) -> (text: String, isEnough: Bool) {
    guard let choice else { return check(ThemeFiles.library().themes) }
    return check([try ThemeFiles.theme(choice).theme])
  }

  static func check(_ themes: [Theme]) -> (text: String, isEnough: Bool) {
    var text = ""
    var isEnough = true
    for theme in themes {
      let contrast = ThemeContrast(theme)
      isEnough = isEnough && contrast.isEnough
      text += "\(theme.name)\n"
      for line in contrast.lines {
        let ratio = String(Int(line.ratio * 10)).withTenths
        text += "  \(line.isEnough ? "ok  " : "FAIL") \(ratio.leftPadded(5)):1  \(line.role)"
        text += line.isEnough ? "\n" : ", needs \(String(Int(line.needed * 10)).withTenths):1\n"
      }
      if !contrast.own.isEmpty {
        text += "  own       the terminal's text colour: \(contrast.own.joined(separator: " "))\n"
      }
      let word = contrast.isForColorBlind ? "FAIL" : "note"
      for confusion in contrast.confusions { text += "  \(word)  \(confusion)\n" }
    }
    return (text, isEnough)
  }
}

extension String {
  /// `46` as `4.6`.
  fileprivate var withTenths: String { "\(dropLast().isEmpty ? "0" : dropLast()).\(suffix(1))" }

  fileprivate func leftPadded(_ width: Int) -> String {
    String(repeating: " ", count: Swift.max(0, width - count)) + self
  }
}
