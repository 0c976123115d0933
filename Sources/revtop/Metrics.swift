import ArgumentParser
import RevRuntime

/// `revtop metrics`.
struct Metrics: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print the metric book: what every number means.")

  @Flag(help: "Print JSON.")
  var json = false

  @Flag(help: "Print the Markdown of Documentation/Metrics.md.")
  var markdown = false

  func validate() throws {
    if json && markdown { throw ValidationError("choose one of --json and --markdown") }
  }

  func run() throws {
    try Console.run {
      try Console.print(
        json ? MetricsCommand.json() : markdown ? MetricsCommand.markdown() : MetricsCommand.text())
    }
  }
}
