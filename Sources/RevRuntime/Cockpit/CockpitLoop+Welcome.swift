import Foundation
import RevPanes
import RevPresentation
import TermCells

/// The screen without data in the loop: before there is a snapshot, and over the cockpit.
extension CockpitLoop where Display: ~Copyable {
  /// Shows it over the cockpit, with the files page first.
  mutating func beginImport() {
    // A folder that came out of an import is the one that next week's files go into.
    let isImported = folder.map { FileManager.default.fileExists(atPath: "\($0)/import.yaml") }
    let target = isImported == true ? folder : nil
    welcome = WelcomeState(
      size: state?.size ?? ScreenSize(columns: 80, rows: 24), hasSample: samplePath != nil,
      isOverCockpit: true, folder: target ?? "my-company")
    needsFrame = true
  }

  var samplePath: String? { DataFolders().all("sample-data").first }

  /// Takes an event; false when it is the loop's own affair.
  mutating func handleWelcome(_ event: TerminalEvent) -> Bool {
    guard let welcome else { return false }
    switch event {
    case .key(let key):
      if let action = WelcomeKeys.action(for: key, in: welcome) { reduceWelcome(action) }
      return true
    case .paste(let text):
      for action in WelcomeKeys.actions(forPaste: text, in: welcome) { reduceWelcome(action) }
      return true
    case .mouse, .unknownKey: return true
    case .resized(let size):
      reduceWelcome(.resized(ScreenSize(columns: size.width, rows: size.height)))
      return false
    case .resumed, .background, .quitRequested, .closed: return false
    }
  }

  mutating func reduceWelcome(_ action: WelcomeAction) {
    needsFrame = true
    var waiting = [action]
    while !waiting.isEmpty {
      let next = waiting.removeFirst()
      guard let effects = welcome?.reduce(next) else { return }
      for effect in effects {
        if let answer = carryOut(effect) { waiting.append(answer) }
      }
    }
  }

  private mutating func carryOut(_ effect: WelcomeEffect) -> WelcomeAction? {
    switch effect {
    case .complete(let text, let foldersOnly):
      return WelcomeFiles.complete(text, foldersOnly: foldersOnly)
    case .find(let text): return WelcomeFiles.find(text)
    case .importFiles(let files, let folder, let answers):
      importing = ImportThread.start(files, into: folder, answers: answers, mailbox: mailbox)
    case .writeSample(let folder):
      importing = ImportThread.startSample(folder: folder, mailbox: mailbox)
    case .stopImport:
      importing?.stop()
      importing = nil
    case .open(let folder): open(ImportCommand.home(folder))
    case .openSample:
      guard let path = samplePath else { return .failed(["the sample data is not installed"]) }
      open(path)
    case .leave: welcome = nil
    case .quit: ending = .quit
    }
    return nil
  }

  /// Opens another folder; the screen without data stays until it has been read.
  private mutating func open(_ path: String) {
    if !isOpening { former = folder }
    folder = path
    isOpening = true
    load()
  }
}
