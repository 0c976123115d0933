import TermCells
import Yams

/// Colour schemes of the tinted-theming format: sixteen or twenty-four colours with fixed meanings.
///
/// `base00` is the background, `base05` the text, `base08` to `base0F` are accents; Base24 adds
/// brighter accents from `base12` on. Colours that a scheme made for comments or code are moved
/// towards its text colour until words in them can be read, so that every scheme passes the check.
enum Base16Scheme {
  /// Whether a file is such a scheme: its colours stand under `palette`, or at the top.
  static func isScheme(_ root: Node.Mapping) -> Bool { colors(root)["base00"] != nil }

  /// The theme of a scheme; nil with the name of the first colour that is missing or wrong.
  static func theme(_ root: Node.Mapping, fallback: String) -> Result<Theme, Missing> {
    let nodes = colors(root)
    var table: [String: RGB] = [:]
    for number in 0..<16 {
      let key = "base0" + String(number, radix: 16).uppercased()
      guard let node = nodes[key] else { return .failure(Missing(key)) }
      guard let rgb = rgb(node) else { return .failure(Missing(key, node)) }
      table[key] = rgb
    }
    for number in 0x10...0x17 {
      let key = "base" + String(number, radix: 16)
      table[key] = nodes[key].flatMap(rgb)
    }
    let name = (root["name"] ?? root["scheme"])?.string ?? fallback
    return .success(Maker(table).theme(name.isEmpty ? fallback : name))
  }

  struct Missing: Error {
    let key: String
    let line: Int
    let column: Int
    let isThere: Bool

    init(_ key: String, _ node: Node? = nil) {
      self.key = key
      isThere = node != nil
      line = node?.mark?.line ?? 1
      column = node?.mark?.column ?? 1
    }

    var what: String {
      !isThere
        ? "\(key) is missing; a scheme has base00 to base0F"
        : "\(key) is no colour; write \"#5f87af\""
    }
  }

  private static func colors(_ root: Node.Mapping) -> Node.Mapping {
    root["palette"]?.mapping ?? root
  }

  private static func rgb(_ node: Node) -> RGB? {
    // Digits alone are read as a number by some writers; the text as written is what counts.
    let text = node.scalar?.string ?? ""
    let digits = text.hasPrefix("#") ? text.dropFirst() : text[...]
    guard digits.utf8.count == 6, let value = Int(digits, radix: 16) else { return nil }
    return RGB(
      red: UInt8(value >> 16 & 255), green: UInt8(value >> 8 & 255), blue: UInt8(value & 255))
  }

  /// Gives each role a colour of the scheme.
  private struct Maker {
    let table: [String: RGB]

    init(_ table: [String: RGB]) { self.table = table }

    private func color(_ key: String) -> RGB { table[key] ?? RGB(red: 0, green: 0, blue: 0) }
    private var back: RGB { color("base00") }

    /// The text colour that stands out most from a background.
    private func text(on back: RGB) -> RGB {
      let own = ["base05", "base06", "base07", "base00", "base01"].map(color)
      let all = own + [RGB(red: 255, green: 255, blue: 255), RGB(red: 0, green: 0, blue: 0)]
      let enough = own.prefix(3).first { ColorMap.contrast($0, back) >= 7 }
      return enough
        ?? all.max { ColorMap.contrast($0, back) < ColorMap.contrast($1, back) } ?? color("base05")
    }

    /// A colour that can be read on a background, as near to the wanted one as that allows.
    private func readable(_ wanted: RGB, on back: RGB, ratio: Double = 4.6) -> RGB {
      let goal = text(on: back)
      for step in 0...20 {
        let mixed = mix(wanted, goal, Double(step) / 20)
        let rough = ColorMap.rgb(
          of: ColorMap.nearest(to: .rgb(mixed.red, mixed.green, mixed.blue), depth: .indexed))
        let roughBack = ColorMap.rgb(
          of: ColorMap.nearest(to: .rgb(back.red, back.green, back.blue), depth: .indexed))
        if ColorMap.contrast(mixed, back) >= ratio,
          ColorMap.contrast(rough ?? mixed, roughBack ?? back) >= ratio
        {
          return mixed
        }
      }
      return goal
    }

