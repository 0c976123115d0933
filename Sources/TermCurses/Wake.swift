internal import CTerminal

/// Ends the wait for terminal events from any thread.
///
/// Give `descriptor` to `nextEvents(wakeDescriptor:timeoutMilliseconds:)`. A class, because the
/// descriptor has one end of life; it holds nothing that changes.
package final class Wake: Sendable {
  /// Readable after `signal()` until it is read empty; -1 when the system has no descriptors left.
  package let descriptor: Int32

  package init() {
    descriptor = rt_wake_open()
  }

  deinit {
    if descriptor >= 0 { rt_wake_close(descriptor) }
  }

  /// Wakes the loop; several calls before it looks are one.
  package func signal() {
    rt_wake(descriptor)
  }
}
