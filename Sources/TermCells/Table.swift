/// A column of a table: its head, the width it wants, and how dear it is.
package struct TableColumn: Hashable, Sendable {
  package var title: String
  /// The least columns that make sense; under that the column is dropped.
  package var minimum: Int
  /// The columns that show everything.
  package var ideal: Int
  /// The share of what is left over; 0 stays at the ideal.
  package var flex: Int
  package var alignment: Alignment
  /// Columns with the highest number are dropped first; those with 0 never.
  package var priority: Int

  package init(
    _ title: String, minimum: Int, ideal: Int? = nil, flex: Int = 0,
    alignment: Alignment = .leading, priority: Int = 0
  ) {
    self.title = title
    self.minimum = max(1, minimum)
    self.ideal = max(self.minimum, ideal ?? minimum)
    self.flex = max(0, flex)
    self.alignment = alignment
    self.priority = priority
  }
}

/// What stands in one cell of a table.
package enum TableCell: Hashable, Sendable {
  case text(String, Role)
  case runs([TextRun])
  case bar(Sample, Scale, Role)

  /// Text in the ordinary role.
  package static func text(_ text: String) -> TableCell { .text(text, .text) }
}

/// One visible row.
package struct TableRow: Hashable, Sendable {
  package var cells: [TableCell]
  package var isMarked: Bool
  /// Whether it says something else than a while ago.
  package var isChanged: Bool

  package init(_ cells: [TableCell], isMarked: Bool = false, isChanged: Bool = false) {
    self.cells = cells
    self.isMarked = isMarked
    self.isChanged = isChanged
  }

  package init(_ texts: [String]) {
    self.init(texts.map { TableCell.text($0) })
  }
}

/// A table as it is to be drawn: only the visible rows are in it.
package struct Table: Hashable, Sendable {
  package struct Sorting: Hashable, Sendable {
    package var column: Int
    package var isDescending: Bool

    package init(column: Int, isDescending: Bool) {
      self.column = column
      self.isDescending = isDescending
    }
  }

  package var columns: [TableColumn]
  /// The rows from `firstRow` on, as many as are to be seen; more are cut.
  package var rows: [TableRow]
  /// The number of the first visible row in the whole table, from 0.
  package var firstRow = 0
  /// The number of the selected row in the whole table.
  package var selectedRow: Int?
  /// The column that keys such as copy and explain work on.
  package var selectedColumn: Int?
  package var sorting: Sorting?
  /// Sums and counts, always the last row.
  package var totals: TableRow?
  package var hasHeader = true
  /// Whether three columns on the left are kept for the pointer and the mark.
  package var hasGutter = true
  /// Whether the selected row is shown in the selection's colours, or only by its pointer.
  package var isFocused = true
  /// Blank columns between two columns.
  package var spacing = 1
  /// What is said in place of rows when there are none.
  package var emptyLines: [String] = []

  package init(columns: [TableColumn], rows: [TableRow]) {
    self.columns = columns
    self.rows = rows
  }

  // MARK: - Geometry

  /// The columns that the gutter takes.
  package var gutterWidth: Int { hasGutter ? 3 : 0 }

  /// The rows of data that find room in `area`.
  package func visibleRows(in area: Rect) -> Int {
    max(0, area.height - (hasHeader ? 1 : 0) - (totals == nil ? 0 : 1))
  }

  /// The width of each column in `width` columns; 0 where a column is dropped.
  package func columnWidths(in width: Int) -> [Int] {
    let available = width - gutterWidth
    var kept = Array(columns.indices)
    func needed() -> Int {
      kept.reduce(0) { $0 + columns[$1].minimum } + spacing * max(0, kept.count - 1)
    }
    while needed() > available {
      // The dearest stay; among equals the rightmost goes first.
      let dropped = kept.indices.reversed().max {
        columns[kept[$0]].priority < columns[kept[$1]].priority
      }
      guard let dropped, columns[kept[dropped]].priority > 0 else { break }
      kept.remove(at: dropped)
    }
    var widths = Array(repeating: 0, count: columns.count)
    var left = max(0, available - spacing * max(0, kept.count - 1))
    for index in kept {
      widths[index] = min(left, columns[index].minimum)
      left -= widths[index]
    }
    for index in kept.sorted(by: { (columns[$0].priority, $0) < (columns[$1].priority, $1) }) {
      let more = min(left, columns[index].ideal - columns[index].minimum)
      widths[index] += max(0, more)
      left -= max(0, more)
    }
    let flexible = kept.filter { columns[$0].flex > 0 }
    let shares = Layout.lengths(of: flexible.map { .fill(columns[$0].flex) }, in: left)
    for (index, share) in zip(flexible, shares) { widths[index] += share }
    return widths
  }

  /// The rectangle of each kept column within `area`, and nil for a dropped one.
  package func columnAreas(in area: Rect) -> [Rect?] {
    var x = area.x + gutterWidth
    return columnWidths(in: area.width).map { width in
      guard width > 0 else { return nil }
      defer { x += width + spacing }
      return Rect(x: x, y: area.y, width: width, height: area.height)
    }
  }

  /// What lies under a place, for the mouse.
  package enum Target: Hashable, Sendable {
    case header(column: Int)
    case row(Int)
  }

  /// The head or the row at a place when the table is drawn in `area`.
  package func target(x: Int, y: Int, in area: Rect) -> Target? {
    guard area.contains(x: x, y: y) else { return nil }
    let line = y - area.y - (hasHeader ? 1 : 0)
    if line < 0 {
      let column = columnAreas(in: area).firstIndex { $0?.contains(x: x, y: y) == true }
      return column.map { .header(column: $0) }
    }
    guard line < min(rows.count, visibleRows(in: area)) else { return nil }
    return .row(firstRow + line)
  }
}
