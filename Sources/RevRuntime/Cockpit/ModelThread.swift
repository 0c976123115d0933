import Foundation
import RevModel
import RevPresentation

/// Fits the model of a question on a thread of its own and says when it is there.
enum ModelThread {
  static func start(_ analyst: Analyst, _ question: Question, mailbox: Mailbox) {
    let thread = Thread {
      analyst.fitModel(for: question)
      mailbox.post(.modelFitted)
    }
    thread.stackSize = 8 << 20
    thread.start()
  }
}
