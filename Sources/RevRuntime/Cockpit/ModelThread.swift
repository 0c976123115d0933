import Foundation
import RevIngest
import RevModel
import RevPresentation
import Synchronization

/// Fits the model of a question on a thread of its own, and says how far it is and when it is there.
///
/// A class because the loop and the thread share the wish to stop.
final class ModelThread: Sendable {
  let question: Question
  private let isUnwanted = Atomic(false)

  private init(_ question: Question) { self.question = question }

  static func start(_ analyst: Analyst, _ question: Question, mailbox: Mailbox) -> ModelThread {
    let work = ModelThread(question)
    let thread = Thread {
      var last = ContinuousClock.now
      analyst.fitModel(for: question) { share in
        let now = ContinuousClock.now
        if now - last > .milliseconds(150) {
          last = now
          mailbox.post(.fitting(share))
        }
        return !work.isUnwanted.load(ordering: .relaxed)
      }
      // Fitting takes much memory for a moment, and whoever goes through many days asks often.
      FreeMemory.giveBack()
      mailbox.post(.modelFitted)
    }
    thread.stackSize = 8 << 20
    thread.start()
    return work
  }

  /// The screen has gone on to another question: what is half done is dropped.
  func cancel() { isUnwanted.store(true, ordering: .relaxed) }
}
