package import RevPresentation

/// Keys for people whose fingers know another program: `keys: {preset: visidata}` in the config file.
///
/// Only what differs from the usual keys stands here; a command that loses its key to another has a
/// new one, so that nothing is out of reach.
package enum KeyPreset: String, Sendable, CaseIterable {
  case visidata, k9s

  /// What the preset is like, for the documentation.
  package var words: String {
    switch self {
    case .visidata:
      "VisiData: `[` and `]` sort, `s` and `t` mark, `Space` runs a command by its name, "
        + "`U` and `R` undo and redo, `_` widens"
    case .k9s:
      "k9s: `d` describes a number, `Ctrl-A` lists all commands, `Ctrl-F` and `Ctrl-B` page, "
        + "`Ctrl-R` reloads"
    }
  }

  /// Keys by command, as the config file writes them.
  package var keys: [CommandID: [String]] {
    switch self {
    case .visidata:
      [
        .sortColumn: ["["], .invertSort: ["]"], .previousPeriod: ["<"], .nextPeriod: [">"],
        .sortPrevious: ["("], .sortNext: [")", "F6"], .mark: ["s", "t"], .pickSegment: [","],
        .asOfDay: ["@"], .palette: ["Space", ":", "Ctrl-P"], .undo: ["U"], .redo: ["R"],
        .names: ["#"], .wide: ["_"], .reload: ["Ctrl-R", "r"],
      ]
    case .k9s:
      [
        .explain: ["d", "e", "="], .acceptAction: ["O"], .palette: [":", "Ctrl-A", "Ctrl-P"],
        .pageDown: ["Ctrl-F", "PgDn"], .pageUp: ["Ctrl-B", "PgUp"], .reload: ["Ctrl-R", "r"],
      ]
    }
  }
}
