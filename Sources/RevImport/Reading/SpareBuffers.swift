import Synchronization

/// Memory that one stretch of a file leaves behind for a later one: getting it anew from the system
/// costs more than much of the work that is done in it. A class because threads share it.
final class SpareBuffers: Sendable {
  private let idle = Mutex<[[UInt8]]>([])

  /// A buffer with whatever it holds; an empty one when none is idle.
  func take() -> [UInt8] { idle.withLock { $0.popLast() } ?? [] }

  func put(_ buffer: consuming [UInt8]) {
    let buffer = buffer
    idle.withLock { $0.append(buffer) }
  }
}
