package import RevBase
package import RevModel
package import RevRisk

/// How the rows of a table are ordered.
package struct SortOrder: Hashable, Sendable {
  /// Position among all columns of the table.
  package var column: Int
  package var isDescending: Bool

  package init(column: Int, isDescending: Bool) {
    self.column = column
    self.isDescending = isDescending
  }
}

/// What the totals row of a table says.
package struct TableTotals: Hashable, Sendable {
  /// Rows shown, and rows before the text filter.
  package var count = 0
  package var unfiltered = 0
  /// What the rows shown add to the number drilled from; nil when rows are counted.
  package var counted: Money?
  /// Sum of each money column, by position among all columns.
  package var sums: [Int: Money] = [:]
  /// Rows and sum of the same table under the question that the screen is compared with.
  package var before: Before?

  package struct Before: Hashable, Sendable {
    package var count: Int
    package var counted: Money?
  }

  package init() {}
}

/// One view of the path: what it shows and where the person is in it.
package struct ViewState: Equatable, Sendable {
  package var kind: ViewKind
  /// Position of the selected row or line.
  package var cursor = 0
  /// The first visible row.
  package var top = 0
  /// The first visible row that the person's own moves led to: a window that becomes large again
  /// shows it again.
  package var anchor = 0
  /// The selected column of a table.
  package var column = 0
  /// The selected number of a view of lines.
  package var item: Item?
  package var sort: SortOrder?
  /// The text that narrows the rows.
  package var filter = ""
  package var typing: LineEdit?
  package var isWide = false
  /// Marked rows, by their number in the source table.
  package var marks: Set<Int32> = []
  /// Reasons of the inspected deal that are supposed to be normal.
  package var normal: Set<RiskReason.Kind> = []

  // What the presenter answered.

  /// The row under the cursor, which the cursor follows through sorting and filtering.
  package var selected: Int32?
  /// Numbers of the rows that pass the filter, in order.
  package var rows: [Int32] = []
  package var totals = TableTotals()
  /// The table that the rows belong to; nil for rows that are in no table.
  package var table: TableName?
  package var columnCount = 0
  /// Columns that are sorted from the largest first.
  package var numericColumns: Set<Int> = []
  /// The order in force when none was chosen.
  package var defaultSort: SortOrder?
  /// Lines of an inspector.
  package var lineCount = 0
  package var arrangedFor: Arrangement.Key?
  package var inspectedFor: Inspection?

  package init(_ kind: ViewKind) { self.kind = kind }

  package var isTable: Bool { if case .table = kind { true } else { false } }
}

/// What decides the lines of an inspector: one deal under one question on a screen of some width.
package struct Inspection: Hashable, Sendable {
  package var deal: Int32
  package var question: Question
  /// Reasons that are supposed to be normal.
  package var normal: Set<RiskReason.Kind>
  package var columns: Int

  package init(
    deal: Int32, question: Question, normal: Set<RiskReason.Kind> = [], columns: Int = 80
  ) {
    self.deal = deal
    self.question = question
    self.normal = normal
    self.columns = columns
  }
}

/// The rows of a table in order: what the presenter answers to `Effect.arrange`.
package struct Arrangement: Equatable, Sendable {
  /// What decides the rows; equal keys have equal rows.
  package struct Key: Hashable, Sendable {
    package var source: RowSource
    package var question: Question
    package var sort: SortOrder?
    package var filter: String
    /// The question whose rows the totals are compared with; nil when nothing is compared.
    package var base: Question?

    package init(
      source: RowSource, question: Question, sort: SortOrder?, filter: String,
      base: Question? = nil
    ) {
      self.source = source
      self.question = question
      self.sort = sort
      self.filter = filter
      self.base = base
    }
  }

  package var key: Key
  package var rows: [Int32]
  package var totals: TableTotals
  package var table: TableName?
  /// The order that is used where the key names none.
  package var defaultSort: SortOrder?
  package var columnCount: Int
  package var numericColumns: Set<Int>

  package init(
    key: Key, rows: [Int32], totals: TableTotals, table: TableName?, defaultSort: SortOrder?,
    columnCount: Int, numericColumns: Set<Int>
  ) {
    self.key = key
    self.rows = rows
    self.totals = totals
    self.table = table
    self.defaultSort = defaultSort
    self.columnCount = columnCount
    self.numericColumns = numericColumns
  }
}
