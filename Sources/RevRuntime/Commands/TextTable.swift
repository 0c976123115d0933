import TermCells

/// Rows of text with straight columns, for printing without a screen.
///
/// Every cell passes the text gate, so that names from data cannot reach the terminal as commands.
package struct TextTable: Sendable {
  package enum Alignment: Sendable { case left, right }

  package struct Column: Sendable {
    package var title: String
    package var alignment: Alignment
    /// Cells are cut to this many columns of the terminal.
    package var limit: Int

    package init(_ title: String, _ alignment: Alignment = .left, limit: Int = 60) {
      self.title = title
      self.alignment = alignment
      self.limit = limit
    }
  }

  package var columns: [Column]
  package var rows: [[String]] = []

  package init(_ columns: [Column]) { self.columns = columns }

  /// The table with a head and, below it, one line a row; no trailing blanks.
  package var text: String {
    let clean = rows.map { row in
      row.enumerated().map { DisplayText.truncated($1, to: columns[$0].limit) }
    }
    var widths = columns.map { DisplayText.width(of: $0.title) }
    for row in clean {
      for (index, cell) in row.enumerated() {
        widths[index] = max(widths[index], DisplayText.width(of: cell))
      }
    }
    var lines = [line(columns.map(\.title), widths)]
    lines += clean.map { line($0, widths) }
    return lines.joined(separator: "\n") + "\n"
  }

  private func line(_ cells: [String], _ widths: [Int]) -> String {
    var text = ""
    for (index, cell) in cells.enumerated() {
      let pad = String(repeating: " ", count: max(0, widths[index] - DisplayText.width(of: cell)))
      text += columns[index].alignment == .right ? pad + cell : cell + pad
      if index + 1 < cells.count { text += "  " }
    }
    while text.last == " " { text.removeLast() }
    return text
  }
}
