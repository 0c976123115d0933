import ArgumentParser
import RevRuntime

/// `revtop movement`.
struct MovementReport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "movement",
    abstract: "Say what changed in the open pipeline since a day.",
    discussion: "Start and all buckets give the end, to the hundredth.")

  @OptionGroup var snapshot: SnapshotOptions

  @Option(help: ArgumentHelp("Since this day; a week before the as-of day.", valueName: "day"))
  var since: String?

  @Flag(help: "Print JSON.")
  var json = false

  @Flag(help: "Print CSV.")
  var csv = false

  func validate() throws {
    if json && csv { throw ValidationError("choose one of --json and --csv") }
  }

  func run() throws {
    try Console.run {
      var request = snapshot.request()
      request.since = since
      let opened = try Console.open(request)
      try Console.print(MovementCommand.run(opened, form: json ? .json : csv ? .csv : .text))
    }
  }
}
