import RevPresentation
import Synchronization
import TermCurses

/// What other threads have to tell the loop; posting ends its wait.
///
/// A class because the loop and the threads share it.
final class Mailbox: Sendable {
  enum Message: Sendable {
    case action(Action)
    case loading(LoadingProgress)
    case loaded(LoadOutcome)
    /// What is there before all lists are read.
    case glimpsed(Glimpse)
    case modelFitted
    /// What came of an effect that was carried out behind the screen; nil for nothing.
    case worked(Action?)
    /// What a copy of the presenter has worked out, and the whole picture of a state.
    case workedOut(WorkedOut)
    case pictured(WorkedPicture)
    /// The answer of a step that nobody has taken yet.
    case foreseen(Foresight)
    /// The presenter of files that were read again.
    case reread(Presenter, Action)
    /// The files of the snapshot have changed and come to rest.
    case folderChanged(String)
    case welcome(WelcomeAction)
    /// How far the model is that is being fitted, 0 to 1.
    case fitting(Double)
  }

  private let messages = Mutex<[Message]>([])
  private let wake = Wake()

  var descriptor: Int32 { wake.descriptor }

  func post(_ message: Message) {
    messages.withLock { $0.append(message) }
    wake.signal()
  }

  func drain() -> [Message] {
    messages.withLock { waiting in
      let all = waiting
      waiting.removeAll(keepingCapacity: true)
      return all
    }
  }
}
