import TermCells
import Yams

/// Reads a theme: roles by name, each with colours and attributes.
///
/// ```yaml
/// name: dark
/// inherit: default
/// background: "#1e1e1e"
/// roles:
///   good: 75
///   poor: {fg: 209, bold: true}
///   selection: {reverse: true}
/// ```
///
/// Base16 and Base24 schemes of the tinted-theming format are read as they are.
///
/// Colours are an index of the terminal's table, a name, or `"#rrggbb"`. What cannot be understood
/// is reported with its place, and the rest is used.
package enum ThemeFile {
  /// - Parameters:
  ///   - text: The YAML text.
  ///   - file: What faults call the file.
  ///   - fallback: The name of a theme whose file names none.
  ///   - known: Themes that can be inherited.
  package static func read(
    _ text: String, file: String, fallback: String, known: [Theme]
  ) throws(ThemeFault) -> (theme: Theme, faults: [ThemeFault]) {
    let root: Node?
    do {
      root = try Yams.compose(yaml: text)
    } catch {
      throw ThemeFault(
        file: file, line: line(of: error), column: 1,
        what: "this is no YAML; quote colours such as \"#5f87af\"")
    }
    guard let mapping = root?.mapping else {
      throw ThemeFault(
        file: file, line: 1, column: 1, what: "a theme is a list of keys: name, inherit, roles")
    }
    if Base16Scheme.isScheme(mapping) {
      switch Base16Scheme.theme(mapping, fallback: fallback) {
      case .success(let theme): return (theme, [])
      case .failure(let missing):
        throw ThemeFault(
          file: file, line: missing.line, column: missing.column, what: missing.what)
      }
    }
    var reader = Reader(file: file)
    let theme = reader.theme(mapping, fallback: fallback, known: known)
    return (theme, reader.faults)
  }

  private static func line(of error: any Error) -> Int {
    guard let error = error as? YamlError else { return 1 }
    switch error {
    case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _):
      return mark.line
    default: return 1
    }
  }

  private struct Reader {
    let file: String
    var faults: [ThemeFault] = []

    mutating func theme(_ mapping: Node.Mapping, fallback: String, known: [Theme]) -> Theme {
      var theme = Theme(name: fallback, palette: Palette.plain)
      var name = fallback
      if let parent = mapping["inherit"] {
        if let base = known.first(where: { $0.name == parent.string }) {
          theme = base
        } else {
          report(parent, "there is no theme '\(parent.string ?? "")' to inherit")
        }
      }
      var background = theme.background
      for (key, value) in mapping {
        switch key.string {
        case "name": name = value.string ?? fallback
        case "inherit": break
        case "background": background = color(value)
        case "roles": roles(value, into: &theme.palette)
        default:
          report(key, "unknown key '\(key.string ?? "")'; name, inherit, background or roles")
        }
      }
      return Theme(name: name, palette: theme.palette, background: background)
    }

    private mutating func roles(_ node: Node, into palette: inout Palette) {
      guard let mapping = node.mapping else {
        report(node, "roles is a list such as 'good: 75'")
        return
      }
      for (key, value) in mapping {
        guard let role = Role(named: key.string ?? "") else {
          report(key, "there is no role '\(key.string ?? "")'")
          continue
        }
        if value.mapping != nil {
          appearance(value, into: &palette[role])
        } else if let color = color(value) {
          palette[role].foreground = color
        }
      }
    }

    private mutating func appearance(_ node: Node, into look: inout Appearance) {
      guard let mapping = node.mapping else { return }
      let attributes: [String: Attributes] = [
        "bold": .bold, "dim": .dim, "italic": .italic, "underline": .underline,
        "reverse": .reverse,
      ]
      // Who names a background wants to see it, not the reverse video that stood in for one.
      if mapping["bg"] != nil { look.attributes.remove(.reverse) }
      for (key, value) in mapping {
        let word = key.string ?? ""
        if word == "fg" {
          if let color = color(value) { look.foreground = color }
        } else if word == "bg" {
          if let color = color(value) { look.background = color }
        } else if let attribute = attributes[word] {
          guard let isOn = value.bool else {
            report(value, "\(word) is true or false")
            continue
          }
          if isOn { look.attributes.insert(attribute) } else { look.attributes.remove(attribute) }
        } else {
          report(key, "unknown key '\(word)'; fg, bg, bold, dim, italic, underline or reverse")
        }
      }
    }

    private mutating func color(_ node: Node) -> Color? {
      let text = node.string ?? ""
      if let color = ThemeColor.named(text) { return color }
      report(node, "'\(text)' is no colour; write 0 to 255, a name such as blue, or \"#5f87af\"")
      return nil
    }

    private mutating func report(_ node: Node, _ what: String) {
      let mark = node.mark
      faults.append(
        ThemeFault(file: file, line: mark?.line ?? 1, column: mark?.column ?? 1, what: what))
    }
  }
}

/// The colours that a theme file can name.
enum ThemeColor {
  private static let names = [
    "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white",
  ]

  /// An index, a name, `bright-` and a name, `default`, or `#rrggbb`; nil for anything else.
  static func named(_ text: String) -> Color? {
    if let index = Int(text) { return UInt8(exactly: index).map { Color.indexed($0) } }
    let word = text.lowercased()
    if word == "default" { return .standard }
    if let index = names.firstIndex(of: word) { return .indexed(UInt8(index)) }
    if word.hasPrefix("bright-"), let index = names.firstIndex(of: String(word.dropFirst(7))) {
      return .indexed(UInt8(index + 8))
    }
    guard word.hasPrefix("#"), word.utf8.count == 7, let value = Int(word.dropFirst(), radix: 16)
    else { return nil }
    return .rgb(
      UInt8(value >> 16 & 255), UInt8(value >> 8 & 255), UInt8(value & 255))
  }
}
