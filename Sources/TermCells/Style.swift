/// What a terminal can do to a character besides colouring it.
package struct Attributes: OptionSet, Hashable, Sendable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  package static let bold = Attributes(rawValue: 1)
  package static let dim = Attributes(rawValue: 2)
  package static let italic = Attributes(rawValue: 4)
  package static let underline = Attributes(rawValue: 8)
  package static let reverse = Attributes(rawValue: 16)
}

/// How a piece of text is to look: its meaning, and what the view adds to that.
///
/// Views name a `Role`; the palette turns it into colours when the surface is presented, so that
/// a change of theme touches no view.
package struct Style: Hashable, Sendable {
  package var role: Role
  /// Added to the attributes that the palette gives to the role.
  package var attributes: Attributes
  /// Overrides the palette unless it is `.inherit`.
  package var foreground: Color
  /// Overrides the palette unless it is `.inherit`.
  package var background: Color

  package init(
    _ role: Role = .text, _ attributes: Attributes = [], foreground: Color = .inherit,
    background: Color = .inherit
  ) {
    self.role = role
    self.attributes = attributes
    self.foreground = foreground
    self.background = background
  }

  /// Ordinary text.
  package static let text = Style()
}
