import Foundation
import RevImport
import RevPresentation
import Synchronization

/// Imports files on a thread of its own and posts how it goes.
///
/// A class because the loop keeps it to be able to stop it.
final class ImportThread: Sendable {
  private let isStopped = Atomic(false)
  private let mailbox: Mailbox

  private init(_ mailbox: Mailbox) { self.mailbox = mailbox }

  /// Stops as soon as it can; what it posts from here on is nobody's any more.
  func stop() { isStopped.store(true, ordering: .relaxed) }

  private func post(_ action: WelcomeAction) {
    if !isStopped.load(ordering: .relaxed) { mailbox.post(.welcome(action)) }
  }

  static func start(
    _ files: [String], into folder: String, answers: [String], mailbox: Mailbox
  ) -> ImportThread {
    let work = ImportThread(mailbox)
    begin {
      var command = ImportCommand(files: files, folder: folder)
      for answer in answers { command.take(answer) }
      work.post(work.run(command))
    }
    return work
  }

  /// Writes the invented company.
  static func startSample(folder: String, mailbox: Mailbox) -> ImportThread {
    let work = ImportThread(mailbox)
    begin {
      do throws(CommandError) {
        let text = try SampleCommand(folder: ImportCommand.home(folder)).run { done, total in
          work.post(
            .progressed(
              WelcomeProgress(
                step: "writing deals", rows: done, share: Double(done) / Double(max(1, total)),
                seconds: 0)))
          return !work.isStopped.load(ordering: .relaxed)
        }
        work.post(.imported(text.lines, folder: folder))
      } catch {
        work.post(.failed(error.description.lines))
      }
    }
    return work
  }

  private static func begin(_ body: @escaping @Sendable () -> Void) {
    let thread = Thread(block: body)
    thread.stackSize = 8 << 20
    thread.start()
  }

  private func run(_ command: ImportCommand) -> WelcomeAction {
    let clock = ContinuousClock()
    let start = clock.now
    var last = start
    do throws(CommandError) {
      let request = try command.request()
      let result = try Self.outcome(request) { [self] progress in
        let now = clock.now
        guard now - last > .milliseconds(80) else { return }
        last = now
        post(
          .progressed(
            WelcomeProgress(
              step: progress.step, rows: progress.rows, share: progress.share,
              seconds: (now - start) / .seconds(1))))
      } isCancelled: { [self] in
        isStopped.load(ordering: .relaxed)
      }
      switch result {
      case .success(let result):
        return .imported(
          result.summary + [""] + result.details, folder: command.folder)
      case .failure(.questions(let questions)):
        return .asked(
          questions.map {
            WelcomeQuestion(text: "\($0.file): \($0.question)", answers: $0.answers)
          })
      case .failure(let error): return .failed(error.description.lines)
      }
    } catch {
      return .failed(error.description.lines)
    }
  }

  private static func outcome(
    _ request: ImportRequest, progress: @escaping (ImportProgress) -> Void,
    isCancelled: @escaping () -> Bool
  ) throws(CommandError) -> Result<ImportResult, ImportError> {
    do throws(ImportError) {
      return .success(
        try Importer.run(request, progress: progress, isCancelled: isCancelled))
    } catch {
      return .failure(error)
    }
  }
}

extension String {
  fileprivate var lines: [String] {
    split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }
}
