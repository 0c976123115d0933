/// Why a row was set aside.
package enum SetAsideReason: String, Sendable, CaseIterable, Comparable {
  case unclosedQuote = "a quote is never closed"
  case textAfterQuote = "text follows a closing quote"
  case notUTF8 = "bytes are no UTF-8"
  case tooManyCells = "more cells than the header"
  case total = "title, total or footer line"
  case repeatedHeader = "the header again"
  case missing = "a required cell is blank"
  case unreadable = "a required cell is unreadable"
  case duplicate = "the same row again"
  case sameID = "the id was seen before, with other values"
  case deleted = "deleted or archived in the source"
  case otherKind = "of a kind that is not imported"
  case notFinal = "a draft, void or never begun"

  package static func < (a: SetAsideReason, b: SetAsideReason) -> Bool {
    a.order < b.order
  }

  private var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// What became of the rows of one file: every row read is accepted or set aside, with a reason.
package struct RowLog: Sendable, Equatable {
  /// One row or cell, with its place.
  package struct Example: Sendable, Equatable {
    /// From 1.
    package var line: Int
    package var column: String?
    package var value: String
  }

  /// Rows or cells that met the same fate.
  package struct Tally: Sendable, Equatable {
    package var count = 0
    package var examples: [Example] = []
  }

  package internal(set) var read = 0
  package internal(set) var accepted = 0
  package internal(set) var setAside: [SetAsideReason: Tally] = [:]
  /// Optional cells that could not be read and count as blank, by column.
  package internal(set) var unreadableCells: [String: Tally] = [:]

  /// Examples that are kept of each kind.
  static let examples = 10

  package var setAsideCount: Int { setAside.values.reduce(0) { $0 + $1.count } }

  init() {}

  mutating func aside(_ reason: SetAsideReason, line: Int, column: String? = nil, value: String) {
    Self.add(&setAside[reason, default: Tally()], line, column, value)
  }

  mutating func unreadable(_ column: String, line: Int, value: String) {
    Self.add(&unreadableCells[column, default: Tally()], line, column, value)
  }

  private static func add(_ tally: inout Tally, _ line: Int, _ column: String?, _ value: String) {
    tally.count += 1
    if tally.examples.count < examples {
      tally.examples.append(Example(line: line, column: column, value: value))
    }
  }

  /// Adds what happened in a later part of the file, whose lines are counted from `line`.
  mutating func add(_ part: RowLog, line: Int) {
    read += part.read
    accepted += part.accepted
    for (reason, tally) in part.setAside {
      Self.add(&setAside[reason, default: Tally()], tally, line)
    }
    for (column, tally) in part.unreadableCells {
      Self.add(&unreadableCells[column, default: Tally()], tally, line)
    }
  }

  private static func add(_ sum: inout Tally, _ part: Tally, _ line: Int) {
    sum.count += part.count
    for example in part.examples where sum.examples.count < examples {
      var moved = example
      moved.line += line
      sum.examples.append(moved)
    }
  }
}
