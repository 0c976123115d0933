import Dispatch
import Synchronization

/// Reads a table's file in stretches, several at the same time, with the same result as reading one
/// row after the other.
///
/// A stretch is assumed to begin at its first line end, and its ids to be new. Inside of a quoted
/// cell the first is wrong, and a repeated id is not new. Both show when the stretch's turn comes to
/// join those before it; then it is read once more, now with what is known. So nothing depends on
/// where stretches begin, and nothing on which thread was faster.
struct StretchRunner {
  let plan: ReadingPlan

  /// What one stretch gave.
  private struct Outcome<Part: TablePart>: Sendable {
    /// Where it was assumed to begin, and where the row behind its last one begins.
    var first: Int
    var end: Int
    var lines: Int
    /// Whether it reads the same with all of the file behind it.
    var isCertain: Bool
    var part: Part
    var log: TableLog
    var seen: SeenIds?
    var error: LoadError?
  }

  /// Reads all rows.
  func run<Part: TablePart>(_ reader: inout TableReader, _ whole: inout Part) throws(LoadError) {
    let (start, size) = (reader.position, plan.stretch)
    guard plan.workers > 1 || size < reader.size, reader.size - start > size else {
      while try reader.advance() { try whole.read(&reader) }
      return
    }
    var (chunk, expected) = (0, start)
    var lines = UInt32(truncatingIfNeeded: reader.nextLine - 1)
    let count = (reader.size - start + size - 1) / size
    while chunk < count {
      let round = chunk..<min(count, chunk + plan.workers * 2)
      var outcomes = read(round, of: reader, from: start, expected: expected, whole)
      for index in round {
        let limit = min(reader.size, start + (index + 1) * size)
        // A row of an earlier stretch may end behind this one.
        if expected >= limit { continue }
        var outcome = outcomes[index - round.lowerBound]
        outcomes[index - round.lowerBound] = nil
        if let known = outcome, !known.isCertain || known.first != expected { outcome = nil }
        if let known = outcome, repeats(known, reader, whole) { outcome = nil }
        let place = StretchPlace(path: reader.path, lines: lines)
        if let known = outcome {
          try join(known, &reader, &whole, at: place)
          reader.absorb(known.seen)
          (expected, lines) = (known.end, lines + UInt32(truncatingIfNeeded: known.lines))
        } else {
          var again = once(more: reader, from: expected, to: limit, whole)
          again.part.shared.earlier = IdIndex()
          try join(again, &reader, &whole, at: place)
          reader.seen = again.seen
          (expected, lines) = (again.end, lines + UInt32(truncatingIfNeeded: again.lines))
        }
        reader.reached(expected)
      }
      chunk = round.upperBound
    }
  }

  private func repeats<Part: TablePart>(
    _ outcome: Outcome<Part>, _ reader: TableReader, _ whole: Part
  ) -> Bool {
    if whole.shared.own.holdsAny(of: outcome.part.shared.own.arena) { return true }
    guard let seen = outcome.seen else { return false }
    return reader.seen?.mayRepeat(seen) ?? false
  }

  private func join<Part: TablePart>(
    _ outcome: Outcome<Part>, _ reader: inout TableReader, _ whole: inout Part,
    at place: StretchPlace
  ) throws(LoadError) {
    if let error = outcome.error { throw error }
    try reader.absorb(outcome.log, at: place)
    let codes = whole.shared.absorb(outcome.part.shared)
    try whole.shared.check(place.path)
    try whole.append(outcome.part, codes, at: place)
  }

  private func read<Part: TablePart>(
    _ round: Range<Int>, of reader: TableReader, from start: Int, expected: Int, _ whole: Part
  ) -> [Outcome<Part>?] {
    if plan.workers == 1 {
      return round.map { outcome($0, $0 == round.lowerBound, reader, start, expected, whole) }
    }
    // All threads read it and none changes it: they make readers of their own from it.
    nonisolated(unsafe) let shared = reader
    let outcomes = Mutex([Outcome<Part>?](repeating: nil, count: round.count))
    DispatchQueue.concurrentPerform(iterations: round.count) { index in
      let outcome = unsafe outcome(
        round.lowerBound + index, index == 0, shared, start, expected, whole)
      outcomes.withLock { $0[index] = outcome }
    }
    return outcomes.withLock { $0 }
  }

  /// Reads a stretch; where the first of a round begins is known.
  private func outcome<Part: TablePart>(
    _ chunk: Int, _ isFirst: Bool, _ reader: TableReader, _ start: Int, _ expected: Int,
    _ whole: Part
  ) -> Outcome<Part> {
    let limit = min(reader.size, start + (chunk + 1) * plan.stretch)
    let first = isFirst ? expected : reader.lineStart(from: start + chunk * plan.stretch)
    let end = isFirst ? reader.size : min(reader.size, limit + plan.stretch)
    var own = reader.stretch(from: first, to: limit, end: end)
    return Self.outcome(&own, from: first, whole.empty())
  }

  /// Reads a stretch whose beginning is known, with the ids before it.
  private func once<Part: TablePart>(
    more reader: TableReader, from start: Int, to limit: Int, _ whole: Part
  ) -> Outcome<Part> {
    var part = whole.empty()
    part.shared.earlier = whole.shared.own
    var own = reader.stretch(from: start, to: limit, end: reader.size)
    own.seen = reader.seen
    return Self.outcome(&own, from: start, part)
  }

  private static func outcome<Part: TablePart>(
    _ reader: inout TableReader, from first: Int, _ part: Part
  ) -> Outcome<Part> {
    var part = part
    var error: LoadError?
    do throws(LoadError) {
      while try reader.advance() { try part.read(&reader) }
    } catch let failure {
      error = failure
    }
    let log = reader.takeLog()
    return Outcome(
      first: first, end: reader.position, lines: reader.nextLine - 1, isCertain: reader.isCertain,
      part: part, log: log, seen: reader.seen, error: error)
  }
}
