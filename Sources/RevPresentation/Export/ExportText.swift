import RevBase
package import RevModel

/// Sheets as CSV, JSON and Markdown.
package enum ExportText {
  // MARK: - CSV

  /// One sheet with a head; several in the long form, one line a value, so that every reader of CSV
  /// can take it.
  package static func csv(_ sheets: [ExportSheet]) -> String {
    if sheets.count == 1, let sheet = sheets.first {
      let head = CSVText.line(sheet.columns.map(\.title)) + "\n"
      return head + sheet.rows.map { CSVText.line($0.map(\.plain)) + "\n" }.joined()
    }
    var out = CSVText.line(["table", "row", "column", "value"]) + "\n"
    for sheet in sheets {
      for row in sheet.rows {
        let name = row.first?.plain ?? ""
        for (column, value) in zip(sheet.columns, row).dropFirst() {
          out += CSVText.line([sheet.title, name, column.title, value.plain]) + "\n"
        }
      }
    }
    return out
  }

  // MARK: - JSON

  package static func json(
    _ sheets: [ExportSheet], view: String, _ question: Question, _ snapshot: Snapshot
  ) -> String {
    var members = KPIDocument.header(question, snapshot)
    members.append(JSON.Member("view", .string(view)))
    members.append(
      JSON.Member(
        "tables",
        .array(
          sheets.map { sheet in
            [
              "title": .string(sheet.title), "count": .int(sheet.rows.count),
              "rows": .array(sheet.rows.map { object($0, sheet.columns) }),
            ]
          })))
    return JSON.object(members).text(depth: 5) + "\n"
  }

  private static func object(_ row: [ExportSheet.Value], _ columns: [ExportSheet.Column]) -> JSON {
    var seen: [String: Int] = [:]
    return .object(
      zip(columns, row).map { column, value in
        let times = seen[column.title, default: 0] + 1
        seen[column.title] = times
        // Two columns of one name stay two members.
        let key = times == 1 ? column.title : "\(column.title) \(times)"
        return JSON.Member(key, value.json)
      })
  }

  // MARK: - Markdown

  package static func markdown(_ sheets: [ExportSheet], head: [String]) -> String {
    var out = head.enumerated().map { index, line in
      index == 0 ? "# \(cell(line))\n" : "\(cell(line))  \n"
    }.joined(separator: "\n")
    for sheet in sheets {
      out += "\n## \(cell(sheet.title))\n\n"
      out += line(sheet.columns.map { cell($0.title) })
      out += line(sheet.columns.map { $0.isNumeric ? "---:" : "---" })
      for row in sheet.rows { out += line(row.map { cell($0.shown) }) }
      if let totals = sheet.totals {
        out += line(totals.map { $0.isEmpty ? "" : "**\(cell($0))**" })
      }
    }
    return out
  }

  private static func line(_ cells: [String]) -> String {
    "| " + cells.joined(separator: " | ") + " |\n"
  }

  /// Text that a reader of Markdown shows as it is: on one line, nothing in it acts.
  package static func cell(_ text: String) -> String {
    var out = ""
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x5C, 0x7C, 0x60, 0x2A, 0x5F, 0x5B, 0x5D, 0x23: out += "\\\(scalar)"
      case 0x3C: out += "&lt;"
      case 0x3E: out += "&gt;"
      case 0x26: out += "&amp;"
      case 0x09, 0x0A, 0x0D, 0x2028, 0x2029: out += " "
      case 0..<0x20, 0x7F..<0xA0, 0x200B...0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF:
        out += "\u{FFFD}"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }
}
