extension Role {
  /// A role with the name used in theme files and the letter used in golden frames.
  package struct Entry: Sendable {
    package let name: String
    package let role: Role
    /// One character for the role line of a golden frame.
    package let letter: Unicode.Scalar
  }

  /// Every built-in role, in the order of the theme documentation.
  package static let entries: [Entry] = [
    Entry(name: "text", role: .text, letter: "."),
    Entry(name: "dim", role: .dim, letter: "d"),
    Entry(name: "strong", role: .strong, letter: "S"),
    Entry(name: "label", role: .label, letter: "l"),
    Entry(name: "name", role: .name, letter: "n"),
    Entry(name: "title_bar", role: .titleBar, letter: "t"),
    Entry(name: "title", role: .title, letter: "i"),
    Entry(name: "focus_title", role: .focusTitle, letter: "I"),
    Entry(name: "border", role: .border, letter: "b"),
    Entry(name: "focus_border", role: .focusBorder, letter: "B"),
    Entry(name: "footer", role: .footer, letter: "f"),
    Entry(name: "header", role: .header, letter: "h"),
    Entry(name: "sorted_header", role: .sortedHeader, letter: "H"),
    Entry(name: "total", role: .total, letter: "T"),
    Entry(name: "path", role: .path, letter: "p"),
    Entry(name: "message", role: .message, letter: "m"),
    Entry(name: "key", role: .key, letter: "k"),
    Entry(name: "key_label", role: .keyLabel, letter: "K"),
    Entry(name: "disabled", role: .disabled, letter: "x"),
    Entry(name: "good", role: .good, letter: "g"),
    Entry(name: "watch", role: .watch, letter: "w"),
    Entry(name: "poor", role: .poor, letter: "P"),
    Entry(name: "accent", role: .accent, letter: "a"),
    Entry(name: "selection", role: .selection, letter: "s"),
    Entry(name: "marked", role: .marked, letter: "*"),
    Entry(name: "active", role: .active, letter: "A"),
    Entry(name: "match", role: .match, letter: "/"),
    Entry(name: "cursor", role: .cursor, letter: "_"),
    Entry(name: "warning", role: .warning, letter: "W"),
    Entry(name: "error", role: .error, letter: "E"),
    Entry(name: "missing", role: .missing, letter: "?"),
    Entry(name: "not_yet", role: .notYet, letter: "y"),
    Entry(name: "masked", role: .masked, letter: "X"),
    Entry(name: "elsewhen", role: .elsewhen, letter: "e"),
    Entry(name: "bar", role: .bar, letter: "1"),
    Entry(name: "bar_alt", role: .barAlt, letter: "2"),
    Entry(name: "bar_third", role: .barThird, letter: "3"),
    Entry(name: "bar_fourth", role: .barFourth, letter: "4"),
    Entry(name: "range", role: .range, letter: "r"),
    Entry(name: "range_inner", role: .rangeInner, letter: "R"),
    Entry(name: "median", role: .median, letter: "M"),
    Entry(name: "goal", role: .goal, letter: "G"),
    Entry(name: "axis", role: .axis, letter: "-"),
    Entry(name: "increase", role: .increase, letter: "+"),
    Entry(name: "decrease", role: .decrease, letter: "~"),
    Entry(name: "big_number", role: .bigNumber, letter: "#"),
  ]

  /// The role that a theme file calls `name`, or nil when there is none.
  package init?(named name: String) {
    guard let entry = Self.entries.first(where: { $0.name == name }) else { return nil }
    self = entry.role
  }

  /// The name used in theme files; an application's own roles have none here.
  package var name: String? {
    Self.entries.first { $0.role == self }?.name
  }

  /// The letter of this role in golden frames; `@` for an application's own.
  package var letter: Unicode.Scalar {
    let index = Int(rawValue)
    return index < Self.entries.count ? Self.entries[index].letter : "@"
  }
}
