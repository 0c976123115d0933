import Dispatch

/// Reads a table's file in stretches, several at the same time, with the same result as reading one
/// row after the other.
///
/// A stretch is assumed to begin at its first line end, and its ids to be new. Inside of a quoted
/// cell the first is wrong, and a repeated id is not new. The first shows when the stretch's turn
/// comes to join those before it; then it is read once more, now with what is known. Ids to which
/// other files refer are looked at when all rows are there: if one of them is repeated the whole file
/// is read once more in order. So nothing depends on where stretches begin, and nothing on which
/// thread was faster.
struct StretchRunner {
  let plan: ReadingPlan

  /// Reads all rows; false when an id is repeated so that the file has to be read in order.
  ///
  /// - Parameter rows: about how many rows the file has.
  func run<Part: TablePart>(
    _ reader: inout TableReader, _ whole: inout Part, rows: Int
  ) throws(LoadError) -> Bool {
    let (start, size) = (reader.position, plan.stretch)
    guard plan.workers > 1 || size < reader.size, reader.size - start > size else {
      while try reader.advance() { try whole.read(&reader) }
      return true
    }
    let reading = StretchReading(
      reader, whole, stretch: size, rows: Int(Double(rows) * Double(size) / Double(reader.size)),
      threads: plan.workers)
    defer { reading.stop() }
    for _ in 1..<plan.workers {
      DispatchQueue.global(qos: .userInitiated).async { reading.help() }
    }
    var expected = start
    var lines = UInt32(truncatingIfNeeded: reader.nextLine - 1)
    for index in 0..<reading.count {
      var outcome: StretchOutcome<Part>? = reading.outcome(of: index)
      let limit = reading.limit(of: index)
      // A row of an earlier stretch may end behind this one.
      if expected >= limit {
        reading.joined(whole.empty())
        continue
      }
      if let known = outcome, !known.isCertain || known.first != expected { outcome = nil }
      if let seen = outcome?.seen, reader.seen?.mayRepeat(seen) ?? false { outcome = nil }
      let place = StretchPlace(path: reader.path, lines: lines)
      let certain: StretchOutcome<Part>
      if let outcome {
        certain = outcome
        reader.absorb(outcome.seen)
      } else {
        certain = once(more: reader, from: expected, to: limit, whole)
        reader.seen = certain.seen
      }
      try join(certain, &reader, &whole, at: place)
      (expected, lines) = (certain.end, lines + UInt32(truncatingIfNeeded: certain.lines))
      reader.reached(expected)
      reading.joined(whole.empty())
    }
    return whole.shared.own.settle(workers: plan.workers)
  }

  private func join<Part: TablePart>(
    _ outcome: StretchOutcome<Part>, _ reader: inout TableReader, _ whole: inout Part,
    at place: StretchPlace
  ) throws(LoadError) {
    if let error = outcome.error { throw error }
    try reader.absorb(outcome.log, at: place)
    let codes = whole.shared.absorb(outcome.part.shared)
    try whole.shared.check(place.path)
    try whole.append(outcome.part, codes, at: place)
  }

  /// Reads a stretch whose beginning is known, with the ids before it.
  private func once<Part: TablePart>(
    more reader: TableReader, from start: Int, to limit: Int, _ whole: Part
  ) -> StretchOutcome<Part> {
    var own = reader.stretch(from: start, to: limit, end: reader.size)
    own.seen = reader.seen
    return StretchOutcome(reading: own, from: start, whole.empty())
  }
}

/// What one stretch gave.
struct StretchOutcome<Part: TablePart>: Sendable {
  /// Where it was assumed to begin, and where the row behind its last one begins.
  let first: Int
  let end: Int
  let lines: Int
  /// Whether it reads the same with all of the file behind it.
  let isCertain: Bool
  let part: Part
  let log: TableLog
  let seen: SeenIds?
  let error: LoadError?

  /// Reads all rows of a stretch.
  init(reading reader: consuming TableReader, from first: Int, _ part: consuming Part) {
    var failure: LoadError?
    do throws(LoadError) {
      while try reader.advance() { try part.read(&reader) }
    } catch {
      failure = error
    }
    log = reader.takeLog()
    self.first = first
    (end, lines, isCertain) = (reader.position, reader.nextLine - 1, reader.isCertain)
    (self.part, seen, error) = (part, reader.seen, failure)
  }
}
