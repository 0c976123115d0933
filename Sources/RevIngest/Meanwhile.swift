import Dispatch
import Synchronization

/// Something that another thread makes of an input while this one goes on.
///
/// Whoever asks for it waits; when no thread has begun by then, the asking one does it itself. The
/// input is given away, so that its memory is free as soon as the work needs it no more.
final class Meanwhile<Input: Sendable, Result: Sendable>: Sendable {
  private enum State {
    case waiting(Input)
    case begun
    case done(Result)
  }

  private let work: @Sendable (consuming Input) -> Result
  private let state: Mutex<State>
  private let isDone = DispatchSemaphore(value: 0)

  init(_ input: consuming Input, _ work: @escaping @Sendable (consuming Input) -> Result) {
    self.work = work
    state = Mutex(.waiting(input))
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
    let input = state.withLock { state -> Input? in
      guard case .waiting(let input) = state else { return nil }
      state = .begun
      return input
    }
    guard let input else { return false }
    let result = work(input)
    state.withLock { $0 = .done(result) }
    return true
  }
}
