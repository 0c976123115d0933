import Dispatch
import Synchronization

/// Stretches of a file that several threads read, on their way to the one that takes them in order.
///
/// The thread that takes reads as well while it has to wait, so that all of them work all the time,
/// and nothing waits for a thread that has not begun: when the system has none left, the one that
/// takes reads everything. A class because these threads share it.
package final class ReadAhead<Outcome: Sendable>: Sendable {
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
    case end
  }

  private let count: Int
  private let threads: Int
  private let state = Mutex(State())
  /// Rung when a stretch has been taken, and when one has been read.
  private let taken = DispatchSemaphore(value: 0)
  private let arrived = DispatchSemaphore(value: 0)

  /// - Parameters:
  ///   - count: how many stretches there are.
  ///   - threads: that read, with the one that takes.
  package init(count: Int, threads: Int) { (self.count, self.threads) = (count, threads) }

  /// No stretch is read that is further from the wanted one: its outcome would only fill memory.
  private var ahead: Int { threads + 1 }

  private func claim(_ state: inout State) -> Int? {
    guard state.next < count, state.next <= state.wanted + ahead else { return nil }
    state.next += 1
    return state.next - 1
  }

  /// Reads stretches until there are none left or nobody needs them; for every other thread.
  package func help(read: (Int) -> Outcome) {
    while true {
      let step = state.withLock { state -> Step in
        if state.isStopped || state.next == count { return .end }
        return claim(&state).map { .read($0) } ?? .wait
      }
      switch step {
      case .read(let index):
        let outcome = read(index)
        state.withLock { $0.outcomes[index] = outcome }
        arrived.signal()
      case .wait: taken.wait()
      case .take, .end: return
      }
    }
  }

  /// What a stretch gave, which may only be asked for in order; while another thread still reads it,
  /// `read` is given others.
  package func take(_ index: Int, read: (Int) -> Outcome) -> Outcome {
    while true {
      let step = state.withLock { state -> Step in
        state.wanted = index
        if let outcome = state.outcomes.removeValue(forKey: index) { return .take(outcome) }
        return claim(&state).map { .read($0) } ?? .wait
      }
      switch step {
      case .take(let outcome):
        taken.signal()
        return outcome
      case .read(let other):
        let outcome = read(other)
        if other == index {
          taken.signal()
          return outcome
        }
        state.withLock { $0.outcomes[other] = outcome }
      case .wait, .end: arrived.wait()
      }
    }
  }

  /// Nobody needs the rest; lets the other threads end.
  package func stop() {
    state.withLock { state in
      state.isStopped = true
      state.outcomes = [:]
    }
    for _ in 0..<threads { taken.signal() }
  }
}
