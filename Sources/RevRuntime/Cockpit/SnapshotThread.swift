import Foundation
import RevIngest
import RevMetrics
import RevModel
import RevPresentation

/// How far a load has come.
typealias LoadingProgress = LoadProgress

/// A snapshot that was read, or why it was not.
enum LoadOutcome: Sendable {
  case success(Engine, LoadReport)
  case failure(String)
}

/// Reads a snapshot on a thread of its own and posts how it goes.
enum SnapshotThread {
  /// - Parameter look: how a glimpse of what is there early is to look; nil when nobody wants one.
  static func start(folder: String, look: Glimpse.Look?, mailbox: Mailbox) {
    let thread = Thread {
      // Made here, so that the threads that read do not take the processors from it.
      let early = look.map { look in
        EarlyLook { mailbox.post(.glimpsed(Glimpse(Engine($0), look))) }
      }
      do throws(LoadError) {
        let loaded = try SnapshotLoader.load(folder: folder, early: early) {
          progress in
          mailbox.post(.loading(progress))
        }
        mailbox.post(.loaded(.success(Engine(loaded.snapshot), loaded.report)))
      } catch {
        mailbox.post(.loaded(.failure(error.description)))
      }
    }
    // Sorting and hashing are shallow, but a generous stack costs nothing until it is used.
    thread.stackSize = 8 << 20
    thread.start()
  }
}
