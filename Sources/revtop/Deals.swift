import ArgumentParser
import RevMetrics
import RevRuntime

/// `revtop deals`.
struct Deals: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List the deals behind a number.",
    discussion: """
      Without --metric: the open deals of the period, largest first. With --at-risk: the deals \
      that need somebody, with their chances and every reason behind them.
      """)

  @OptionGroup var snapshot: SnapshotOptions

  @Option(help: "The number whose deals are listed, by id: pipeline.past_due, bookings.won ...")
  var metric = "pipeline.open"

  @Option(
    help: ArgumentHelp(
      "A bucket of the movement instead: PushedOut, new, won ...", valueName: "bucket"))
  var bucket: String?

  @Option(help: ArgumentHelp("The day from which the movement starts.", valueName: "day"))
  var since: String?

  @Option(
    help: ArgumentHelp(
      "Sort by a column of the CSV form; a leading - turns it round.", valueName: "column"))
  var sort = "-amount"

  @Flag(help: "The deals at risk, those with most money at risk first.")
  var atRisk = false

  @Flag(help: "With --at-risk: only deals that are stalled in their stage.")
  var stalled = false

  @Flag(help: "Print JSON.")
  var json = false

  @Flag(help: "Print CSV.")
  var csv = false

  func validate() throws {
    if json && csv { throw ValidationError("choose one of --json and --csv") }
    if stalled && !atRisk { throw ValidationError("--stalled narrows --at-risk; give both") }
  }

  func run() throws {
    try Console.run {
      if atRisk {
        var command = RisksCommand()
        if stalled { command.narrowToStalled() }
        command.form = json ? .json : csv ? .csv : .text
        return try Console.print(command.run(Console.open(snapshot.request())))
      }
      guard let id = MetricID(rawValue: metric) else {
        throw CommandError(
          .badUsage, "--metric: no number is called '\(metric)'; 'revtop metrics' lists them")
      }
      var request = snapshot.request()
      request.since = since
      var command = DealsCommand()
      command.metric = id
      if let bucket { command.bucket = try Self.bucket(bucket) }
      command.sort = sort
      command.form = json ? .json : csv ? .csv : .text
      try Console.print(command.run(Console.open(request)))
    }
  }

  /// A bucket by its name in either spelling: `PushedOut`, `pushed_out`.
  private static func bucket(_ text: String) throws(CommandError) -> Movement.Bucket {
    let wanted = text.lowercased().filter { $0 != "_" }
    for bucket in Movement.Bucket.allCases
    where bucket.rawValue.filter({ $0 != "_" }) == wanted {
      return bucket
    }
    let names = Movement.Bucket.allCases.map(\.rawValue).joined(separator: ", ")
    throw CommandError(.badUsage, "--bucket: no bucket is called '\(text)'; there are \(names)")
  }
}