    private func mix(_ one: RGB, _ other: RGB, _ share: Double) -> RGB {
      func part(_ left: UInt8, _ right: UInt8) -> UInt8 {
        UInt8((Double(left) + (Double(right) - Double(left)) * share).rounded())
      }
      return RGB(
        red: part(one.red, other.red), green: part(one.green, other.green),
        blue: part(one.blue, other.blue))
    }

    private func look(
      _ key: String, _ attributes: Attributes = [], ratio: Double = 4.6
    ) -> Appearance {
      let front = readable(color(key), on: back, ratio: ratio)
      return Appearance(exact(front), on: exact(back), attributes)
    }

    /// Text on a field of an accent.
    private func field(_ key: String, _ attributes: Attributes = []) -> Appearance {
      let field = color(key)
      let front = readable(back, on: field)
      return Appearance(exact(front), on: exact(field), attributes)
    }

    private func exact(_ rgb: RGB) -> Color { .rgb(rgb.red, rgb.green, rgb.blue) }

    /// The scheme's red, or its orange where that is further from `good` for who sees no red.
    private func poorKey(beside good: Color) -> String {
      guard let good = ColorMap.rgb(of: good) else { return "base08" }
      func distance(_ key: String) -> Double {
        ColorMap.rgb(of: look(key).foreground).map { ColorBlindness.distance($0, good) } ?? 0
      }
      let keys = [table["base12"] == nil ? "base08" : "base12", "base09", "base0F"]
      return keys.first { distance($0) >= 0.15 }
        ?? keys.max { distance($0) < distance($1) } ?? "base08"
    }

    /// Good is the scheme's blue and poor its red: no pair of red and green.
    func theme(_ name: String) -> Theme {
      let blue = table["base16"] == nil ? "base0D" : "base16"
      let red = poorKey(beside: look(blue).foreground)
      var palette = Palette()
      for entry in Role.entries { palette[entry.role] = look("base05") }
      for role in [Role.dim, .footer, .keyLabel, .disabled, .missing, .notYet, .masked, .axis] {
        palette[role] = look("base04")
      }
      for role in [Role.border, .range] { palette[role] = look("base03", ratio: 3.2) }
      for role in [Role.strong, .titleBar, .title, .total, .bigNumber] {
        palette[role] = look("base06", [.bold])
      }
      palette[.focusTitle] = look("base0C", [.bold, .reverse])
      palette[.focusBorder] = look("base0C", [.bold], ratio: 3.2)
      palette[.header] = look("base0C")
      palette[.sortedHeader] = look("base0C", [.bold, .underline])
      palette[.message] = look("base0A", [.bold])
      palette[.key] = look("base0C", [.bold])
      palette[.good] = look(blue)
      palette[.watch] = look("base0A", [.bold])
      palette[.poor] = look(red, [.bold])
      palette[.accent] = look("base0C")
      palette[.selection] = field("base0C")
      palette[.marked] = look("base0A", [.bold])
      palette[.active] = field("base0A")
      palette[.match] = look("base0A", [.underline])
      palette[.cursor] = field("base05")
      palette[.warning] = look("base0A", [.bold])
      palette[.error] = look(red, [.bold, .reverse])
      palette[.elsewhen] = field("base0E")
      palette[.bar] = look(blue, ratio: 3.2)
      palette[.barAlt] = look("base0C", ratio: 3.2)
      palette[.barThird] = look("base09", ratio: 3.2)
      palette[.barFourth] = look("base0E", ratio: 3.2)
      palette[.rangeInner] = look("base0C", ratio: 3.2)
      palette[.median] = look("base06", [.bold])
      palette[.goal] = look("base0A", [.bold])
      palette[.increase] = look(blue, ratio: 3.2)
      palette[.decrease] = look("base09", ratio: 3.2)
      return Theme(name: name, palette: palette, background: exact(back))
    }
  }
}
