import ArgumentParser
import RevRuntime

/// `revtop kpis`.
struct KPIs: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kpis", abstract: "Print every number of the metric book.")

  @OptionGroup var snapshot: SnapshotOptions

  @Option(help: ArgumentHelp("The day from which the movement starts.", valueName: "day"))
  var since: String?

  @Option(
    help: ArgumentHelp(
      "Compare with a day, a period, owner:ID, last-monday, last-week, last-month, previous or last-year.",
      valueName: "what"))
  var against: String?

  @Flag(help: "Print JSON, keys in the order of the book.")
  var json = false

  func run() throws {
    try Console.run {
      var request = snapshot.request()
      request.since = since
      request.against = against
      let opened = try Console.open(request)
      try Console.print(json ? KPICommand.json(opened) : KPICommand.text(opened))
    }
  }
}
