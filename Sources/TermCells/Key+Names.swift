extension Key {
  private static let named: [(name: String, key: Key)] = [
    ("Enter", .enter), ("Tab", .tab), ("Shift-Tab", .backTab), ("Esc", .escape),
    ("Backspace", .backspace), ("Del", .delete), ("Ins", .insert), ("Up", .up), ("Down", .down),
    ("Left", .left), ("Right", .right), ("Home", .home), ("End", .end), ("PgUp", .pageUp),
    ("PgDn", .pageDown), ("Ctrl-Left", .wordLeft), ("Ctrl-Right", .wordRight),
    ("Space", .character(" ")),
  ]

  /// The name in the key line, in help and in the configuration: `Ctrl-S`, `F10`, `PgDn`, `/`.
  package var name: String {
    if let entry = Self.named.first(where: { $0.key == self }) { return entry.name }
    switch self {
    case .character(let character): return String(character)
    case .control(let character): return "Ctrl-" + String(character).uppercased()
    case .alt(let character): return "Alt-" + String(character)
    case .function(let number): return "F\(number)"
    default: return "?"
    }
  }

  /// The key of that name, or nil when there is none; words are compared without regard to case.
  ///
  /// Long forms (`Escape`, `PageDown`, `Delete`) are understood as well.
  package init?(named name: String) {
    if name.count == 1, let character = name.first {
      self = .character(character)
      return
    }
    let word = name.lowercased()
    if let entry = Self.named.first(where: { $0.name.lowercased() == word }) {
      self = entry.key
      return
    }
    switch word {
    case "escape": self = .escape
    case "return": self = .enter
    case "delete": self = .delete
    case "insert": self = .insert
    case "pageup": self = .pageUp
    case "pagedown": self = .pageDown
    default:
      if word.hasPrefix("ctrl-"), word.count == 6, let character = word.last {
        guard character.isASCII else { return nil }
        self = .control(character)
      } else if word.hasPrefix("alt-"), word.count == 5, let character = name.last {
        self = .alt(character)
      } else if word.hasPrefix("f"), let number = Int(word.dropFirst()), (1...24).contains(number) {
        self = .function(number)
      } else {
        return nil
      }
    }
  }
}
