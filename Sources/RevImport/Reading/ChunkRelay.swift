import Dispatch
import Synchronization

/// Stretches of a file on their way from the threads that read them to the one that takes their parts
/// in order. A class because these threads share it.
final class ChunkRelay<Part: Sendable>: Sendable {
  typealias Outcome = Result<ChunkPart<Part>, ImportError>

  private struct State {
    /// The first stretch that nobody reads yet, and the one that is to be taken next.
    var next = 0
    var wanted = 0
    var outcomes: [Int: Outcome] = [:]
    var isStopped = false
  }

  private enum Step {
    case take(Outcome)
    case read(Int)
    case wait
  }

  let threads: Int
  /// Memory for what is read.
  let buffers = SpareBuffers()
  private let count: Int
  private let state = Mutex(State())
  /// Rung when a stretch has been taken, and when one has been read.
  private let taken = DispatchSemaphore(value: 0)
  private let arrived = DispatchSemaphore(value: 0)

  init(count: Int, threads: Int) { (self.count, self.threads) = (count, threads) }

  /// No stretch is read that is further from the wanted one: its part would only fill memory.
  private var ahead: Int { threads + 1 }

  /// The stretch that a thread is to read next, as soon as it may; nil when there is none.
  func nextToRead() -> Int? {
    while true {
      let step = state.withLock { state -> Step? in
        if state.isStopped || state.next == count { return nil }
        return claim(&state).map { .read($0) } ?? .wait
      }
      switch step {
      case .read(let chunk): return chunk
      case .wait: taken.wait()
      case .take, nil: return nil
      }
    }
  }

  private func claim(_ state: inout State) -> Int? {
    guard state.next < count, state.next <= state.wanted + ahead else { return nil }
    state.next += 1
    return state.next - 1
  }

  /// Hands over what has been read.
  func put(_ outcome: Outcome, _ chunk: Int) {
    state.withLock { $0.outcomes[chunk] = outcome }
    arrived.signal()
  }

  /// What the wanted stretch gave; while another thread still reads it, `read` is given others.
  func take(_ chunk: Int, read: (Int) -> Outcome) -> Outcome {
    while true {
      let step = state.withLock { state -> Step in
        state.wanted = chunk
        if let outcome = state.outcomes.removeValue(forKey: chunk) { return .take(outcome) }
        return claim(&state).map { .read($0) } ?? .wait
      }
      switch step {
      case .take(let outcome):
        taken.signal()
        return outcome
      case .read(let other):
        let outcome = read(other)
        if other == chunk {
          taken.signal()
          return outcome
        }
        state.withLock { $0.outcomes[other] = outcome }
      case .wait: arrived.wait()
      }
    }
  }

  /// Lets the other threads end.
  func stop() {
    state.withLock { $0.isStopped = true }
    for _ in 0..<threads { taken.signal() }
  }
}
