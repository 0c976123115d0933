import Dispatch
import RevIngest

/// Work on the rows of one stretch of a file, which several threads do for several stretches.
protocol ChunkWork: Sendable {
  associatedtype Part: Sendable
  /// Reads all rows of a stretch.
  func run(_ reader: inout ChunkReader) throws(SourceFailure) -> Part
  /// Takes back what a part held, once it has been taken.
  func recycle(_ part: consuming Part)
}

extension ChunkWork {
  func recycle(_ part: consuming Part) {}
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
/// The caller's thread takes the parts, and reads a stretch itself whenever the next part is not
/// there yet; the other threads read on meanwhile. So all of them work all the time.
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
    let chunks = max(1, (source.count - start + size - 1) / size)
    let threads = min(max(1, workers), chunks)
    let outcomes = ReadAhead<Outcome<Work.Part>>(count: chunks, threads: threads)
    let buffers = Spares<[UInt8]>()
    let others = DispatchGroup()
    for _ in 1..<threads {
      DispatchQueue.global(qos: .userInitiated).async(group: others) {
        outcomes.help { outcome(work, $0, buffers) }
      }
    }
    defer {
      outcomes.stop()
      others.wait()
    }
    var found: [Int] = []
    var (expected, line) = (start, firstLine)
    for chunk in 0..<chunks {
      let limit = limit(chunk)
      found.append(expected)
      var part = try outcomes.take(chunk) { outcome(work, $0, buffers) }.get()
      if expected < limit {
        if part.first != expected {
          part = try read(work, start: expected, isExact: true, limit: limit, buffers)
        }
        try take(part, line)
        (expected, line) = (part.next, line + part.lines)
        work.recycle(part.part)
      }
      if !reached(min(source.count, max(expected, limit))) { return nil }
    }
    return found
  }

  private typealias Outcome<Part: Sendable> = Result<ChunkPart<Part>, ImportError>

  private func limit(_ chunk: Int) -> Int { min(source.count, start + (chunk + 1) * size) }

  /// Reads a stretch of which only the place is known, unless an earlier run has found out.
  private func outcome<Work: ChunkWork>(
    _ work: Work, _ chunk: Int, _ buffers: Spares<[UInt8]>
  ) -> Outcome<Work.Part> {
    let known = chunk == 0 ? start : starts.map { $0[chunk] }
    do throws(ImportError) {
      return .success(
        try read(
          work, start: known ?? start + chunk * size, isExact: known != nil, limit: limit(chunk),
          buffers))
    } catch {
      return .failure(error)
    }
  }

  private func read<Work: ChunkWork>(
    _ work: Work, start: Int, isExact: Bool, limit: Int, _ buffers: Spares<[UInt8]>
  ) throws(ImportError) -> ChunkPart<Work.Part> {
    do throws(SourceFailure) {
      var reader = try ChunkReader(
        source, delimiter: delimiter, start: start, isExact: isExact, limit: limit,
        buffer: buffers.take() ?? [])
      let first = reader.first
      let part = try work.run(&reader)
      let (next, lines) = (reader.position, reader.lines)
      buffers.put(reader.takeBuffer())
      return ChunkPart(first: first, next: next, lines: lines, part: part)
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
