package import RevBase
package import RevModel

/// What reading a snapshot folder found: counts, faults and warnings.
///
/// Nothing is dropped in silence: for every table the rows read are the accepted, the ignored and
/// the set aside ones together. Memory is bounded: each group of faults keeps its full count and
/// the first few examples.
package struct LoadReport: Sendable, Equatable {
  /// How many rows of a table became what.
  package struct Table: Sendable, Equatable {
    package var table: TableName
    /// Whether the file was there.
    package var isPresent = false
    package var read = 0
    package var accepted = 0
    /// Rows of deal_history.csv about fields that are not kept.
    package var ignored = 0
    package var setAside = 0

    package init(_ table: TableName) { self.table = table }
  }

  /// One faulty cell or row.
  package struct Fault: Sendable, Equatable {
    /// Line of the file on which the row begins, from 1.
    package var line: Int
    /// The offending text, cut to 40 characters, control characters made visible.
    package var value: String
  }

  /// Faults of one kind in one column of one table.
  package struct FaultGroup: Sendable, Equatable {
    package var kind: FaultKind
    package var table: TableName
    /// Nil where the row as a whole is at fault.
    package var column: String?
    package var count: Int
    /// The first ones in the order of the file.
    package var examples: [Fault]
  }

  /// The folder as it was named.
  package var folder: String
  /// The company's name.
  package var name = ""
  /// The last day that the export covers.
  package var asOf: Day?
  /// All tables of the format in its order, present or not.
  package var tables: [Table] = TableName.allCases.map { Table($0) }
  /// Worst first: rows set aside before cells blanked, then the more frequent.
  package var faults: [FaultGroup] = []
  package var warnings: [LoadWarning] = []

  package init(folder: String) { self.folder = folder }

  package subscript(table: TableName) -> Table {
    // The list holds every table.
    tables.first { $0.table == table } ?? Table(table)
  }

  /// All tables together.
  package var total: (read: Int, accepted: Int, ignored: Int, setAside: Int) {
    tables.reduce(into: (0, 0, 0, 0)) { sum, table in
      sum.0 += table.read
      sum.1 += table.accepted
      sum.2 += table.ignored
      sum.3 += table.setAside
    }
  }

  /// Rows set aside in all tables; when there are any, `revtop check` exits with 1.
  package var setAside: Int { total.setAside }

  /// Number of faults of a kind over all tables.
  package func count(of kind: FaultKind) -> Int {
    faults.reduce(0) { $0 + ($1.kind == kind ? $1.count : 0) }
  }

  mutating func add(_ log: TableLog) {
    if let index = tables.firstIndex(where: { $0.table == log.counts.table }) {
      tables[index] = log.counts
    }
    faults.append(contentsOf: log.groups)
    warnings.append(contentsOf: log.warnings)
  }

  /// Adds what was found about references after a table had been read.
  mutating func add(warningsOf log: TableLog) { warnings.append(contentsOf: log.warnings) }

  /// Puts faults worst first; equally bad ones in the order of tables and columns.
  mutating func sort() {
    let order = Dictionary(uniqueKeysWithValues: TableName.allCases.enumerated().map { ($1, $0) })
    let sorted = faults.enumerated().sorted { first, second in
      let (a, b) = (first.element, second.element)
      if a.kind.setsRowAside != b.kind.setsRowAside { return a.kind.setsRowAside }
      if a.count != b.count { return a.count > b.count }
      if a.table != b.table { return (order[a.table] ?? 0) < (order[b.table] ?? 0) }
      return first.offset < second.offset
    }
    faults = sorted.map(\.element)
  }
}

/// The kinds of faults; the raw values are keys of the JSON report and stay as they are.
package enum FaultKind: String, Sendable, CaseIterable {
  case unclosedQuote = "unclosed_quote"
  case textAfterQuote = "text_after_quote"
  case tooManyCells = "too_many_cells"
  case notUTF8 = "not_utf8"
  case tooLong = "row_too_long"
  case requiredBlank = "required_blank"
  case requiredUnreadable = "required_unreadable"
  case repeatedId = "repeated_id"
  case noExchangeRate = "no_exchange_rate"
  case unknownOutcome = "unknown_outcome"
  case unreadable
  case shareOutOfRange = "share_out_of_range"

  /// Whether such a row is set aside; the others have a cell treated as blank.
  package var setsRowAside: Bool {
    switch self {
    case .unreadable, .shareOutOfRange: false
    default: true
    }
  }

  /// What is wrong, for people.
  package var meaning: String {
    switch self {
    case .unclosedQuote: "a quote that is never closed"
    case .textAfterQuote: "text behind a closing quote"
    case .tooManyCells: "more cells than the header"
    case .notUTF8: "bytes that are not UTF-8"
    case .tooLong: "a row longer than 1 GiB"
    case .requiredBlank: "a required cell is blank"
    case .requiredUnreadable: "a required cell cannot be read"
    case .repeatedId: "an id that came before"
    case .noExchangeRate: "a currency without a rate in revtop.yaml"
    case .unknownOutcome: "an outcome other than open, won, lost"
    case .unreadable: "a cell that cannot be read"
    case .shareOutOfRange: "a share outside of 0 to 1"
    }
  }

  /// What was done about it.
  package var done: String { setsRowAside ? "row set aside" : "treated as blank" }

  /// What a person does about it.
  package var remedy: String {
    switch self {
    case .unclosedQuote: "close the quote, or double it where it belongs to the text"
    case .textAfterQuote: "double the quotes that belong to the text"
    case .tooManyCells: "put cells that hold commas in quotes"
    case .notUTF8: "export the file again in UTF-8"
    case .tooLong: "take the row out"
    case .requiredBlank: "fill the cell in"
    case .requiredUnreadable, .unreadable:
      "write days as 2026-11-16, amounts as 48000.50, flags as true or false"
    case .repeatedId: "keep one of the rows, or give the other an id of its own"
    case .noExchangeRate: "add the currency to exchange_rates in revtop.yaml"
    case .unknownOutcome: "write open, won or lost"
    case .shareOutOfRange: "write a share from 0 to 1, such as 0.35"
    }
  }

  init(_ fault: CSVFault) {
    switch fault {
    case .unclosedQuote: self = .unclosedQuote
    case .textAfterQuote: self = .textAfterQuote
    case .tooManyCells: self = .tooManyCells
    case .notUTF8: self = .notUTF8
    case .tooLong: self = .tooLong
    }
  }
}
