import ArgumentParser
import RevRuntime

/// `revtop report`.
struct Report: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write the weekly report: the number, what changed, deals, customers, actions.",
    discussion: """
      revtop report my-export --out weekly.html

      The ending of --out decides the form unless --format is given; without --out Markdown is \
      printed. The same snapshot and journal give the same report, so that the reports of two weeks \
      can be compared line by line.
      """)

  @OptionGroup var snapshot: SnapshotOptions

  @Option(help: ArgumentHelp("Compare with this day.", valueName: "last-monday|day"))
  var since = "last-monday"

  @Option(help: ArgumentHelp("md, html or json.", valueName: "form"))
  var format: String?

  @Option(
    help: ArgumentHelp("Write into this file.", valueName: "file"), completion: .file())
  var out: String?

  @Flag(help: "Replace the file of --out.")
  var force = false

  @Flag(help: "Numbers in place of the names of people, accounts and deals.")
  var mask = false

  func run() throws {
    try Console.run {
      var command = ReportCommand()
      command.since = since
      try command.setForm(format, out: out)
      command.isForced = force
      command.masksNames = mask
      try Console.print(command.run(Console.open(snapshot.request())))
    }
  }
}
