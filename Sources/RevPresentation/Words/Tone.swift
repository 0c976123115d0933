/// What a piece of text means; the panes turn it into a role of the theme.
package enum Tone: Hashable, Sendable {
  case text, dim, strong, label, name
  case good, watch, poor
  case accent, active, marked, match, warning, missing, notYet, elsewhen
  case header, total
}

/// A piece of a line: text, or the key of a command, which only the key map knows.
package enum Piece: Hashable, Sendable {
  case text(String, Tone)
  case key(CommandID)

  package static func text(_ text: String) -> Piece { .text(text, .text) }
}

/// A sentence for the person, with keys in it as commands.
package typealias Phrase = [Piece]

extension Phrase {
  /// The words without the keys.
  package var plain: String {
    map { if case .text(let text, _) = $0 { text } else { "" } }.joined()
  }
}
