import ArgumentParser
import RevRuntime

/// `revtop assert`.
struct Assert: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check a claim about a number; exit status 3 when it is false.",
    discussion: "revtop assert 'pipeline.coverage >= 3' my-export")

  @Argument(help: "The claim: a number's id, one of >= <= > < == !=, and a value (0.2 or 20%).")
  var claim: String

  @OptionGroup var snapshot: SnapshotOptions

  func run() throws {
    try Console.run {
      let command = try AssertCommand(claim)
      try Console.print(command.run(Console.open(snapshot.request())))
    }
  }
}
