import Dispatch
import Synchronization

/// Something that another thread works out while this one goes on.
///
/// Whoever asks for it waits; when no thread has begun by then, the asking one does it itself.
final class Meanwhile<Result: Sendable>: Sendable {
  private enum State {
    case waiting(@Sendable () -> Result)
    case begun
    case done(Result)
  }

  private let state: Mutex<State>
  private let isDone = DispatchSemaphore(value: 0)

  init(_ work: @escaping @Sendable () -> Result) {
    state = Mutex(.waiting(work))
  }

  /// Lets another thread begin.
  func start() {
    DispatchQueue.global(qos: .userInitiated).async { [self] in
      if begin() { isDone.signal() }
    }
  }

  /// What came of it; asked for once.
  func result() -> Result? {
    if !begin() { isDone.wait() }
    return state.withLock { if case .done(let result) = $0 { result } else { nil } }
  }

  /// Does the work unless somebody has begun it.
  private func begin() -> Bool {
    let work = state.withLock { state -> (@Sendable () -> Result)? in
      guard case .waiting(let work) = state else { return nil }
      state = .begun
      return work
    }
    guard let work else { return false }
    let result = work()
    state.withLock { $0 = .done(result) }
    return true
  }
}
