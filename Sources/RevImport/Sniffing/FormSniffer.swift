/// How a text is made up: what separates its cells, and where its table begins.
struct SniffedForm {
  var delimiter: UInt8
  /// Lines above the header.
  var titles: [String]
  /// From 1.
  var headerLine: Int
  var header: HeaderIndex
  /// Where the first row behind the header begins, and its line, from 1.
  var dataStart: Int
  var dataLine: Int
  /// Shapes that fit, the best first.
  var fits: [ShapeFit]
}

/// Finds the delimiter and the header of a text by trying.
struct FormSniffer {
  static let delimiters: [UInt8] = [0x2C, 0x3B, 0x09, 0x7C]
  /// Rows that are looked at.
  static let rows = 60
  /// Bytes that are looked at.
  static let head = 256 << 10

  let system: ImportSystem?
  /// Columns that a mapping file names: the header is the row that has them all.
  let wanted: [String]

  private struct Row {
    var cells: [String]
    var line: Int
    var next: Int
    var nextLine: Int
  }

  /// Nil when no row can be a header.
  func sniff(_ head: [UInt8], isWhole: Bool, delimiter told: UInt8? = nil) -> SniffedForm? {
    var best: (score: Int, form: SniffedForm)?
    let tries = told.map { [$0] } ?? Self.delimiters
    var tables: [(delimiter: UInt8, rows: [Row])] = []
    for delimiter in tries {
      let rows = parse(head, delimiter, isWhole)
      tables.append((delimiter, rows))
      for (index, row) in rows.enumerated() where row.cells.count > 1 || rows.count > 1 {
        let header = HeaderIndex(row.cells)
        if !wanted.isEmpty {
          let hits = wanted.count { header.place(named: $0) != nil }
          guard hits == wanted.count else { continue }
          if best.map({ 1000 > $0.score }) ?? true {
            best = (1000, form(delimiter, rows, index, header, []))
          }
          continue
        }
        let fits = ShapeCatalog.fits(header, system: system)
        guard let fit = fits.first else { continue }
        if best.map({ fit.score > $0.score }) ?? true {
          best = (fit.score, form(delimiter, rows, index, header, fits))
        }
      }
    }
    if let best { return best.form }
    return wanted.isEmpty ? likeliest(tables) : nil
  }

  /// The form of a text that no shape fits: the delimiter that gives the most even rows, and the
  /// first of them whose cells are all words and all different.
  private func likeliest(_ tables: [(delimiter: UInt8, rows: [Row])]) -> SniffedForm? {
    var best: (even: Int, form: SniffedForm)?
    for (delimiter, rows) in tables {
      var counts: [Int: Int] = [:]
      for row in rows { counts[row.cells.count, default: 0] += 1 }
      guard let width = counts.max(by: { ($0.value, $0.key) < ($1.value, $1.key) }) else {
        continue
      }
      let index = rows.firstIndex { row in
        row.cells.count == width.key && row.cells.allSatisfy { Self.isName($0) }
          && Set(row.cells).count == row.cells.count
      }
      guard let index else { continue }
      let even = width.key > 1 ? width.value * 2 : 1
      if best.map({ even > $0.even }) ?? true {
        best = (even, form(delimiter, rows, index, HeaderIndex(rows[index].cells), []))
      }
    }
    return best?.form
  }

  private static func isName(_ cell: String) -> Bool {
    guard let first = cell.unicodeScalars.first(where: { $0 != " " }) else { return false }
    return first.properties.isAlphabetic || first == "_" || first == "#" || first == "*"
  }

  private func form(
    _ delimiter: UInt8, _ rows: [Row], _ index: Int, _ header: HeaderIndex, _ fits: [ShapeFit]
  ) -> SniffedForm {
    let row = rows[index]
    let titles = rows[..<index].map { title in
      CellText.shown(title.cells.filter { !$0.isEmpty }.joined(separator: " "))
    }
    return SniffedForm(
      delimiter: delimiter, titles: titles, headerLine: row.line, header: header,
      dataStart: row.next, dataLine: row.nextLine, fits: fits)
  }

  /// The first rows, blank ones left out; a row whose quotes are wrong is left out too.
  private func parse(_ head: [UInt8], _ delimiter: UInt8, _ isWhole: Bool) -> [Row] {
    var scanner = RowScanner(delimiter: delimiter)
    var cells = RowCells(capacity: 4096)
    var head = head
    var rows: [Row] = []
    while rows.count < Self.rows {
      let line = scanner.line
      let outcome = scanner.next(head.span, isLast: isWhole, into: &cells)
      switch outcome {
      case .end, .incomplete: return rows
      case .blank, .fault: continue
      case .row:
        cells.unescape(in: &head)
        let texts = (0..<min(cells.count, cells.capacity)).map { cell in
          let (start, end) = cells.trimmed(cell, in: head.span)
          return CellText.string(head.span, start, end)
        }
        if texts.allSatisfy(\.isEmpty) { continue }
        rows.append(
          Row(cells: texts, line: line + 1, next: scanner.position, nextLine: scanner.line + 1))
      }
    }
    return rows
  }
}
