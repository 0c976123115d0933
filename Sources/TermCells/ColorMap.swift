import Glibc

/// Turns the colours of a theme into those that a terminal has, and measures contrast.
package enum ColorMap {
  /// The nearest colour that a terminal of this depth has.
  ///
  /// Indexes the terminal has are kept, since 0 to 15 are the user's own choice; without colours
  /// everything is `.standard`.
  ///
  /// - Parameter ground: what is behind it, where that is known: few colours lie far apart, and the
  ///   nearest one may be hard to see there. Then the nearest of those that can be seen is taken.
  package static func nearest(
    to color: Color, depth: TerminalCapabilities.ColorDepth, on ground: RGB? = nil
  ) -> Color {
    guard color.rawValue >= 0, depth != .none else { return .standard }
    if let index = color.index {
      if depth == .direct { return index < 8 ? color : exact(rgb(ofIndex: index)) }
      if Int(index) < depth.rawValue { return color }
    } else if depth == .direct {
      return color
    }
    guard let wanted = rgb(of: color) else { return .standard }
    switch depth {
    case .none: return .standard
    case .eight: return .indexed(nearestIndex(to: wanted, in: Array(0..<8), on: ground))
    case .sixteen: return .indexed(nearestIndex(to: wanted, in: Array(0..<16), on: ground))
    case .indexed, .direct: return .indexed(nearestIndex(to: wanted, in: 16..<256))
    }
  }

  /// How an appearance looks with `depth` colours.
  ///
  /// On a screen without colours a background other than the screen's becomes reverse video, so that
  /// a bar or a selection is still seen.
  ///
  /// - Parameter ground: the background of the screen, where the theme knows it.
  package static func reduced(
    _ appearance: Appearance, depth: TerminalCapabilities.ColorDepth, on ground: RGB? = nil
  ) -> Appearance {
    var look = appearance
    if depth == .none, look.background.rawValue >= 0,
      ground == nil || rgb(of: look.background) != ground
    {
      look.attributes.formUnion(.reverse)
    }
    look.background = nearest(to: look.background, depth: depth)
    look.foreground = nearest(
      to: look.foreground, depth: depth, on: rgb(of: look.background) ?? ground)
    // Two colours that were told apart must not become one.
    if look.foreground == look.background, look.foreground.rawValue >= 0,
      appearance.foreground != appearance.background
    {
      look.foreground = .standard
    }
    if let whole = contrast(appearance), whole >= visible, let few = contrast(look), few < visible {
      look.foreground = readable(on: look.background)
    }
    return look
  }

  /// The contrast of words with a background of their own; nil where one of the two is the terminal's.
  private static func contrast(_ look: Appearance) -> Double? {
    guard let front = rgb(of: look.foreground), let back = rgb(of: look.background) else {
      return nil
    }
    return contrast(front, back)
  }

  /// Black or white, whichever is read better on a background.
  private static func readable(on background: Color) -> Color {
    [Color.indexed(0), .indexed(7)].max {
      contrast(Appearance($0, on: background)) ?? 0 < contrast(Appearance($1, on: background)) ?? 0
    } ?? .standard
  }

  /// Red, green and blue of a colour; nil for the terminal's own, which nobody knows.
  ///
  /// The first sixteen are xterm's, which a user may have changed.
  package static func rgb(of color: Color) -> RGB? {
    color.components ?? color.index.map(rgb(ofIndex:))
  }

  private static func exact(_ rgb: RGB) -> Color { .rgb(rgb.red, rgb.green, rgb.blue) }

  private static func rgb(ofIndex index: UInt8) -> RGB {
    let number = Int(index)
    if number < 16 {
      let value = ansi[number]
      return RGB(
        red: UInt8(value >> 16 & 255), green: UInt8(value >> 8 & 255), blue: UInt8(value & 255))
    }
    if number >= 232 {
      let grey = UInt8(8 + (number - 232) * 10)
      return RGB(red: grey, green: grey, blue: grey)
    }
    let cube = number - 16
    return RGB(
      red: levels[cube / 36], green: levels[cube / 6 % 6], blue: levels[cube % 6])
  }

  private static let levels: [UInt8] = [0, 95, 135, 175, 215, 255]
  private static let ansi: [UInt32] = [
    0x00_0000, 0xCD_0000, 0x00_CD00, 0xCD_CD00, 0x00_00EE, 0xCD_00CD, 0x00_CDCD, 0xE5_E5E5,
    0x7F_7F7F, 0xFF_0000, 0x00_FF00, 0xFF_FF00, 0x5C_5CFF, 0xFF_00FF, 0x00_FFFF, 0xFF_FFFF,
  ]

  /// How much a colour has to stand out from what is behind it: WCAG's figure for lines.
  private static let visible = 3.0

  /// The nearest of a few colours that can be seen on a background, if there are such.
  private static func nearestIndex(to wanted: RGB, in indexes: [Int], on ground: RGB?) -> UInt8 {
    guard let ground, contrast(wanted, ground) >= visible else {
      return nearestIndex(to: wanted, in: indexes)
    }
    let seen = indexes.filter { contrast(rgb(ofIndex: UInt8($0)), ground) >= visible }
    // A grey stays one: among few colours the nearest may be a loud one.
    let greys = seen.filter { isGrey(rgb(ofIndex: UInt8($0))) }
    let fitting = isGrey(wanted) && !greys.isEmpty ? greys : seen
    return nearestIndex(to: wanted, in: fitting.isEmpty ? indexes : fitting)
  }

  private static func isGrey(_ color: RGB) -> Bool {
    let parts = [color.red, color.green, color.blue]
    return (parts.max() ?? 0) - (parts.min() ?? 0) < 24
  }

  private static func nearestIndex(to wanted: RGB, in indexes: some Collection<Int>) -> UInt8 {
    var best = indexes.first ?? 0
    var least = Int.max
    for index in indexes {
      let distance = distance(wanted, rgb(ofIndex: UInt8(index)))
      if distance < least { (best, least) = (index, distance) }
    }
    return UInt8(best)
  }

  /// The squared distance with the eye's weights, which change with redness (the "redmean" formula).
  private static func distance(_ one: RGB, _ other: RGB) -> Int {
    let mean = (Int(one.red) + Int(other.red)) / 2
    let red = Int(one.red) - Int(other.red)
    let green = Int(one.green) - Int(other.green)
    let blue = Int(one.blue) - Int(other.blue)
    return (512 + mean) * red * red + 1024 * green * green + (767 - mean) * blue * blue
  }

  // MARK: - Contrast

  /// Relative luminance from 0 (black) to 1 (white), as WCAG 2.1 defines it.
  package static func luminance(of color: RGB) -> Double {
    0.2126 * linear(color.red) + 0.7152 * linear(color.green) + 0.0722 * linear(color.blue)
  }

  /// The contrast ratio from 1 to 21, as WCAG 2.1 defines it: 4.5 for text, 3 for lines.
  package static func contrast(_ one: RGB, _ other: RGB) -> Double {
    let (first, second) = (luminance(of: one), luminance(of: other))
    return (max(first, second) + 0.05) / (min(first, second) + 0.05)
  }

  private static func linear(_ byte: UInt8) -> Double {
    let value = Double(byte) / 255
    return value <= 0.040_45 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
  }
}
