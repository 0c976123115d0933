import Dispatch
import Foundation
import Synchronization

/// Turns Ctrl-C and its like into a question that long work asks between its steps, so that it can
/// end with nothing left behind. A second Ctrl-C ends the program at once.
final class StopSignals {
  private final class Flag: Sendable {
    let isSet = Atomic(false)
  }

  private let flag = Flag()
  private var sources: [any DispatchSourceSignal] = []

  init() {
    for number in [SIGINT, SIGTERM, SIGHUP] {
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      let flag = flag
      source.setEventHandler {
        if flag.isSet.exchange(true, ordering: .relaxed) {
          signal(number, SIG_DFL)
          raise(number)
        }
      }
      source.resume()
      sources.append(source)
    }
  }

  deinit {
    for source in sources { source.cancel() }
    for number in [SIGINT, SIGTERM, SIGHUP] { signal(number, SIG_DFL) }
  }

  /// Whether somebody has asked to stop.
  var isAsked: Bool { flag.isSet.load(ordering: .relaxed) }
}
