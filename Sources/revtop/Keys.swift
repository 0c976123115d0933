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
        Console.print(KeysCommand.markdown())
      } else {
        let path = DataFolders().userConfig.map { "\($0)/config.yaml" }
        Console.print(try KeysCommand.text(Config(path: path), preset: preset))
      }
    }
  }
}
