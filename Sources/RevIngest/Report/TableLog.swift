import RevModel

/// What was found while one table was read.
struct TableLog: Sendable {
  private struct Key: Hashable, Sendable {
    var kind: FaultKind
    var column: Int
  }

  /// Words or ids that were counted: the first ones by name, and how many in all.
  private struct Tally: Sendable {
    var count = 0
    private(set) var words: [LoadWarning.Word] = []
    private var places: [String: Int] = [:]

    mutating func add(_ word: String, _ times: Int = 1, limit: Int) {
      count += times
      list(word, times, limit)
    }

    private mutating func list(_ word: String, _ times: Int, _ limit: Int) {
      if let place = places[word] {
        words[place].count += times
      } else if words.count < limit {
        places[word] = words.count
        words.append(LoadWarning.Word(word: word, count: times))
      }
    }

    /// Adds the words of a later stretch, which lists them all.
    mutating func absorb(_ next: Tally, limit: Int) {
      count += next.count
      for word in next.words { list(word.word, word.count, limit) }
    }
  }

  /// Examples that are kept of each group of faults.
  static let maximumExamples = 20
  /// Different words that are kept of each column.
  static let maximumWords = 20

  var counts: LoadReport.Table
  private let header: [String]
  /// Different words that are listed of each column: in a stretch all of them, since those that the
  /// stretches before it list are not known.
  private let limit: Int
  private var faults: [Key: LoadReport.FaultGroup] = [:]
  private var words: [String: Tally] = [:]
  private var references: [String: (target: TableName, tally: Tally)] = [:]
  private var other: [LoadWarning] = []

  init(_ table: TableName, header: [String], isStretch: Bool = false) {
    limit = isStretch ? .max : Self.maximumWords
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
    words[column, default: Tally()].add(Shown.cut(word), limit: limit)
  }

  /// Counts a reference to an id that its table lacks.
  mutating func unknownReference(_ column: String, to target: TableName, _ id: ByteView) {
    references[column, default: (target, Tally())].tally.add(Shown.cut(id), limit: limit)
  }

  /// Takes over what was found in the next stretch.
  ///
  /// - Parameter lines: lines of the file before it.
  mutating func absorb(_ next: TableLog, lines: Int) {
    counts.read += next.counts.read
    counts.accepted += next.counts.accepted
    counts.ignored += next.counts.ignored
    counts.setAside += next.counts.setAside
    for (key, found) in next.faults {
      guard var group = faults[key] else {
        faults[key] = found.moved(by: lines)
        continue
      }
      group.count += found.count
      let room = Self.maximumExamples - group.examples.count
      group.examples.append(contentsOf: found.moved(by: lines).examples.prefix(max(0, room)))
      faults[key] = group
    }
    for (column, tally) in next.words {
      words[column, default: Tally()].absorb(tally, limit: limit)
    }
    for (column, entry) in next.references {
      references[column, default: (entry.target, Tally())].tally.absorb(entry.tally, limit: limit)
    }
    other.append(contentsOf: next.other)
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

extension LoadReport.FaultGroup {
  /// The same faults some lines further down.
  fileprivate func moved(by lines: Int) -> LoadReport.FaultGroup {
    var copy = self
    for place in copy.examples.indices { copy.examples[place].line += lines }
    return copy
  }
}
