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
  /// - Parameter isFirst: whether nothing is on the screen yet, so that it wants what is there early.
  static func start(folder: String, isFirst: Bool, mailbox: Mailbox) {
    let thread = Thread {
      let early = EarlyLook { mailbox.post(.glimpsed(Engine($0))) }
      do throws(LoadError) {
        let loaded = try SnapshotLoader.load(folder: folder, early: isFirst ? early : nil) {
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
