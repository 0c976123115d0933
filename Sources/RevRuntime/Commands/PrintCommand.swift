import RevMetrics
import RevModel
import TermCells

/// `revtop print`: one frame as text, ANSI or SVG.
package struct PrintCommand: Sendable {
  package enum Form: String, Sendable, CaseIterable { case text, ansi, svg }

  package var form = Form.text
  package var columns = 120
  package var rows = 40
  package var isASCII = false
  package var keys: [String] = []

  package init() {}

  /// Understands `120x40`.
  package mutating func setSize(_ text: String) throws(CommandError) {
    let parts = text.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let columns = parts[0], let rows = parts[1],
      (1...1000).contains(columns), (1...1000).contains(rows)
    else {
      throw CommandError(.badUsage, "--size: '\(text)' is no size; write it as 120x40")
    }
    (self.columns, self.rows) = (columns, rows)
  }

  package func run(_ opened: SnapshotRequest.Opened) throws(CommandError) -> String {
    var cockpit = StillCockpit(opened, columns: columns, rows: rows)
    try cockpit.press(keys)
    let surface = cockpit.surface(isASCII: isASCII)
    switch form {
    case .text: return surface.text + "\n"
    case .ansi: return AnsiWriter(palette: .dark, depth: .indexed).text(of: surface)
    case .svg: return SVGWriter(palette: .dark).document(of: surface, title: title(opened))
    }
  }

  private func title(_ opened: SnapshotRequest.Opened) -> String {
    "revtop on \(opened.engine.snapshot.manifest.name), as of \(opened.question.asOf)"
  }
}
