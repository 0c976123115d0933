package import RevBase
package import RevModel

/// Something that does not cost a row and that people should know.
package enum LoadWarning: Sendable, Equatable {
  /// A word and how often it came.
  package struct Word: Sendable, Equatable {
    package var word: String
    package var count: Int

    package init(word: String, count: Int) {
      self.word = word
      self.count = count
    }
  }

  /// A key of the manifest that means nothing.
  case unknownKey(key: String, line: Int, column: Int)
  /// Something in the manifest that is not used as written.
  case manifestNote(text: String, line: Int, column: Int)
  /// The manifest has no as_of: the latest day of the data is taken.
  case inferredAsOf(Day)
  /// Columns that are not read.
  case unknownColumns(table: TableName, names: [String])
  /// A column that the header names twice: the first is read.
  case repeatedColumn(table: TableName, name: String)
  /// A CSV file of the folder that is no table.
  case unknownFile(name: String)
  /// stages.csv is missing: the order that was inferred.
  case inferredStages(names: [String])
  /// Words outside of a column's list; kept, and in none of its sets.
  case unknownWords(table: TableName, column: String, count: Int, words: [Word])
  /// Ids that the table they refer to lacks; kept.
  case unknownReferences(
    table: TableName, column: String, target: TableName, count: Int, examples: [String])
  /// Deals in stages that stages.csv lacks: neither open, won nor lost.
  case unknownStages(count: Int, words: [Word])
  /// Deals whose value differs from the last row of their history.
  case historyDiffers(field: HistoryField, deals: Int)
  /// Deals without an amount: they count as 0.
  case blankAmounts(deals: Int)
  /// Fields of deal_history.csv that are not kept.
  case ignoredFields(count: Int, words: [Word])

  /// The key of the JSON report.
  package var kind: String {
    switch self {
    case .unknownKey: "unknown_key"
    case .manifestNote: "manifest_note"
    case .inferredAsOf: "inferred_as_of"
    case .unknownColumns: "unknown_columns"
    case .repeatedColumn: "repeated_column"
    case .unknownFile: "unknown_file"
    case .inferredStages: "inferred_stages"
    case .unknownWords: "unknown_words"
    case .unknownReferences: "unknown_references"
    case .unknownStages: "unknown_stages"
    case .historyDiffers: "history_differs"
    case .blankAmounts: "blank_amounts"
    case .ignoredFields: "ignored_fields"
    }
  }

  /// The file that it is about.
  package var file: String {
    switch self {
    case .unknownKey, .manifestNote, .inferredAsOf: "revtop.yaml"
    case .unknownFile(let name): name
    case .unknownColumns(let table, _), .repeatedColumn(let table, _),
      .unknownWords(let table, _, _, _), .unknownReferences(let table, _, _, _, _):
      table.file
    case .inferredStages: "stages.csv"
    case .unknownStages, .blankAmounts: "deals.csv"
    case .historyDiffers, .ignoredFields: "deal_history.csv"
    }
  }

  /// The column that it is about, if one.
  package var column: String? {
    switch self {
    case .repeatedColumn(_, let name): name
    case .unknownWords(_, let column, _, _), .unknownReferences(_, let column, _, _, _): column
    case .unknownStages: "stage"
    case .blankAmounts: "amount"
    case .historyDiffers(let field, _): field.word
    case .ignoredFields: "field"
    default: nil
    }
  }

  /// How many rows or deals it concerns; nil where that is no question.
  package var count: Int? {
    switch self {
    case .unknownWords(_, _, let count, _), .unknownReferences(_, _, _, let count, _),
      .unknownStages(let count, _), .historyDiffers(_, let count), .blankAmounts(let count),
      .ignoredFields(let count, _):
      count
    default: nil
    }
  }

  /// Line and column of the manifest, where it is about that.
  package var place: (line: Int, column: Int)? {
    switch self {
    case .unknownKey(_, let line, let column), .manifestNote(_, let line, let column):
      (line, column)
    default: nil
    }
  }
}

extension LoadWarning: CustomStringConvertible {
  /// One sentence without the file's name.
  package var description: String {
    switch self {
    case .unknownKey(let key, _, _): "unknown key '\(Shown.cut(key))'; it is not used"
    case .manifestNote(let text, _, _): text
    case .inferredAsOf(let day):
      "no as_of; the latest day of the data is taken: \(day)"
    case .unknownColumns(_, let names):
      "columns that are not read: \(Self.list(names.map { Shown.cut($0) }))"
    case .repeatedColumn(_, let name):
      "the header names column '\(Shown.cut(name))' more than once; the first is read"
    case .unknownFile: "not a table of the format; it is not read"
    case .inferredStages(let names):
      "missing; stages inferred from the deals: \(Self.list(names.map { Shown.cut($0) }))"
    case .unknownWords(_, let column, let count, let words):
      "\(column): \(Shown.count(count, "word")) outside of the list: \(Self.list(words))"
    case .unknownReferences(_, let column, let target, let count, let examples):
      "\(column): \(Shown.count(count, "reference")) to ids that \(target.file) lacks: "
        + Self.list(examples.map { Shown.cut($0) })
    case .unknownStages(let count, let words):
      "stage: \(Shown.count(count, "deal")) in stages that stages.csv lacks: \(Self.list(words))"
    case .historyDiffers(let field, let deals):
      "\(field.word): not as the last row of the history says on \(Shown.count(deals, "deal"))"
    case .blankAmounts(let deals): "amount: blank on \(Shown.count(deals, "deal")), counted as 0"
    case .ignoredFields(let count, let words):
      "field: \(Shown.count(count, "row")) about fields that are not kept: \(Self.list(words))"
    }
  }

  private static func list(_ words: [Word]) -> String {
    list(words.map { "\(Shown.cut($0.word)) (\($0.count))" })
  }

  private static func list(_ names: [String]) -> String {
    let shown = names.prefix(20).joined(separator: ", ")
    return names.count > 20 ? "\(shown) and more" : shown
  }
}

extension LoadWarning {
  /// What a person can do about it; nil where nothing needs to be done.
  package var remedy: String? {
    switch self {
    case .unknownKey, .manifestNote, .inferredAsOf: nil
    case .unknownColumns: "rename those that the format knows by another name"
    case .repeatedColumn: "rename or take out the others"
    case .unknownFile: "rename it if it is a table by another name"
    case .inferredStages: "write their order and outcome into stages.csv"
    case .unknownWords: "use the words of the format"
    case .unknownReferences(_, _, let target, _, _): "add them to \(target.file)"
    case .unknownStages: "add them to stages.csv"
    case .historyDiffers: "export history and deals on the same day"
    case .blankAmounts: "size them in the source"
    case .ignoredFields: nil
    }
  }
}
