import ArgumentParser
import RevRuntime

/// `revtop anomalies`.
struct AnomalyList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "anomalies",
    abstract: "List numbers beyond their own last weeks or past a threshold.",
    discussion: """
      For cron: revtop anomalies my-export --fail ends with status 3 when there are some.

      Beyond its own past is a number more than three robust deviations from the median of its last \
      eight weeks.
      """)

  @OptionGroup var snapshot: SnapshotOptions

  @Flag(help: "Print JSON.")
  var json = false

  @Flag(help: "End with status 3 when there are some.")
  var fail = false

  func run() throws {
    try Console.run {
      var command = AnomaliesCommand()
      command.isJSON = json
      let (text, isEmpty) = command.run(try Console.open(snapshot.request()))
      try Console.print(text)
      if fail, !isEmpty { throw ExitCode(3) }
    }
  }
}
