package import RevPanes
package import TermCells

/// The themes that can be chosen, by name, and which of them the terminal gets.
package struct Looks: Sendable {
  /// In the order in which they follow each other.
  package let names: [String]
  /// The one to begin with.
  package let first: String
  package let warnings: [String]
  private var palettes: [String: Palette]
  /// Files of themes that were named by their path.
  private let paths: [String: String]

  /// - Parameters:
  ///   - library: All themes.
  ///   - first: The name to begin with; nil for the default.
  ///   - paths: The file by the name of a theme that is in no folder of themes.
  package init(
    _ library: ThemeLibrary, first: String?, paths: [String: String] = [:], warnings: [String] = []
  ) {
    var problems = warnings + library.faults.map(\.description)
    let known = library.names
    if let first, !known.contains(first) {
      problems.append("no theme is called '\(first)'; there are \(known.joined(separator: ", "))")
    }
    names = known
    self.first = first.flatMap { known.contains($0) ? $0 : nil } ?? Theme.standard.name
    self.paths = paths
    self.warnings = problems
    palettes = Dictionary(library.themes.map { ($0.name, $0.palette) }) { first, _ in first }
  }

  package func palette(_ name: String) -> Palette { palettes[name] ?? .plain }

  /// What the config file is told so that this theme is found again.
  package func keptName(_ name: String) -> String { paths[name] ?? name }

  /// Gives the default theme the colours that can be read on the terminal's background.
  ///
  /// Returns whether anything changed. Without an answer of the terminal the default has none.
  package mutating func adapt(to background: RGB) -> Bool {
    let isDark = ColorMap.luminance(of: background) < 0.3
    let palette = self.palette(isDark ? "dark" : "light")
    guard palettes[Theme.standard.name] != palette else { return false }
    palettes[Theme.standard.name] = palette
    return true
  }
}
