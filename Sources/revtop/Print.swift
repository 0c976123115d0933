import ArgumentParser
import RevRuntime

/// `revtop print`.
struct Print: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print one frame of the cockpit as text, ANSI or SVG.",
    discussion: """
      Keys are pressed first, in order and by name: revtop print sample-data --keys 2 Enter Enter
      """)

  @OptionGroup var snapshot: SnapshotOptions

  @Option(help: ArgumentHelp("Columns and rows.", valueName: "columns x rows"))
  var size = "120x40"

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("Keys to press before the frame is taken.", valueName: "key"))
  var keys: [String] = []

  @Flag(help: "Draw with ASCII characters only.")
  var ascii = false

  @Flag(help: "Print with colours, as a terminal shows it.")
  var ansi = false

  @Flag(help: "Print an SVG picture.")
  var svg = false

  func validate() throws {
    if ansi && svg { throw ValidationError("choose one of --ansi and --svg") }
  }

  func run() throws {
    try Console.run {
      var command = PrintCommand()
      try command.setSize(size)
      command.keys = keys
      command.isASCII = ascii
      command.form = svg ? .svg : ansi ? .ansi : .text
      Console.print(try command.run(Console.open(snapshot.request())))
    }
  }
}
