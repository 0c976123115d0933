import RevMetrics
import RevModel
import RevPanes
import TermCells

/// `revtop print`: one frame as text, ANSI or SVG.
package struct PrintCommand: Sendable {
  package enum Form: String, Sendable, CaseIterable { case text, ansi, svg }

  package var form = Form.text
  package var columns = 120
  package var rows = 40
  package var isASCII = false
  package var isPlain = false
  package var keys: [String] = []
  /// A session that is played after the keys.
  package var replay: Replay?
  /// Whether a size was asked for, so that the replay's own does not count.
  package var hasSize = false
  /// Every look of the replay instead of the last one: an animated picture.
  package var isTour = false
  /// What pictures and colours are painted with.
  private(set) var theme = Theme(name: "dark", palette: .dark)

  package init() {}

  /// Understands `120x40`.
  package mutating func setSize(_ text: String) throws(CommandError) {
    let parts = text.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let columns = parts[0], let rows = parts[1],
      (1...1000).contains(columns), (1...1000).contains(rows)
    else {
      throw CommandError(.badUsage, "--size: '\(text)' is no size; write it as 120x40")
    }
    (self.columns, self.rows) = (columns, rows)
    hasSize = true
  }

  /// Takes the theme of a name or of the path of its file.
  package mutating func setTheme(_ choice: String) throws(CommandError) {
    theme = try ThemeFiles.theme(choice).theme
  }

  package func run(_ opened: SnapshotRequest.Opened) throws(CommandError) -> String {
    var cockpit = StillCockpit(opened, columns: columns, rows: rows, isPlain: isPlain)
    try cockpit.press(keys)
    if isTour, let replay { return try tour(&cockpit, replay, title: title(opened)) }
    if let replay { try cockpit.play(replay, isResizing: !hasSize, isASCII: isASCII) }
    let surface = cockpit.surface(isASCII: isASCII)
    switch form {
    case .text: return surface.text + "\n"
    case .ansi: return AnsiWriter(palette: theme.palette, depth: .indexed).text(of: surface)
    case .svg: return picture.document(of: surface, title: title(opened))
    }
  }

  /// Frames that are looked at for as long as the replay pauses, as one moving picture.
  private func tour(
    _ cockpit: inout StillCockpit, _ replay: Replay, title: String
  ) throws(CommandError) -> String {
    var frames: [SVGTour.Frame] = []
    var caption = ""
    try cockpit.play(replay, isResizing: !hasSize, isASCII: isASCII) { step, surface in
      switch step {
      case .say(let words): caption = words
      case .pause(let seconds):
        frames.append(.init(surface: surface, seconds: seconds, caption: caption))
      case .event, .see, .miss: break
      }
    }
    guard !frames.isEmpty else {
      throw CommandError(
        .badData, "\(replay.file): a tour shows a frame at each 'pause', and there is none")
    }
    return SVGTour(writer: picture).document(of: frames, title: title)
  }

  private var picture: SVGWriter {
    var writer = SVGWriter(palette: theme.palette)
    guard let back = theme.background.flatMap(ColorMap.rgb(of:)) else { return writer }
    writer.background = back
    writer.foreground =
      ColorMap.luminance(of: back) < 0.3
      ? RGB(red: 0xD8, green: 0xD8, blue: 0xD8) : RGB(red: 0x1E, green: 0x1E, blue: 0x1E)
    return writer
  }

  private func title(_ opened: SnapshotRequest.Opened) -> String {
    "revtop on \(opened.engine.snapshot.manifest.name), as of \(opened.question.asOf)"
  }
}
