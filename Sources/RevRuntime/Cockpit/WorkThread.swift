import Foundation
import RevPresentation

/// Does what takes too long for the screen on a thread of its own, and posts what came of it.
enum WorkThread {
  static func start(mailbox: Mailbox, _ work: @escaping @Sendable () -> Action?) {
    let thread = Thread {
      mailbox.post(.worked(work()))
    }
    thread.stackSize = 8 << 20
    thread.start()
  }
}
