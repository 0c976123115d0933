import Dispatch
import Synchronization

/// Pieces of work that touch nothing in common, done by whoever has a hand free.
package enum ManyHands {
  /// Does pieces of work, several at the same time, and returns when all are done.
  ///
  /// Unlike `DispatchQueue.concurrentPerform`, which does everything on one thread when it is called
  /// from inside of another one, this finds help there as well.
  ///
  /// - Parameters:
  ///   - pieces: how many there are.
  ///   - hands: how many threads at most; with one everything is done here.
  ///   - body: does a piece, by its number.
  package static func work(
    pieces: Int, hands: Int, _ body: @escaping @Sendable (Int) -> Void
  ) {
    guard pieces > 1, hands > 1 else {
      for piece in 0..<pieces { body(piece) }
      return
    }
    let table = Table(pieces, body)
    for _ in 1..<min(pieces, hands) { DispatchQueue.global().async { table.work() } }
    table.work()
    table.waitForAll()
  }

  /// What is left to do.
  private final class Table: Sendable {
    private struct State {
      var next = 0
      var done = 0
    }

    private let pieces: Int
    private let body: @Sendable (Int) -> Void
    private let state = Mutex(State())
    private let allDone = DispatchSemaphore(value: 0)

    init(_ pieces: Int, _ body: @escaping @Sendable (Int) -> Void) {
      (self.pieces, self.body) = (pieces, body)
    }

    /// Does pieces until none is left that nobody has begun.
    func work() {
      while let piece = take() {
        body(piece)
        finish()
      }
    }

    private func take() -> Int? {
      state.withLock { state in
        guard state.next < pieces else { return nil }
        defer { state.next += 1 }
        return state.next
      }
    }

    private func finish() {
      let isLast = state.withLock { state in
        state.done += 1
        return state.done == pieces
      }
      if isLast { allDone.signal() }
    }

    func waitForAll() { allDone.wait() }
  }
}
