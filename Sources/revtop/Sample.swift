import ArgumentParser
import Foundation
import RevRuntime

/// `revtop sample`.
struct Sample: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write the snapshot of an invented company.",
    discussion: "The same options give the same bytes on every run.")

  @Option(help: "How many deals.")
  var deals = 1_500

  @Option(help: "Another number gives another company.")
  var seed: UInt64 = 1

  @Option(help: "The folder to write; created when it does not exist.", completion: .directory)
  var out: String

  @Option(help: ArgumentHelp("The last day that the snapshot covers.", valueName: "day"))
  var asOf: String?

  @Option(help: "Months of history.")
  var months = 36

  @Option(help: "The company's name.")
  var name: String?

  @Flag(help: "Write into a folder that holds other files.")
  var force = false

  func run() throws {
    try Console.run {
      var command = SampleCommand(folder: out)
      command.deals = deals
      command.seed = seed
      command.asOf = asOf
      command.months = months
      command.name = name
      command.isForced = force
      var meter = ProgressLine("deals")
      let text = try command.run { done, total in
        meter.show(done: done, total: total)
        return true
      }
      meter.clear()
      try Console.print(text)
    }
  }
}
