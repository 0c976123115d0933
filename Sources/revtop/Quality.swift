import ArgumentParser
import RevRuntime

/// `revtop quality`.
struct Quality: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Measure the chances of the deals on later weeks that the model had not seen.")

  @OptionGroup var snapshot: SnapshotOptions

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    try Console.run {
      var command = QualityCommand()
      command.isJSON = json
      try Console.print(command.run(Console.open(snapshot.request())))
    }
  }
}
