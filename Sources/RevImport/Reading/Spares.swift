import Synchronization

/// What one stretch of a file leaves behind for a later one, such as memory or words that have been
/// learnt: getting it anew costs more than much of the work that is done with it. A class because
/// threads share it.
final class Spares<Kept: Sendable>: Sendable {
  private let idle = Mutex<[Kept]>([])

  /// Something as it was left; nil when nothing is idle.
  func take() -> Kept? { idle.withLock { $0.popLast() } }

  func put(_ kept: consuming Kept) {
    let kept = kept
    idle.withLock { $0.append(kept) }
  }
}
