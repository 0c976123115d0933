/// What all rows of a file say: bytes, rows, and the evidence of every column that needs some.
struct Survey: Sendable, Equatable {
  var tally = UTF8Tally()
  var rows = 0
  var dates: [DateEvidence]
  var numbers: [NumberEvidence]
  /// Distinct words of the columns that are asked about.
  var words: Set<String> = []
  /// Changes whenever a byte of the file changes.
  var digest: UInt64 = 0

  /// - Parameter columns: how many columns are looked at for dates and for numbers.
  init(dates: Int, numbers: Int) {
    self.dates = [DateEvidence](repeating: DateEvidence(), count: dates)
    self.numbers = [NumberEvidence](repeating: NumberEvidence(), count: numbers)
  }

  mutating func add(_ part: Survey) {
    tally = tally + part.tally
    rows += part.rows
    for index in dates.indices { dates[index] = dates[index] + part.dates[index] }
    for index in numbers.indices { numbers[index] = numbers[index] + part.numbers[index] }
    words.formUnion(part.words)
    digest = (digest ^ part.digest) &* 0x9E37_79B9_7F4A_7C15 &+ part.digest
  }

  /// The digest as text.
  var digestText: String {
    let text = String(digest, radix: 16)
    return String(repeating: "0", count: 16 - text.count) + text
  }
}

/// Looks at every row of a stretch.
struct SurveyWork: ChunkWork {
  let delimiter: UInt8
  /// Columns of the header.
  let columns: Int
  /// Places of the columns that hold dates, and of those that hold numbers.
  let dates: [Int]
  let numbers: [Int]
  /// Places of the columns whose distinct words are gathered.
  let words: [Int]
  let checksBytes: Bool

  func run(_ reader: inout ChunkReader) throws(SourceFailure) -> Survey {
    var survey = Survey(dates: dates.count, numbers: numbers.count)
    var cells = RowCells(capacity: columns)
    var distinct = ByteIndex()
    let first = reader.position
    scanning: while true {
      switch try reader.next(into: &cells) {
      case .end: break scanning
      case .row:
        survey.rows &+= 1
        let text = reader.bytes.span
        for index in dates.indices {
          let (start, end) = cells.trimmed(dates[index], in: text)
          survey.dates[index].look(text, start, end)
        }
        for index in numbers.indices {
          let (start, end) = cells.trimmed(numbers[index], in: text)
          survey.numbers[index].look(text, start, end)
        }
        for place in words {
          let (start, end) = cells.trimmed(place, in: text)
          if start < end { _ = distinct.add(text, start, end) }
        }
      case .fault: survey.rows &+= 1
      case .blank, .incomplete: break
      }
    }
    for index in dates.indices { survey.dates[index].settle() }
    for number in 0..<distinct.count { survey.words.insert(distinct[number]) }
    let (start, end) = (max(0, first - reader.base), max(0, reader.position - reader.base))
    if checksBytes, start < end {
      survey.tally.count(reader.bytes.span, start, min(end, reader.bytes.count), base: reader.base)
    }
    survey.digest = ByteIndex.hash(reader.bytes.span, start, min(end, reader.bytes.count))
    return survey
  }
}
