import ArgumentParser
import Foundation
import RevRuntime

/// `revtop [FOLDER]`: the cockpit.
struct Open: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Open the cockpit on a snapshot folder (the default).",
    discussion: """
      Without a folder: this one when it holds deals.csv, else the sample data. Where there is \
      neither, and with --welcome, a first screen offers to import your own files.
      """)

  @Argument(help: "The snapshot folder.", completion: .directory)
  var folder: String?

  @Flag(help: "Begin with the first screen: open the sample, import files, or read how.")
  var welcome = false

  @OptionGroup var question: QuestionOptions

  @Option(help: "The theme, by name or by the path of its file (Base16 schemes too).")
  var theme: String?

  @Flag(help: "Draw with ASCII characters only.")
  var ascii = false

  @Flag(help: "One thing after the other in words, for a screen reader.")
  var plain = false

  @Flag(help: "Read the files again whenever they have changed.")
  var watch = false

  @Option(
    help: ArgumentHelp(
      "Write everything that is pressed into this file, for a bug report.", valueName: "file"),
    completion: .file())
  var record: String?

  @Option(
    help: ArgumentHelp("Play such a file first, then take over.", valueName: "file"),
    completion: .file())
  var play: String?

  @Option(
    help: ArgumentHelp(
      "Write a new number into this file after each frame with nothing pending, for tests.",
      visibility: .hidden))
  var settleFile: String?

  /// Whether arguments can be seen to open the cockpit without reading them all: there are none, or
  /// the first one is a folder.
  static func isMeant(by arguments: some Collection<String>) -> Bool {
    guard let first = arguments.first else { return true }
    var isFolder: ObjCBool = false
    let isThere = unsafe FileManager.default.fileExists(atPath: first, isDirectory: &isFolder)
    return isThere && isFolder.boolValue
  }

  func run() throws {
    try Console.run {
      guard isatty(1) == 1, isatty(0) == 1 else {
        throw CommandError(
          .badUsage,
          "the cockpit needs a terminal; use 'revtop kpis' or 'revtop print' to write to a file")
      }
      let replay = try play.map { path throws(CommandError) in try Replay(path: path) }
      Cockpit.supervise()
      let folder = welcome ? nil : folder ?? Self.home()
      var options = CockpitOptions(folder: folder)
      options.request = folder.map { question.request(folder: $0) }
      options.theme = theme
      options.usesASCII = ascii
      options.settleFile = settleFile
      options.isPlain = plain
      options.isWatching = watch
      options.record = record
      options.replay = replay
      let ending = try Cockpit.run(options)
      if let why = ending.complaint { Console.complain(why) }
      if ending.exitStatus != 0 { throw ExitCode(ending.exitStatus) }
    }
  }

  /// The folder that is opened when none is named; nil when there is none.
  private static func home() -> String? {
    if FileManager.default.fileExists(atPath: "deals.csv") { return "." }
    return DataFolders().all("sample-data").first
  }
}
