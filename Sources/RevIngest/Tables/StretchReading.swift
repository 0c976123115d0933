import Dispatch
import Synchronization

/// The stretches of a file that threads read, ahead of the one who puts them together.
///
/// The one who asks for a stretch reads as well while it has to wait. No thread is waited for that
/// has not begun: when the system has none left, the one who asks reads everything.
final class StretchReading<Part: TablePart>: Sendable {
  private struct State {
    /// The next stretch that nobody reads yet.
    var next = 0
    var outcomes: [Int: StretchOutcome<Part>] = [:]
    /// What a stretch begins with: the words that are known by now.
    var empty: Part
    var isStopped = false
  }

  /// How many stretches there are.
  let count: Int
  private let start: Int
  private let size: Int
  private let stretch: Int
  private let rows: Int
  /// Nobody changes it: stretches get readers of their own from it.
  private nonisolated(unsafe) let reader: TableReader
  private let state: Mutex<State>
  /// Counts outcomes that somebody else has brought.
  private let arrivals = DispatchSemaphore(value: 0)
  /// Counts how many more stretches may be begun.
  private let room = DispatchSemaphore(value: 0)

  /// - Parameters:
  ///   - stretch: bytes of a stretch.
  ///   - rows: about how many rows a stretch has.
  ///   - ahead: stretches that may wait to be put together.
  init(_ reader: TableReader, _ whole: Part, stretch: Int, rows: Int, ahead: Int) {
    unsafe self.reader = reader
    (start, size, self.stretch) = (reader.position, reader.size, stretch)
    self.rows = rows + rows / 16
    count = (size - start + stretch - 1) / stretch
    state = Mutex(State(empty: whole.empty()))
    // A semaphore that is given up must not be lower than it began.
    for _ in 0..<ahead { room.signal() }
  }

  /// Rows that begin here or behind belong to the next stretch.
  func limit(of index: Int) -> Int { min(size, start + (index + 1) * stretch) }

  /// What a stretch gave, which may only be asked for in order.
  func outcome(of index: Int) -> StretchOutcome<Part>? {
    while true {
      if let outcome = state.withLock({ $0.outcomes.removeValue(forKey: index) }) {
        return outcome
      }
      if room.wait(timeout: .now()) == .success {
        if let next = begin() {
          let outcome = read(next.index, next.empty)
          if next.index == index { return outcome }
          state.withLock { $0.outcomes[next.index] = outcome }
          continue
        }
        room.signal()
      }
      arrivals.wait()
    }
  }

  /// A stretch was put together; what the next ones begin with.
  func joined(_ empty: Part) {
    state.withLock { $0.empty = empty }
    room.signal()
  }

  /// Reads stretches until there are none left.
  func help() {
    while true {
      room.wait()
      guard let next = begin() else {
        room.signal()
        return
      }
      let outcome = read(next.index, next.empty)
      state.withLock { $0.outcomes[next.index] = outcome }
      arrivals.signal()
    }
  }

  /// Nobody needs the rest; helpers that wait go home.
  func stop() {
    state.withLock { state in
      state.isStopped = true
      state.outcomes = [:]
    }
    room.signal()
  }

  private func begin() -> (index: Int, empty: Part)? {
    state.withLock { state in
      guard !state.isStopped, state.next < count else { return nil }
      defer { state.next += 1 }
      return (state.next, state.empty)
    }
  }

  /// Reads a stretch; only where the first one begins is known.
  private func read(_ index: Int, _ empty: consuming Part) -> StretchOutcome<Part> {
    let reader = unsafe reader
    let limit = limit(of: index)
    let first = index == 0 ? start : reader.lineStart(from: start + index * stretch)
    let end = index == 0 ? size : min(size, limit + stretch)
    let own = reader.stretch(from: first, to: limit, end: end)
    empty.reserve(rows, own)
    return StretchOutcome(reading: own, from: first, empty)
  }
}
