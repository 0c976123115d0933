import Foundation
import RevPresentation

/// Carries out an effect that takes too long for the screen on a thread of its own, and posts what
/// came of it.
enum WorkThread {
  static func start(_ analyst: Analyst, _ effect: Effect, warnings: Int, mailbox: Mailbox) {
    let thread = Thread {
      guard let action = analyst.perform(effect, warnings: warnings) else { return }
      mailbox.post(.action(action))
    }
    thread.stackSize = 8 << 20
    thread.start()
  }
}
