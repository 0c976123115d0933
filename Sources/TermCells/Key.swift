/// A key as it reaches the program.
///
/// Terminals send Tab for Ctrl-I and Enter for Ctrl-M, so those two do not exist; Ctrl-Z never
/// arrives, because the screen suspends the program itself.
package enum Key: Hashable, Sendable {
  /// A typed character, space included.
  case character(Character)
  /// Ctrl with a lower-case letter or one of ``\ ] ^ _ @``.
  case control(Character)
  /// Alt, or Escape quickly followed by a character; never bound, but told apart.
  case alt(Character)
  /// F1 and up.
  case function(Int)
  case enter
  case tab
  case backTab
  case escape
  case backspace
  case delete
  case insert
  case up
  case down
  case left
  case right
  case home
  case end
  case pageUp
  case pageDown
  /// Ctrl with an arrow: a word back in a text field.
  case wordLeft
  /// Ctrl with an arrow: a word on in a text field.
  case wordRight
}

/// What the mouse did, at a cell.
package struct MouseEvent: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case press
    case release
    case drag
    case wheelUp
    case wheelDown
  }

  package enum Button: Int, Hashable, Sendable {
    case left
    case middle
    case right
  }

  package let kind: Kind
  package let button: Button
  /// Columns from the left edge, from 0.
  package let x: Int
  /// Rows from the top, from 0.
  package let y: Int
  package let isControlDown: Bool

  package init(kind: Kind, button: Button = .left, x: Int, y: Int, isControlDown: Bool = false) {
    self.kind = kind
    self.button = button
    self.x = x
    self.y = y
    self.isControlDown = isControlDown
  }
}

/// Something that the terminal or the system told the program.
package enum TerminalEvent: Hashable, Sendable {
  case key(Key)
  case mouse(MouseEvent)
  /// Text pasted in brackets, as it came: it has not passed the gate yet.
  case paste(String)
  /// The window has another size; draw again.
  case resized(Size)
  /// The program was suspended and is back; draw again.
  case resumed
  /// A key sequence that nobody knows; say so, or ignore it.
  case unknownKey
  /// The terminal says what its background is.
  case background(RGB)
  /// The system asks the program to end: SIGTERM, SIGHUP or SIGINT by number.
  case quitRequested(signal: Int32)
  /// The terminal is gone; nothing can be shown any more.
  case closed
}
