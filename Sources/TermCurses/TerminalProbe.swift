internal import CTerminal
internal import Glibc
package import TermCells

/// Asks the terminal what it is and how wide it draws, for a report about trouble.
package enum TerminalProbe {
  /// A piece of text, the columns that the program counts for it, and those that the terminal took.
  package struct Width: Sendable {
    package let name: String
    package let text: String
    package let counted: Int
    /// nil when the terminal did not say where its cursor is.
    package let measured: Int?
  }

  package struct Report: Sendable {
    package var capabilities: TerminalCapabilities
    package var size: Size
    /// nil when the terminal did not say.
    package var background: RGB?
    package var widths: [Width]
  }

  private static let samples: [(name: String, text: String)] = [
    ("lines", "─┃┏┛"), ("blocks", "█▌▏▄"), ("ellipsis", "…"), ("triangles", "▲▼"),
    ("Greek", "Ωα"), ("accents", "e\u{301}a\u{308}"), ("Chinese", "日本"), ("Korean", "한국"),
    ("replacement", "\u{FFFD}"),
  ]
  /// How long an answer is waited for.
  private static let patience: Int32 = 200

  /// Opens the screen for a moment, and measures on it.
  package static func run() throws(TerminalError) -> Report {
    var report = try look()
    if report.capabilities.isModern { report.widths = measure() }
    return report
  }

  private static func look() throws(TerminalError) -> Report {
    var screen = try CursesScreen()
    screen.present(Surface(screen.size), palette: .plain)
    var background: RGB?
    // The answers arrive together.
    for event in screen.nextEvents(wakeDescriptor: nil, timeoutMilliseconds: patience) {
      if case .background(let color) = event { background = color }
    }
    return Report(
      capabilities: screen.capabilities, size: screen.size, background: background, widths: [])
  }

  /// Writes each sample at the start of a line, and asks where the cursor is behind it.
  private static func measure() -> [Width] {
    var before = termios()
    guard unsafe tcgetattr(STDIN_FILENO, &before) == 0 else { return [] }
    var raw = before
    raw.c_lflag &= ~tcflag_t(ICANON | ECHO)
    unsafe tcsetattr(STDIN_FILENO, TCSANOW, &raw)
    defer { unsafe tcsetattr(STDIN_FILENO, TCSANOW, &before) }
    var isSilent = false
    return samples.map { name, text in
      let counted = DisplayText.width(of: text)
      guard !isSilent else { return Width(name: name, text: text, counted: counted, measured: nil) }
      send("\r\(text)\u{1B}[6n")
      let column = readColumn()
      send("\r\u{1B}[K")
      isSilent = column == nil
      return Width(name: name, text: text, counted: counted, measured: column.map { $0 - 1 })
    }
  }

  private static func send(_ text: String) {
    let bytes = text.utf8.map { CChar(bitPattern: $0) }
    unsafe rt_send(bytes, Int32(bytes.count))
  }

  /// The column of `ESC [ row ; column R`; nil when it does not come.
  private static func readColumn() -> Int? {
    var answer: [UInt8] = []
    var watched = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    while unsafe poll(&watched, 1, patience) > 0 {
      var byte: UInt8 = 0
      guard unsafe read(STDIN_FILENO, &byte, 1) == 1 else { return nil }
      if byte == 0x52 {
        let text = String(decoding: answer, as: UTF8.self)
        return text.split(separator: ";").last.flatMap { Int($0) }
      }
      answer.append(byte)
      if answer.count > 32 { return nil }
    }
    return nil
  }
}
