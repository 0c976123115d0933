/// Rows as CSV that spreadsheets can open without running what is in them.
package enum CSVText {
  /// One line, without its end, of cells that are text.
  ///
  /// A cell that begins like a formula (`=`, `+`, `-`, `@`, a control character) gets an
  /// apostrophe in front, unless it is a plain number.
  package static func line(_ cells: [String]) -> String {
    cells.map(cell).joined(separator: ",")
  }

  private static func cell(_ text: String) -> String {
    var safe = text
    if let first = text.unicodeScalars.first, !isNumber(text),
      "=+-@".unicodeScalars.contains(first) || first.value < 0x20
    {
      safe = "'" + text
    }
    guard safe.utf8.contains(where: { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D })
    else { return safe }
    return "\"" + safe.replacing("\"", with: "\"\"") + "\""
  }

  private static func isNumber(_ text: String) -> Bool {
    let body = text.hasPrefix("-") ? text.dropFirst() : text[...]
    guard let first = body.utf8.first, first >= 0x30, first <= 0x39 else { return false }
    return body.utf8.allSatisfy { ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x2E }
  }
}
