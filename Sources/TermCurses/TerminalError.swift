/// Why the screen could not be opened.
///
/// Each message says what is wrong and what to do about it.
package enum TerminalError: Error, Equatable, Sendable {
  /// Standard input or output is a pipe or a file.
  case notATerminal
  /// The variable `TERM` is empty or not set.
  case noTerminalType
  /// No terminfo entry of that name is installed.
  case unknownTerminal(String)
  /// The terminal cannot place its cursor, so nothing can be drawn on it.
  case noCursorAddress(String)
}

extension TerminalError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .notATerminal:
      "The screen needs a terminal, but input or output is not one. "
        + "Use 'revtop print' for a page of text, or 'revtop kpis' for numbers."
    case .noTerminalType:
      "TERM is not set, so the kind of terminal is not known. "
        + "Set it, for example with 'export TERM=xterm-256color', or use 'revtop print'."
    case .unknownTerminal(let name):
      "TERM=\(name): this kind of terminal is not known here. "
        + "Install its terminfo entry (package ncurses-term), "
        + "set TERM=xterm-256color, or use 'revtop print'."
    case .noCursorAddress(let name):
      "TERM=\(name): this kind of terminal cannot place its cursor. "
        + "Use 'revtop print', or set TERM to what the terminal really is."
    }
  }
}
