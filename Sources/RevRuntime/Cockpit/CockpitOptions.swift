/// How the cockpit is opened.
package struct CockpitOptions: Sendable {
  /// Nil begins with the screen without data.
  package var folder: String?
  /// Name of a theme, or the path of its file; the config's, else the default, when nil.
  package var theme: String?
  /// Draws with ASCII only.
  package var usesASCII = false
  /// One thing after the other in words, for people who listen to the screen.
  package var isPlain = false
  /// Reads the files again whenever they have changed.
  package var isWatching = false
  /// A file that gets everything that is pressed.
  package var record: String?
  /// A session to be played before the person takes over.
  package var replay: Replay?
  /// A file that gets a new number after each drawn frame with nothing pending, for tests.
  package var settleFile: String?
  /// The question to begin with; that of the snapshot's own day when nil.
  package var request: SnapshotRequest?

  package init(folder: String?) { self.folder = folder }
}

/// How the cockpit ended.
package enum CockpitEnding: Sendable, Equatable {
  case quit
  /// Ctrl-C, or a signal that asks to end.
  case interrupted(signal: Int32)
  /// The snapshot could not be read, or the terminal is gone.
  case failed(String)
  /// What is asked of the snapshot cannot be asked of it.
  case refused(CommandError)
  /// A replay claims what the screen does not show.
  case claimFailed(String)

  package var exitStatus: Int32 {
    switch self {
    case .quit: 0
    case .interrupted(let signal): 128 + signal
    case .failed: CommandError.Kind.badData.rawValue
    case .refused(let error): error.kind.rawValue
    case .claimFailed: CommandError.Kind.assertionFalse.rawValue
    }
  }

  /// What is to be said on standard error; nil for nothing.
  package var complaint: String? {
    switch self {
    case .quit, .interrupted: nil
    case .failed(let why), .claimFailed(let why): why
    case .refused(let error): error.description
    }
  }
}
