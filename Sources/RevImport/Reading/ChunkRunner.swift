import Dispatch
import Synchronization

/// Work on the rows of one stretch of a file, which several threads do for several stretches.
protocol ChunkWork: Sendable {
  associatedtype Part: Sendable
  /// Reads all rows of a stretch.
  func run(_ reader: inout ChunkReader) throws(SourceFailure) -> Part
}

/// What a stretch of a file gave.
struct ChunkPart<Part: Sendable>: Sendable {
  /// Where its first row began, and where the row after its last begins.
  var first: Int?
  var next: Int
  /// Lines in it.
  var lines: Int
  var part: Part
}

/// Reads a file in stretches, several at a time, and hands their parts over in the file's order.
///
/// A stretch begins at the first line end in it. Inside of a quoted cell that is a wrong guess; it
/// shows when the stretch before turns out to end elsewhere, and then the stretch is read again.
struct ChunkRunner {
  static let size = 4 << 20

  let source: SourceText
  let delimiter: UInt8
  /// Where the first row of data begins, and its line, from 1.
  let start: Int
  let firstLine: Int
  var workers: Int
  var size = ChunkRunner.size

  /// Where each stretch's first row begins, when an earlier run has found out.
  var starts: [Int]?

  /// Runs all stretches.
  ///
  /// - Parameters:
  ///   - reached: told the place that has been read to; false stops.
  ///   - take: gets every part in order, and the line that it begins on, from 1.
  /// - Returns: where each stretch begins; nil when it was stopped.
  func run<Work: ChunkWork>(
    _ work: Work, reached: (Int) -> Bool,
    take: (ChunkPart<Work.Part>, Int) throws(ImportError) -> Void
  ) throws(ImportError) -> [Int]? {
    var found: [Int] = []
    var (expected, line, chunk) = (start, firstLine, 0)
    let chunks = max(1, (source.count - start + size - 1) / size)
    while chunk < chunks {
      let count = min(max(1, workers), chunks - chunk)
      var parts = try round(work, from: chunk, count: count, expected: expected)
      for index in 0..<count {
        let limit = limit(chunk + index)
        found.append(expected)
        if expected >= limit { continue }
        var part = parts[index]
        if part?.first != expected {
          part = try read(work, start: expected, isExact: true, limit: limit)
        }
        parts[index] = nil
        guard let part else { continue }
        try take(part, line)
        expected = part.next
        line += part.lines
      }
      chunk += count
      if !reached(min(source.count, max(expected, limit(chunk - 1)))) { return nil }
    }
    return found
  }

  private func limit(_ chunk: Int) -> Int { min(source.count, start + (chunk + 1) * size) }

  private func round<Work: ChunkWork>(
    _ work: Work, from chunk: Int, count: Int, expected: Int
  ) throws(ImportError) -> [ChunkPart<Work.Part>?] {
    if count == 1 {
      return [try read(work, start: expected, isExact: true, limit: limit(chunk))]
    }
    typealias Outcome = Result<ChunkPart<Work.Part>, ImportError>
    let results = Mutex([Outcome?](repeating: nil, count: count))
    DispatchQueue.concurrentPerform(iterations: count) { index in
      let known = index == 0 ? expected : starts.map { $0[chunk + index] }
      let place = known ?? start + (chunk + index) * size
      let outcome: Outcome
      do throws(ImportError) {
        outcome = .success(
          try read(work, start: place, isExact: known != nil, limit: limit(chunk + index)))
      } catch {
        outcome = .failure(error)
      }
      results.withLock { $0[index] = outcome }
    }
    var parts: [ChunkPart<Work.Part>?] = []
    for outcome in results.withLock({ $0 }) {
      switch outcome {
      case .success(let part): parts.append(part)
      case .failure(let error): throw error
      case nil: parts.append(nil)
      }
    }
    return parts
  }

  private func read<Work: ChunkWork>(
    _ work: Work, start: Int, isExact: Bool, limit: Int
  ) throws(ImportError) -> ChunkPart<Work.Part> {
    do throws(SourceFailure) {
      var reader = try ChunkReader(
        source, delimiter: delimiter, start: start, isExact: isExact, limit: limit)
      let first = reader.first
      let part = try work.run(&reader)
      return ChunkPart(first: first, next: reader.position, lines: reader.lines, part: part)
    } catch {
      throw .cannotRead(path: "", reason: error.words)
    }
  }
}

extension SourceFailure {
  /// What happened, for a message behind the path.
  var words: String {
    switch self {
    case .missing: "there is no such file"
    case .notAFile: "it is no file"
    case .unreadable(let reason): reason
    }
  }
}
