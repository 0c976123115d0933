import Dispatch
import Foundation
import Synchronization

/// A few threads that work for the screen and wait in between.
///
/// Whoever hands over work may wait a moment for it: what is ready by then is taken at once, so that
/// quick work costs one frame, and slow work never keeps the keys waiting. A class because the loop
/// and the threads share it.
final class Crew: Sendable {
  private struct Job {
    var number: Int
    var work: @Sendable () -> Void
  }

  private struct State {
    var waiting: [Job] = []
    /// Threads that wait for work that is still to come.
    var idle = 0
    /// Rings of the bell that no waiting and no new thread answers.
    var unclaimed = 0
    var threads = 0
    var nextNumber = 0
  }

  private let state = Mutex(State())
  private let bell = DispatchSemaphore(value: 0)
  /// More would only take the two or three processors away from one another.
  private static let most = 3

  /// The outcome of one piece of work, and whether somebody still waits for it.
  private final class Outcome<Value: Sendable>: Sendable {
    let box = Mutex<(value: Value?, isLate: Bool)>((nil, false))
    let done = DispatchSemaphore(value: 0)
  }

  /// What became of work that was handed over.
  enum Answer<Value: Sendable>: Sendable {
    case ready(Value)
    /// It will be told to `late`; the number takes it back while it has not begun.
    case later(Int)
  }

  /// Lets a thread do some work, and waits for it until a moment.
  ///
  /// - Parameter late: told the outcome on the thread, when nobody waits any more.
  func run<Value: Sendable>(
    until moment: ContinuousClock.Instant, _ work: @escaping @Sendable () -> Value,
    late: @escaping @Sendable (Value) -> Void
  ) -> Answer<Value> {
    let outcome = Outcome<Value>()
    let number = add {
      let value = work()
      let isLate = outcome.box.withLock { box in
        if !box.isLate { box.value = value }
        return box.isLate
      }
      if isLate { late(value) } else { outcome.done.signal() }
    }
    let patience = max(0, (moment - .now).milliseconds)
    if outcome.done.wait(timeout: .now() + .milliseconds(Int(patience))) == .success {
      if let value = outcome.box.withLock({ $0.value }) { return .ready(value) }
    }
    // It may have come between the end of the wait and now.
    let value = outcome.box.withLock { box in
      box.isLate = true
      return box.value
    }
    return value.map { .ready($0) } ?? .later(number)
  }

  /// Takes work back that has not begun; whether it could.
  func takeBack(_ number: Int) -> Bool {
    state.withLock { state in
      guard let place = state.waiting.firstIndex(where: { $0.number == number }) else {
        return false
      }
      state.waiting.remove(at: place)
      return true
    }
  }

  private func add(_ work: @escaping @Sendable () -> Void) -> Int {
    let (number, mustHire) = state.withLock { state in
      state.nextNumber += 1
      state.waiting.append(Job(number: state.nextNumber, work: work))
      if state.idle > 0 {
        state.idle -= 1
        return (state.nextNumber, false)
      }
      let mustHire = state.threads < Self.most
      if mustHire { state.threads += 1 } else { state.unclaimed += 1 }
      return (state.nextNumber, mustHire)
    }
    bell.signal()
    if mustHire { hire() }
    return number
  }

  private func hire() {
    let thread = Thread { [self] in
      while true {
        bell.wait()
        // Work may have been taken back after the bell rang.
        let job = state.withLock { $0.waiting.isEmpty ? nil : $0.waiting.removeFirst() }
        job?.work()
        state.withLock { state in
          if state.unclaimed > 0 { state.unclaimed -= 1 } else { state.idle += 1 }
        }
      }
    }
    thread.stackSize = 8 << 20
    thread.start()
  }
}
