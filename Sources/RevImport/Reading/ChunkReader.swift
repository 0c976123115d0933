/// The rows of one stretch of a file: those that begin in it, the last of which may end beyond it.
struct ChunkReader {
  private let source: SourceText
  /// What is in memory; `base` is the place of its first byte in the text.
  private(set) var bytes: [UInt8]
  private(set) var base: Int
  private var scanner: RowScanner
  /// Rows that begin here or later belong to the next stretch.
  private let limit: Int
  /// Where the first row begins; nil when no line ends in the stretch.
  let first: Int?

  /// Bytes that are read beyond the limit at once, for the last row.
  private static let overhang = 32 << 10
  /// No row is longer than this; a file without line ends is no table.
  private static let longestRow = 32 << 20

  /// - Parameters:
  ///   - start: where the first row begins, or any place from which the next line is taken.
  ///   - isExact: whether `start` is known to be the beginning of a row.
  ///   - buffer: memory to use again.
  init(
    _ source: SourceText, delimiter: UInt8, start: Int, isExact: Bool, limit: Int,
    buffer: [UInt8] = []
  ) throws(SourceFailure) {
    self.source = source
    self.limit = min(limit, source.count)
    bytes = buffer
    let from = isExact ? start : max(0, start - 1)
    base = from
    scanner = RowScanner(delimiter: delimiter)
    guard start < self.limit else {
      bytes.removeAll(keepingCapacity: true)
      first = start
      return
    }
    try source.read(at: from, length: self.limit - from + Self.overhang, into: &bytes)
    if isExact {
      first = start
    } else if let feed = bytes.firstIndex(of: 0x0A), from + feed + 1 <= self.limit {
      scanner.position = feed + 1
      first = from + feed + 1
    } else {
      scanner.position = bytes.count
      first = nil
    }
  }

  /// Where the next row begins, in the text.
  var position: Int { min(source.count, base + scanner.position) }
  /// Lines read so far.
  var lines: Int { scanner.line }
  private var isLast: Bool { base + bytes.count >= source.count }

  /// Reads the next row; `.end` when it belongs to the next stretch.
  @inline(__always)
  mutating func next(into cells: inout RowCells) throws(SourceFailure) -> RowScanner.Outcome {
    if base &+ scanner.position >= limit { return .end }
    var scanner = scanner
    let outcome = scanner.next(bytes.span, isLast: isLast, into: &cells)
    self.scanner = scanner
    if outcome == .incomplete { return try extended(into: &cells) }
    if cells.hasEscapes { cells.unescape(in: &bytes) }
    return outcome
  }

  private mutating func extended(
    into cells: inout RowCells
  ) throws(SourceFailure) -> RowScanner.Outcome {
    while true {
      let row = bytes.count - scanner.position
      guard row < Self.longestRow else {
        throw .unreadable("a row is longer than \(Self.longestRow >> 20) MiB")
      }
      try source.append(
        from: base + bytes.count, length: max(Self.overhang, row), to: &bytes)
      var scanner = scanner
      let outcome = scanner.next(bytes.span, isLast: isLast, into: &cells)
      self.scanner = scanner
      if outcome != .incomplete {
        if cells.hasEscapes { cells.unescape(in: &bytes) }
        return outcome
      }
    }
  }

  /// The first bytes of the row at which the last fault showed, for messages.
  func line(at place: Int) -> String {
    let start = min(max(0, place - base), bytes.count)
    var end = start
    while end < bytes.count, bytes[end] != 0x0A, end - start < 200 { end += 1 }
    return CellText.shown(bytes.span, start, end)
  }

  /// Gives the memory back for another reader.
  consuming func takeBuffer() -> [UInt8] { bytes }
}
