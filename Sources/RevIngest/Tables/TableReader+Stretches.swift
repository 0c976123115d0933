import RevModel

// Reading in stretches.
extension TableReader {
  /// Bytes of the file.
  var size: Int { bytes.count }
  /// Where the next row begins, and its line, from 1; in a stretch, counted from its start.
  var position: Int { scanner.position }
  var nextLine: Int { scanner.line }
  /// Whether the rows so far read the same whatever follows the bytes that were looked at.
  var isCertain: Bool { end == bytes.count || !scanner.ranOut }

  /// The first place from `start` on at which a line begins.
  func lineStart(from start: Int) -> Int { CSVScanner.lineStart(bytes, from: start) }

  /// A reader of the rows that begin in a stretch.
  ///
  /// - Parameters:
  ///   - start: where a row begins.
  ///   - limit: rows that begin there or behind are left.
  ///   - end: no byte from here on is looked at.
  func stretch(from start: Int, to limit: Int, end: Int) -> TableReader {
    var copy = self
    copy.isStretch = true
    copy.meter = nil
    copy.end = end
    copy.scanner = CSVScanner(
      bytes.slice(0, end), delimiter: scanner.delimiter, start: min(start, end), limit: limit)
    copy.batch = CSVBatch(columns: header.count)
    copy.log = TableLog(table, header: header, isStretch: true)
    copy.dropNotes()
    copy.seen = nil
    return copy
  }

  /// Takes over the ids of a stretch, none of which came before.
  mutating func absorb(_ next: SeenIds?) {
    guard let next else { return }
    var all = seen ?? SeenIds(expected: 0, hashing: idHash)
    seen = nil
    all.absorb(next)
    seen = all
  }

  /// Takes over what was found in a stretch.
  mutating func absorb(_ next: TableLog, at place: StretchPlace) throws(LoadError) {
    log.absorb(next, lines: Int(place.lines))
    guard log.counts.read < Int(Int32.max) else { throw .tooManyRows(path: path) }
  }

  /// What was found so far; the reader of a stretch is at its end.
  mutating func takeLog() -> TableLog {
    flush()
    return log
  }

  /// Tells that the file has been read up to a place.
  mutating func reached(_ place: Int) {
    meter?.reached(place)
    forget(before: place)
  }
}
