import ArgumentParser
import RevMetrics
import RevRuntime

/// `revtop explain`.
struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say how one number was made, down to what was left out.")

  @Argument(help: "The number, by id: pipeline.coverage.")
  var metric: String

  @OptionGroup var snapshot: SnapshotOptions

  @Option(
    help: ArgumentHelp(
      "Compare with a day, a period, owner:ID, last-monday, last-week, last-month, previous or last-year.",
      valueName: "what"))
  var against: String?

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    try Console.run {
      guard let id = MetricID(rawValue: metric) else {
        throw CommandError(
          .badUsage, "no number is called '\(metric)'; 'revtop metrics' lists them")
      }
      var request = snapshot.request()
      request.against = against
      try Console.print(ExplainCommand.run(id, Console.open(request), json: json))
    }
  }
}
