import ArgumentParser
import RevRuntime

/// `revtop check`.
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say what a snapshot folder holds and what is wrong with it.",
    discussion: "Exit status 1 when any row was set aside.")

  @Argument(help: "The snapshot folder.", completion: .directory)
  var folder: String

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    try Console.run {
      let (text, isClean) = try CheckCommand.run(folder: folder, json: json)
      try Console.print(text)
      if !isClean { throw ExitCode(1) }
    }
  }
}
