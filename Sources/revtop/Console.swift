import ArgumentParser
import Foundation
import RevRuntime

/// Standard output and standard error, and how a command ends.
enum Console {
  /// Writes to standard output; a reader that went away (`| head`) is no error.
  ///
  /// What cannot be written, on a full disk for example, is an error: half of a list must not pass
  /// for the whole.
  static func print(_ text: String) throws(CommandError) {
    var data = Array(text.utf8)[...]
    while !data.isEmpty {
      let written = unsafe data.withUnsafeBytes { unsafe write(1, $0.baseAddress, $0.count) }
      if written < 0 {
        let code = errno
        if code == EINTR { continue }
        if code == EPIPE { return }
        let why = unsafe String(cString: strerror(code))
        throw CommandError(
          .badData, "standard output cannot be written: \(why); what is there is not all of it")
      }
      data = data.dropFirst(written)
    }
  }

  /// One line on standard error for each line of the text.
  static func complain(_ text: String) {
    for line in text.split(separator: "\n") {
      FileHandle.standardError.write(Data("revtop: \(TextGate.line(String(line)))\n".utf8))
    }
  }

  /// Runs the body; an error becomes one line on standard error and the exit status.
  static func run(_ body: () throws -> Void) throws {
    do {
      try body()
    } catch let error as CommandError {
      complain(error.description)
      throw ExitCode(error.kind.rawValue)
    }
  }

  /// Opens a snapshot, with its warnings on standard error.
  static func open(_ request: SnapshotRequest) throws(CommandError) -> SnapshotRequest.Opened {
    let opened = try request.open()
    for warning in opened.warnings { complain(warning) }
    return opened
  }
}
