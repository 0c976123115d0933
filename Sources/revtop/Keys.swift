import ArgumentParser
import RevRuntime

/// `revtop keys`.
struct Keys: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print every key of the cockpit, with those of your config file.")

  @Option(help: "Keys for people who come from another program: visidata or k9s.")
  var preset: String?

  @Flag(help: "Print the Markdown of Documentation/Keys.md.")
  var markdown = false

  func run() throws {
    try Console.run {
      if markdown {
        try Console.print(KeysCommand.markdown())
      } else {
        let path = DataFolders().userConfig.map { "\($0)/config.yaml" }
        try Console.print(KeysCommand.text(Config(path: path), preset: preset))
      }
    }
  }
}
