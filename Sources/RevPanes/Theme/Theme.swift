package import TermCells

/// A named set of appearances, one for each role.
package struct Theme: Equatable, Sendable {
  package let name: String
  package var palette: Palette
  /// The background that the theme was made for; nil for the terminal's own.
  package let background: Color?
  package var isBuiltIn: Bool

  package init(name: String, palette: Palette, background: Color? = nil, isBuiltIn: Bool = false) {
    self.name = name
    self.palette = palette
    self.palette.ground = background.flatMap(ColorMap.rgb(of:))
    self.background = background
    self.isBuiltIn = isBuiltIn
  }

  /// The terminal's own colours: bold and reverse carry what colour would.
  ///
  /// Where the terminal says what its background is, the cockpit gives it the colours of `dark` or
  /// `light`.
  package static let standard = Theme(name: "default", palette: .plain, isBuiltIn: true)

  /// What is there without any file; files of the same names take their place.
  package static let builtIn = [
    standard,
    Theme(
      name: "dark", palette: .dark, background: .rgb(0x1E, 0x1E, 0x1E), isBuiltIn: true),
    Theme(name: "light", palette: .light, background: .rgb(0xFF, 0xFF, 0xFF), isBuiltIn: true),
  ]
}

/// What is wrong in a theme file; the rest of it is used.
package struct ThemeFault: Error, Equatable, Sendable, CustomStringConvertible {
  package let file: String
  package let line: Int
  package let column: Int
  package let what: String

  package init(file: String, line: Int, column: Int, what: String) {
    self.file = file
    self.line = line
    self.column = column
    self.what = what
  }

  package var description: String { "\(file):\(line):\(column): \(what)" }
}
