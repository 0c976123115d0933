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

  @Option(
    help: ArgumentHelp(
      "Columns and rows; 120x40, or what the replay says.", valueName: "columns x rows"))
  var size: String?

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("Keys to press before the frame is taken.", valueName: "key"))
  var keys: [String] = []

  @Option(
    help: ArgumentHelp(
      "Play a session that --record wrote, in its own size; exit status 3 when a claim fails.",
      valueName: "file"), completion: .file())
  var play: String?

  @Flag(help: "Draw with ASCII characters only.")
  var ascii = false

  @Flag(help: "Print one thing after the other in words, as --plain shows it.")
  var plain = false

  @Option(help: "The theme of --ansi and --svg, by name or by the path of its file.")
  var theme: String?

  @Flag(help: "Print with colours, as a terminal shows it.")
  var ansi = false

  @Flag(help: "Print an SVG picture.")
  var svg = false

  @Flag(help: "Print a moving SVG picture of what --play shows at each pause.")
  var tour = false

  func validate() throws {
    if [ansi, svg, tour].count(where: { $0 }) > 1 {
      throw ValidationError("choose one of --ansi, --svg and --tour")
    }
    if tour && play == nil { throw ValidationError("--tour needs --play FILE") }
  }

  func run() throws {
    try Console.run {
      var command = PrintCommand()
      if let size { try command.setSize(size) }
      if let play { command.replay = try Replay(path: play) }
      if let theme { try command.setTheme(theme) }
      command.isTour = tour
      command.isPlain = plain
      command.keys = keys
      command.isASCII = ascii
      command.form = svg ? .svg : ansi ? .ansi : .text
      try Console.print(command.run(Console.open(snapshot.request())))
    }
  }
}
