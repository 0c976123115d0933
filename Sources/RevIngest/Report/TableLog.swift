import RevModel

/// What was found while one table was read.
struct TableLog {
  private struct Key: Hashable {
    var kind: FaultKind
    var column: Int
  }

  /// Words or ids that were counted: the first ones by name, and how many in all.
  private struct Tally {
    var count = 0
    var words: [LoadWarning.Word] = []

    mutating func add(_ word: String) {
      count += 1
      if let index = words.firstIndex(where: { $0.word == word }) {
        words[index].count += 1
      } else if words.count < TableLog.maximumWords {
        words.append(LoadWarning.Word(word: word, count: 1))
      }
    }
  }

  /// Examples that are kept of each group of faults.
  static let maximumExamples = 20
  /// Different words that are kept of each column.
  static let maximumWords = 20

  var counts: LoadReport.Table
  private let header: [String]
  private var faults: [Key: LoadReport.FaultGroup] = [:]
  private var words: [String: Tally] = [:]
  private var references: [String: (target: TableName, tally: Tally)] = [:]
  private var other: [LoadWarning] = []

  init(_ table: TableName, header: [String]) {
    counts = LoadReport.Table(table)
    counts.isPresent = true
    self.header = header
  }

  mutating func warn(_ warning: LoadWarning) { other.append(warning) }

  /// Counts a fault and keeps the first ones of its kind.
  mutating func fault(_ kind: FaultKind, column: Int, line: Int, value: ByteView) {
    let name = column >= 0 && column < header.count ? header[column] : nil
    let key = Key(kind: kind, column: name == nil ? -1 : column)
    var group =
      faults[key]
      ?? LoadReport.FaultGroup(
        kind: kind, table: counts.table, column: name, count: 0, examples: [])
    group.count += 1
    if group.examples.count < Self.maximumExamples {
      group.examples.append(LoadReport.Fault(line: line, value: Shown.cut(value)))
    }
    faults[key] = group
  }

  /// Counts a word outside of its column's list.
  mutating func unknownWord(_ column: String, _ word: ByteView) {
    words[column, default: Tally()].add(Shown.cut(word))
  }

  /// Counts a reference to an id that its table lacks.
  mutating func unknownReference(_ column: String, to target: TableName, _ id: ByteView) {
    references[column, default: (target, Tally())].tally.add(Shown.cut(id))
  }

  /// The groups of faults in the order of the header.
  var groups: [LoadReport.FaultGroup] {
    let keys = faults.keys.sorted { a, b in
      a.column == b.column ? a.kind.rawValue < b.kind.rawValue : a.column < b.column
    }
    return keys.compactMap { faults[$0] }
  }

  var warnings: [LoadWarning] {
    var all = other
    for (column, tally) in words.sorted(by: { $0.key < $1.key }) {
      all.append(
        counts.table == .dealHistory && column == "field"
          ? .ignoredFields(count: tally.count, words: tally.words)
          : .unknownWords(
            table: counts.table, column: column, count: tally.count, words: tally.words))
    }
    for (column, entry) in references.sorted(by: { $0.key < $1.key }) {
      all.append(
        .unknownReferences(
          table: counts.table, column: column, target: entry.target, count: entry.tally.count,
          examples: entry.tally.words.map(\.word)))
    }
    return all
  }
}
