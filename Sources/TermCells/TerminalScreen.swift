/// A terminal that shows surfaces and reports what its user does.
///
/// Owning the value is owning the terminal, so implementations are not copyable; tests write a
/// scripted one that types keys and remembers the surfaces it was shown.
package protocol TerminalScreen: ~Copyable {
  /// The size of the window now.
  var size: Size { get }
  var capabilities: TerminalCapabilities { get }

  /// Shows `surface`; what has not changed since the last time is not sent again.
  mutating func present(_ surface: Surface, palette: Palette)

  /// Waits for events and returns all that are there.
  ///
  /// Returns an empty list when the time is up, or when `wakeDescriptor` became readable, which is
  /// then read empty: that is how another thread ends the wait.
  /// - Parameter timeoutMilliseconds: nil waits without end, 0 only looks.
  mutating func nextEvents(wakeDescriptor: Int32?, timeoutMilliseconds: Int32?) -> [TerminalEvent]

  /// Gives the terminal back to the shell and stops; returns when the user continues the program.
  ///
  /// Where nobody could continue it, this does nothing.
  mutating func suspend()

  /// Sends everything again with the next `present`, for a screen that another program has spoilt.
  mutating func redraw()

  /// Asks for mouse events, or for none; off to begin with.
  mutating func setMouse(_ isOn: Bool)

  /// Hands text to the terminal's clipboard.
  mutating func copyToClipboard(_ text: String) -> ClipboardOutcome

  /// Names the window; the old name comes back at the end. An empty title changes nothing.
  mutating func setTitle(_ title: String)
}

/// What became of text for the clipboard.
package enum ClipboardOutcome: Hashable, Sendable {
  /// Sent; whether the terminal obeyed cannot be known. tmux does when `set-clipboard` is `on`.
  case sent
  /// Longer than terminals accept.
  case tooLong(bytes: Int, limit: Int)
  /// This kind of terminal has no clipboard.
  case unsupported
}

/// What a terminal can do, as far as it is known.
package struct TerminalCapabilities: Hashable, Sendable {
  /// How many colours there are.
  package enum ColorDepth: Int, Comparable, Sendable {
    case none = 0
    case eight = 8
    case sixteen = 16
    case indexed = 256
    case direct = 16_777_216

    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
  }

  /// The terminal's type, as in `TERM`, or the one that stood in for it.
  package var name: String
  package var colors: ColorDepth
  /// Whether characters beyond ASCII arrive as they should.
  package var isUTF8: Bool
  /// Whether it understands what xterm does: mouse, bracketed paste, titles, clipboard.
  package var isModern: Bool
  /// Whether the program runs inside tmux or GNU screen, which have a say in the clipboard.
  package var isMultiplexed: Bool
  /// Whether frames are shown at once, without tearing.
  package var hasSynchronizedOutput: Bool

  package init(
    name: String, colors: ColorDepth = .indexed, isUTF8: Bool = true, isModern: Bool = true,
    isMultiplexed: Bool = false, hasSynchronizedOutput: Bool = false
  ) {
    self.name = name
    self.colors = colors
    self.isUTF8 = isUTF8
    self.isModern = isModern
    self.isMultiplexed = isMultiplexed
    self.hasSynchronizedOutput = hasSynchronizedOutput
  }

  /// The characters to draw with when the user has not chosen: ASCII where fonts are poor.
  package var suggestedGlyphs: GlyphSet {
    isUTF8 && isModern ? .block : .ascii
  }
}
