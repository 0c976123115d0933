import Foundation
import TermCells

/// Writes what the person does into a replay file, line by line, so that a crash loses nothing.
struct ReplayRecorder {
  private let handle: FileHandle
  private var lastStart: UInt64 = 0

  /// Creates the file, readable for its owner alone; one that exists is left as it is.
  init(path: String, size: Size) throws(CommandError) {
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      let why =
        errno == EEXIST ? "exists; name another file" : unsafe String(cString: strerror(errno))
      throw CommandError(.badUsage, "--record: \(path): \(why)")
    }
    handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    write(
      """
      \(Replay.signature)
      # Recorded by revtop \(Version.text). Play it: revtop --play FILE FOLDER
      # Keys and typed text stand below; nothing of the snapshot does.
      size \(size.width)x\(size.height)

      """)
  }

  mutating func record(_ event: TerminalEvent) {
    guard let line = ReplayText.line(event) else { return }
    lastStart = (try? handle.offset()) ?? lastStart
    write(line + "\n")
  }

  /// Takes the last line back: what left the program is no part of the replay, whose last screen
  /// is to be seen.
  mutating func forgetLast() {
    guard lastStart > 0 else { return }
    try? handle.truncate(atOffset: lastStart)
  }

  private func write(_ text: String) {
    try? handle.write(contentsOf: Data(text.utf8))
  }
}
