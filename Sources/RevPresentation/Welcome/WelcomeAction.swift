/// What happens on the screen without data.
package enum WelcomeAction: Equatable, Sendable {
  case resized(ScreenSize)

  // From the person.
  /// The cursor or the text is moved by lines.
  case moved(Int)
  case accepted
  case wentBack
  /// Tab.
  case completes
  case edited(LineEdit)
  /// A letter of the first page.
  case chose(Character)
  /// Takes the last file off the list.
  case removed
  case quit

  // Answers to effects.
  /// What begins like the typed path: the longest text that all have in common, and their names.
  case completed(String, names: [String])
  /// The files of a path, each once.
  case found([WelcomeFile])
  case progressed(WelcomeProgress)
  case asked([WelcomeQuestion])
  /// An import is done: its report, and the folder.
  case imported([String], folder: String)
  case failed([String])
}

/// Work for the runtime.
package enum WelcomeEffect: Equatable, Sendable {
  /// Completes a path; only folders where no file will do.
  case complete(String, foldersOnly: Bool)
  /// Finds the files of a path.
  case find(String)
  case importFiles([String], into: String, answers: [String])
  case stopImport
  case open(folder: String)
  case openSample
  case writeSample(folder: String)
  /// Back to the cockpit below.
  case leave
  case quit
}
