/// What a scalar is to a character terminal.
enum ScalarKind: UInt8 {
  /// One column.
  case narrow
  /// Two columns.
  case wide
  /// No column of its own: it combines with the character before it.
  case mark
  /// A control, a format character, or one that nobody sees: never sent.
  case hidden
  /// Unassigned, private, or of a width that terminals disagree about: never sent.
  case unknown
  /// Some other white space than U+0020, drawn as that.
  case space

  init(_ scalar: UInt32) {
    switch scalar {
    case 0x20...0x7E: self = .narrow
    case 0...0x7F: self = .hidden
    case 0x2500...0x259F: self = .narrow
    case 0x4E00...0x9FFC, 0xAC00...0xD7A3: self = .wide
    default: self = Self.lookUp(scalar)
    }
  }

  private static func lookUp(_ scalar: UInt32) -> ScalarKind {
    let runs = WidthTable.runs
    // The last run that starts at or before the scalar.
    var (low, high) = (0, runs.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if runs[middle] >> 3 <= scalar { low = middle } else { high = middle }
    }
    return ScalarKind(rawValue: UInt8(runs[low] & 7)) ?? .unknown
  }
}

extension UInt32 {
  /// Whether the scalar takes part in emoji sequences, whose width no two terminals agree about.
  var isPictographic: Bool {
    switch self {
    case 0xA9, 0xAE, 0x203C, 0x2049, 0x2122, 0x2139, 0x2194...0x21AA, 0x231A...0x23FF, 0x24C2,
      0x25AA...0x25FE, 0x2600...0x27BF, 0x2934...0x2935, 0x2B05...0x2B55, 0x3030, 0x303D, 0x3297,
      0x3299, 0x1F000...0x1FAFF:
      true
    default: false
    }
  }
}
