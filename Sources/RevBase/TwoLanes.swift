import Dispatch
import Synchronization

/// Two pieces of work that touch nothing in common.
package enum TwoLanes {
  /// Changes two values; at the same time where it pays to wake a thread.
  ///
  /// Each value is handed over whole, so that its arrays have one owner and change in place.
  ///
  /// - Returns: both, when both are done.
  package static func run<A: Sendable, B: Sendable>(
    onThreads: Bool, _ a: consuming A, _ b: consuming B, _ first: @Sendable (inout A) -> Void,
    _ second: @Sendable (inout B) -> Void
  ) -> (A, B) {
    guard onThreads else {
      first(&a)
      second(&b)
      return (a, b)
    }
    let (one, other) = (Lane(a), Lane(b))
    DispatchQueue.concurrentPerform(iterations: 2) { lane in
      if lane == 0 { one.change(first) } else { other.change(second) }
    }
    return (one.value, other.value)
  }

  /// A value on its way to another thread and back.
  private final class Lane<Value: Sendable>: Sendable {
    private let box: Mutex<Value>

    init(_ value: consuming Value) { box = Mutex(value) }

    func change(_ body: @Sendable (inout Value) -> Void) { box.withLock { body(&$0) } }

    var value: Value { box.withLock { $0 } }
  }
}
