import RevModel

/// The words that a column may hold, each with what it means.
struct WordList {
  /// A word with its first eight bytes, which tell most words apart.
  private struct Entry {
    let first: UInt64
    let text: StaticString
    let value: UInt8
  }

  private let entries: [Entry]
  let blank: UInt8
  /// Stands for every other word.
  let other: UInt8

  init(words: [(text: StaticString, value: UInt8)], blank: UInt8, other: UInt8) {
    entries = words.map {
      Entry(first: ByteView.firstWord(of: $0.text), text: $0.text, value: $0.value)
    }
    (self.blank, self.other) = (blank, other)
  }

  /// What a word means; nil when it is not in the list.
  @inline(__always)
  func value(of word: ByteView) -> UInt8? {
    let first = word.word(at: 0)
    for entry in entries where entry.first == first {
      if word.elementsEqual(entry.text) { return entry.value }
    }
    return nil
  }
}

// Texts, words and references of the accepted rows of one batch.
extension TableReader {
  /// Appends the texts of a column; blank rows where the file lacks it.
  mutating func append(_ name: String, to arena: inout TextArena) throws(LoadError) {
    guard let column = place(name) else {
      for _ in accepted { arena.appendBlank() }
      return
    }
    for row in accepted {
      let cell = raw(row, column)
      if cell.isBlank { arena.appendBlank() } else { arena.append(text(row, column)) }
    }
    if arena.overflowed { throw .tooMuchText(path: path, column: name) }
  }

  /// Appends the words of a column as codes; −1 where blank.
  mutating func append(_ name: String, to builder: inout CodeBuilder) {
    var codes = [Int32](repeating: -1, count: accepted.count)
    if let column = place(name) {
      var own = codes.mutableSpan
      for (index, row) in accepted.enumerated() {
        let word = text(row, column)
        if word.count > 0 { own[index] = builder.code(of: word) }
      }
    }
    builder.codes.append(contentsOf: codes)
  }

  /// Appends the ids of a column as codes of another table; −1 where blank.
  ///
  /// Ids that the table lacks get a code of their own and are counted.
  mutating func append(
    _ name: String, to codes: inout [Int32], of universe: inout IdUniverse
  ) throws(LoadError) {
    guard let column = place(name) else {
      codes.append(contentsOf: repeatElement(-1, count: accepted.count))
      return
    }
    let first = codes.count
    let ids = texts(accepted, column)
    universe.append(codesOf: ids, to: &codes)
    if universe.isLoaded {
      for (index, id) in ids.enumerated() where Int(codes[first + index]) >= universe.knownCount {
        log.unknownReference(name, to: universe.table, id)
      }
    }
    if universe.overflowed { throw .tooMuchText(path: path, column: name) }
  }

  /// The texts of some rows of a column; empty where blank.
  mutating func texts(_ rows: [Int], _ column: Int) -> [ByteView] {
    var texts: [ByteView] = []
    texts.reserveCapacity(rows.count)
    for row in rows { texts.append(text(row, column)) }
    return texts
  }

  /// The code of an id that refers to another table.
  @inline(__always)
  mutating func reference(
    _ id: ByteView, column: String, _ universe: inout IdUniverse
  ) -> Int32 {
    let code = universe.code(adding: id)
    if Int(code) >= universe.knownCount, universe.isLoaded {
      log.unknownReference(column, to: universe.table, id)
    }
    return code
  }

  /// The value of each accepted row's word; words outside of the list are counted.
  mutating func words(_ name: String, _ list: WordList) -> [UInt8] {
    var values: [UInt8] = []
    values.reserveCapacity(accepted.count)
    guard let column = place(name) else {
      values.append(contentsOf: repeatElement(list.blank, count: accepted.count))
      return values
    }
    for row in accepted {
      let word = text(row, column)
      if word.count == 0 {
        values.append(list.blank)
      } else if let value = list.value(of: word) {
        values.append(value)
      } else {
        log.unknownWord(name, word)
        values.append(list.other)
      }
    }
    return values
  }

  /// Appends what the accepted rows have in a column of the batch.
  @inline(__always)
  func append<Value: BitwiseCopyable>(_ values: [Value], to column: inout [Value]) {
    if accepted.count == values.count {
      column.append(contentsOf: values)
    } else {
      for row in accepted { column.append(values[row]) }
    }
  }

  /// The same with another value in place of blank amounts.
  func append(amounts values: [Int64], blank: Int64, to column: inout [Int64]) {
    for row in accepted {
      column.append(values[row] == Self.blankAmount ? blank : values[row])
    }
  }
}
