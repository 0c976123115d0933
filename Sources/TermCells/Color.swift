/// A colour as a view or a theme names it; the terminal gets the nearest one it has.
///
/// One number: `-2` inherits what the role's palette entry says, `-1` is the terminal's own colour,
/// `0...255` an index of the terminal's table, and bit 24 marks `0x1RRGGBB`.
package struct Color: RawRepresentable, Hashable, Sendable {
  package let rawValue: Int32

  package init(rawValue: Int32) {
    self.rawValue = rawValue
  }

  /// Whatever the palette gives to the role; only meaningful in a cell or a style.
  package static let inherit = Color(rawValue: -2)
  /// The colour that the user's terminal draws without being told.
  package static let standard = Color(rawValue: -1)

  /// Entry `index` of the terminal's table; 0 to 15 are the user's choice, the rest nearly fixed.
  package static func indexed(_ index: UInt8) -> Color {
    Color(rawValue: Int32(index))
  }

  /// An exact colour, which most terminals approximate.
  package static func rgb(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> Color {
    Color(rawValue: 0x100_0000 | Int32(red) << 16 | Int32(green) << 8 | Int32(blue))
  }

  /// The table index, when the colour is one.
  package var index: UInt8? {
    (0...255).contains(rawValue) ? UInt8(truncatingIfNeeded: rawValue) : nil
  }

  /// Red, green and blue, when the colour was given exactly.
  package var components: RGB? {
    guard rawValue >= 0x100_0000 else { return nil }
    return RGB(
      red: UInt8(truncatingIfNeeded: rawValue >> 16),
      green: UInt8(truncatingIfNeeded: rawValue >> 8),
      blue: UInt8(truncatingIfNeeded: rawValue))
  }
}

/// Eight bits each of red, green and blue.
package struct RGB: Hashable, Sendable {
  package var red: UInt8
  package var green: UInt8
  package var blue: UInt8

  package init(red: UInt8, green: UInt8, blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// `#rrggbb`, as in a theme file or an SVG picture.
  package var hex: String {
    let digits = Array("0123456789abcdef".unicodeScalars)
    var text = "#"
    for byte in [red, green, blue] {
      text.unicodeScalars.append(digits[Int(byte >> 4)])
      text.unicodeScalars.append(digits[Int(byte & 15)])
    }
    return text
  }
}
