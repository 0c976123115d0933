import ArgumentParser
import RevRuntime

/// The command line: every command of the program.
@main
struct RevTop: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "revtop",
    abstract: "htop for a company's revenue: a cockpit over a folder of CSV files.",
    discussion: """
      Without a command, revtop opens the cockpit on a snapshot folder (the sample data when none \
      is given). The other commands print the same numbers without a screen.

      Exit status: 0 done, 1 bad data, 2 bad usage, 3 an assertion was false.
      """,
    version: Version.text,
    subcommands: [
      Open.self, KPIs.self, Deals.self, Print.self, Explain.self, MovementReport.self,
      ForecastReport.self, Report.self, AnomalyList.self, Assert.self,
      Actions.self, Quality.self, JournalCommands.self, ThemeCommands.self, Doctor.self,
      Manual.self, Import.self, Check.self, Sample.self, Metrics.self, Keys.self,
    ],
    defaultSubcommand: Open.self)

  static func main() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    if Open.isMeant(by: arguments) {
      // Known before all arguments are read: those are read once, by the child.
      Cockpit.supervise()
      // Looking through the arguments of all the other commands takes longer than the cockpit's own.
      // What it cannot read is complained about as everywhere.
      if let open = try? Open.parse(arguments) { main(running: open) }
    }
    main(nil)
  }

  private static func main(running open: Open) -> Never {
    do {
      try open.run()
      exit()
    } catch {
      exit(withError: error)
    }
  }
}
