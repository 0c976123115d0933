import Synchronization

/// The stretches of a table's file that threads read, ahead of the one who puts them together.
final class StretchReading<Part: TablePart>: Sendable {
  /// How many stretches there are.
  let count: Int
  private let start: Int
  private let size: Int
  private let stretch: Int
  private let rows: Int
  /// Nobody changes it: stretches get readers of their own from it.
  private nonisolated(unsafe) let reader: TableReader
  /// What a stretch begins with: the words that are known by now.
  private let empty: Mutex<Part>
  private let outcomes: ReadAhead<StretchOutcome<Part>>

  /// - Parameters:
  ///   - stretch: bytes of a stretch.
  ///   - rows: about how many rows a stretch has.
  ///   - threads: that read, with the one that puts together.
  init(_ reader: TableReader, _ whole: Part, stretch: Int, rows: Int, threads: Int) {
    unsafe self.reader = reader
    (start, size, self.stretch) = (reader.position, reader.size, stretch)
    self.rows = rows + rows / 16
    count = (size - start + stretch - 1) / stretch
    empty = Mutex(whole.empty())
    outcomes = ReadAhead(count: count, threads: threads)
  }

  /// Rows that begin here or behind belong to the next stretch.
  func limit(of index: Int) -> Int { min(size, start + (index + 1) * stretch) }

  /// What a stretch gave, which may only be asked for in order.
  func outcome(of index: Int) -> StretchOutcome<Part> { outcomes.take(index) { read($0) } }

  /// A stretch was put together; what the next ones begin with.
  func joined(_ part: Part) { empty.withLock { $0 = part } }

  /// Reads stretches until there are none left.
  func help() { outcomes.help { read($0) } }

  /// Nobody needs the rest.
  func stop() { outcomes.stop() }

  /// Reads a stretch; only where the first one begins is known.
  private func read(_ index: Int) -> StretchOutcome<Part> {
    let reader = unsafe reader
    var part = empty.withLock { $0 }
    let limit = limit(of: index)
    let first = index == 0 ? start : reader.lineStart(from: start + index * stretch)
    let end = index == 0 ? size : min(size, limit + stretch)
    let own = reader.stretch(from: first, to: limit, end: end)
    part.reserve(rows, own)
    return StretchOutcome(reading: own, from: first, part)
  }
}
