/// What some consecutive rows of a table's file gave: all of them, or those of a stretch.
protocol TablePart: Sendable {
  var shared: Referents { get set }
  /// A part without rows for a stretch of the same file.
  func empty() -> Self
  /// Makes room for about so many rows.
  mutating func reserve(_ rows: Int, _ reader: TableReader)
  /// Takes the rows of one batch.
  mutating func read(_ reader: inout TableReader) throws(LoadError)
  /// Takes over the rows of the next stretch, whose referents have been absorbed.
  ///
  /// - Parameters:
  ///   - codes: what the codes of the stretch are here.
  ///   - place: where the stretch stands.
  mutating func append(_ next: Self, _ codes: Recodings, at place: StretchPlace) throws(LoadError)
  /// All rows are there: notes the columns, and warns of what only the whole table shows.
  mutating func finish(_ reader: inout TableReader)
}

extension TablePart {
  mutating func reserve(_ rows: Int, _ reader: TableReader) {}
}

/// Where a stretch stands.
struct StretchPlace: Sendable {
  let path: String
  /// Lines of the file before it.
  let lines: UInt32
}

/// How a file is divided among threads.
package struct ReadingPlan: Sendable {
  /// Bytes of a stretch that one thread reads.
  package var stretch: Int
  /// Stretches that are read at the same time.
  package var workers: Int

  /// - Parameters:
  ///   - stretch: at least one byte.
  ///   - workers: at least one.
  package init(stretch: Int = 2 << 20, workers: Int = Processors.usable) {
    precondition(stretch >= 1 && workers >= 1)
    (self.stretch, self.workers) = (stretch, workers)
  }

  /// One row after the other on the thread that asks.
  package static let inOrder = ReadingPlan(stretch: .max / 4, workers: 1)
}
