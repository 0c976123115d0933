import ArgumentParser
import RevRuntime

/// `revtop kpis`.
struct KPIs: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kpis", abstract: "Print every number of the metric book.")

  @OptionGroup var snapshot: SnapshotOptions

  @Option(help: ArgumentHelp("The day from which the movement starts.", valueName: "day"))
  var since: String?

  @Flag(help: "Print JSON, keys in the order of the book.")
  var json = false

  func run() throws {
    try Console.run {
      var request = snapshot.request()
      request.since = since
      let opened = try Console.open(request)
      Console.print(json ? KPICommand.json(opened) : KPICommand.text(opened))
    }
  }
}
