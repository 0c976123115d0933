import ArgumentParser
import RevRuntime

/// `revtop actions`.
struct Actions: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List the next-best actions, each with its money and what was decided about it.")

  @OptionGroup var snapshot: SnapshotOptions

  @Flag(help: "Leave out what is snoozed, done or dismissed.")
  var open = false

  @Flag(help: "Print JSON.")
  var json = false

  @Flag(help: "Print CSV.")
  var csv = false

  func validate() throws {
    if json && csv { throw ValidationError("choose one of --json and --csv") }
  }

  func run() throws {
    try Console.run {
      var command = ActionsCommand()
      command.form = json ? .json : csv ? .csv : .text
      command.onlyOpen = open
      try Console.print(command.run(try Console.open(snapshot.request())))
    }
  }
}
