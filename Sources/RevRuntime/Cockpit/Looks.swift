package import TermCells

/// The themes that can be chosen, by name.
package struct Looks: Sendable {
  package private(set) var names: [String]
  /// The one to begin with.
  package private(set) var first: String
  package private(set) var warnings: [String]
  private let palettes: [String: Palette]

  package init(
    palettes: [(name: String, palette: Palette)], first: String?, warnings: [String] = []
  ) {
    var problems = warnings
    names = palettes.map(\.name)
    let known = palettes.map(\.name)
    self.palettes = Dictionary(palettes.map { ($0.name, $0.palette) }) { first, _ in first }
    if let first, !names.contains(first) {
      problems.append("no theme is called '\(first)'; there are \(names.joined(separator: ", "))")
    }
    self.first = first.flatMap { known.contains($0) ? $0 : nil } ?? known.first ?? "plain"
    self.warnings = problems
  }

  package func palette(_ name: String) -> Palette { palettes[name] ?? .plain }
}
