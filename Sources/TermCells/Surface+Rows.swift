extension Surface {
  /// The characters of each row, blanks at the end cut.
  package var rows: [String] {
    (0..<height).map { y in
      var row = String.UnicodeScalarView()
      for cell in cells[(y * width)..<((y + 1) * width)] where cell.width != 0 {
        row.append(cluster(of: cell))
      }
      while row.last == " " { row.removeLast() }
      return String(row)
    }
  }

  /// The picture as plain text, one line for each row.
  package var text: String {
    rows.joined(separator: "\n")
  }

  /// For each row the letters of its cells' roles, those of plain text at the end cut.
  ///
  /// Reverse cells without a role of their own show `!`.
  package var roleRows: [String] {
    (0..<height).map { y in
      var row = String.UnicodeScalarView()
      for cell in cells[(y * width)..<((y + 1) * width)] {
        let isReverse = cell.role == .text && cell.attributes.contains(.reverse)
        row.append(isReverse ? "!" : cell.role.letter)
      }
      while row.last == "." { row.removeLast() }
      return String(row)
    }
  }

  /// The picture for a golden file: each row's text, and below it the roles where there are any.
  package var golden: String {
    var lines: [String] = []
    for (text, roles) in zip(rows, roleRows) {
      lines.append("|" + text)
      if !roles.isEmpty { lines.append(":" + roles) }
    }
    return lines.joined(separator: "\n")
  }
}
