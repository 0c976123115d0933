import Foundation

/// The program under test, and folders for it.
enum Program {
  /// The binary beside the test bundle.
  static let path: String = {
    let own = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let folder = URL(filePath: own ?? CommandLine.arguments[0]).deletingLastPathComponent()
    return folder.appending(path: "revtop").path
  }()

  /// The top folder of the repository.
  static let root: String = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  static let sample = "\(root)/sample-data"

  /// Runs a command of the program without a terminal.
  static func run(_ arguments: String...) throws -> (output: String, errors: String, status: Int32)
  {
    try Tmux.spawn(path, arguments)
  }
}
