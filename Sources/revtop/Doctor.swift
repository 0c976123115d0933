import ArgumentParser
import RevRuntime

/// `revtop doctor`.
struct Doctor: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say what the terminal can do and where files are looked for, for a bug report.",
    discussion: "Nothing of any snapshot or of what was written is in it.")

  @Flag(help: "Crash on the open screen, to see that the terminal is restored.")
  var crashTest = false

  func run() throws {
    try Console.run {
      if crashTest {
        Cockpit.supervise()
        try DoctorCommand.crash()
      }
      try Console.print(DoctorCommand.run())
    }
  }
}
