internal import CTerminal
internal import Glibc
package import TermCells

/// The terminal, through ncurses.
///
/// Owning the value is owning the terminal: it opens with `init`, and closes when the value ends, also
/// by a signal or a crash. Everything happens on the thread that owns it; others end its wait with a
/// `Wake`. Ctrl-Z and the system's stop and continue are handled here and reported as `.resumed`;
/// Ctrl-C is a key like any other.
package struct CursesScreen: TerminalScreen, ~Copyable {
  package private(set) var capabilities: TerminalCapabilities

  private var painter: Painter
  private var decoder: InputDecoder
  private var isMouseOn = false
  private var title: String?
  private var hasReportedQuit = false
  /// When the terminal was asked about synchronized output; nil before, and once it has answered.
  private var asked: ContinuousClock.Instant?
  private var hasAsked = false
  /// Where the cursor is shown; nil while it is hidden.
  private var cursor: CursorPlace?
  private let escapeDelay: Int32

  /// The most that the end of the program waits for an answer that is still under way.
  private static let answerLimit = Duration.milliseconds(100)
  /// How long the rest of a sequence may take, once more than its Escape has arrived.
  private static let sequenceDelay: Int32 = 250
  /// What terminals and tmux take in one clipboard sequence.
  private static let clipboardLimit = 74_994

  /// Opens the screen of the terminal on standard input and output.
  ///
  /// - Parameter noColor: draws without colours even where there are some; `NO_COLOR` in the
  ///   environment does the same.
  package init(noColor: Bool = false) throws(TerminalError) {
    let type = try TerminalType(noColor: noColor)
    let isUTF8 = TerminalType.setLocale()
    var info = rt_info()
    var opened: String?
    for name in type.candidates where opened == nil {
      switch unsafe Int(rt_open(name, type.isModern, type.hasColors, &info)) {
      case 0: opened = name
      case RT_NOT_A_TERMINAL: throw .notATerminal
      case RT_NO_CURSOR_ADDRESS: throw .noCursorAddress(name)
      case RT_ALREADY_OPEN: preconditionFailure("there is one screen at a time")
      default: break
      }
    }
    guard let opened else { throw .unknownTerminal(type.name) }
    let depth: TerminalCapabilities.ColorDepth
    switch info.colors {
    case ..<8: depth = .none
    case ..<16: depth = .eight
    case ..<256: depth = .sixteen
    default: depth = info.colors > 256 && info.direct ? .direct : .indexed
    }
    capabilities = TerminalCapabilities(
      name: opened, colors: depth, isUTF8: isUTF8, isModern: type.isModern,
      isMultiplexed: type.isMultiplexed)
    painter = Painter(depth: depth, pairs: info.pairs)
    decoder = InputDecoder(keys: TerminalType.keySequences())
    escapeDelay = unsafe getenv("ESCDELAY").flatMap { unsafe Int32(String(cString: $0)) } ?? 25
    switchModesOn()
  }

  deinit {
    let isQuiet = Self.awaitAnswer(since: asked)
    if title != nil { Self.send("\u{1B}[23;2t") }
    rt_close(!isQuiet)
  }

  package var size: Size {
    var (rows, columns) = (Int32(0), Int32(0))
    unsafe rt_size(&rows, &columns)
    return Size(width: Int(columns), height: Int(rows))
  }

  // MARK: - Output

  package mutating func present(_ surface: Surface, palette: Palette) {
    let hasChanged = painter.paint(surface, palette: palette)
    guard hasChanged || surface.cursor != cursor else { return }
    if surface.cursor != cursor {
      cursor = surface.cursor
      rt_cursor(Int32(cursor?.y ?? -1), Int32(cursor?.x ?? 0))
    } else if let cursor {
      // Painting has moved the library's idea of it.
      rt_cursor(Int32(cursor.y), Int32(cursor.x))
    }
    if capabilities.hasSynchronizedOutput { Self.send("\u{1B}[?2026h") }
    rt_flush()
    if capabilities.hasSynchronizedOutput { Self.send("\u{1B}[?2026l") }
    askForSynchronizedOutput()
  }

  /// Asks after the first frame, so that nothing waits for the answer; also for the background,
  /// which decides between dark and light colours.
  ///
  /// Every terminal answers the last question, so that its answer ends the wait for the others.
  private mutating func askForSynchronizedOutput() {
    guard capabilities.isModern, !hasAsked else { return }
    hasAsked = true
    asked = .now
    Self.send("\u{1B}]11;?\u{1B}\\\u{1B}[?2026$p\u{1B}[c")
  }

  package mutating func redraw() {
    painter.forget()
    rt_invalidate()
  }

  package mutating func copyToClipboard(_ text: String) -> ClipboardOutcome {
    guard capabilities.isModern else { return .unsupported }
    let bytes = Array(text.utf8)
    guard bytes.count <= Self.clipboardLimit else {
      return .tooLong(bytes: bytes.count, limit: Self.clipboardLimit)
    }
    Self.send("\u{1B}]52;c;" + String(decoding: Base64.encoded(bytes), as: UTF8.self) + "\u{07}")
    return .sent
  }

  package mutating func setTitle(_ title: String) {
    let clean = DisplayText.cleaned(title, isASCII: !capabilities.isUTF8)
    guard capabilities.isModern, !clean.isEmpty, clean != self.title else { return }
    if self.title == nil { Self.send("\u{1B}[22;2t") }
    self.title = clean
    Self.send("\u{1B}]2;" + clean + "\u{07}")
  }

  package mutating func setMouse(_ isOn: Bool) {
    guard capabilities.isModern, isOn != isMouseOn else { return }
    isMouseOn = isOn
    Self.send(isOn ? Self.mouseOn : "\u{1B}[?1006l\u{1B}[?1002l\u{1B}[?1000l")
  }

  // Buttons, drags, and coordinates without limit: ncurses' own decoding fails beyond column 222.
  private static let mouseOn = "\u{1B}[?1000h\u{1B}[?1002h\u{1B}[?1006h"

  private func switchModesOn() {
    guard capabilities.isModern else { return }
    Self.send("\u{1B}[?2004h")
    if isMouseOn { Self.send(Self.mouseOn) }
  }

  private static func send(_ text: String) {
    let bytes = text.utf8.map { CChar(bitPattern: $0) }
    unsafe rt_send(bytes, Int32(bytes.count))
  }

  // MARK: - Stopping

  package mutating func suspend() {
    // An answer that comes after we have left would be typed into the shell.
    _ = Self.awaitAnswer(since: asked)
    asked = nil
    rt_suspend()
    reclaim()
  }

  private mutating func reclaim() {
    switchModesOn()
    cursor = nil
    painter.forget()
  }

  // MARK: - Input

  package mutating func nextEvents(
    wakeDescriptor: Int32?, timeoutMilliseconds: Int32?
  ) -> [TerminalEvent] {
    let deadline = timeoutMilliseconds.map { ContinuousClock.now + .milliseconds(Int64($0)) }
    var events: [TerminalEvent] = []
    var isWoken = false
    while true {
      let left = deadline.map { max(0, ($0 - .now).milliseconds) } ?? -1
      var seen = step(waiting: left, wakeDescriptor, into: &events)
      isWoken = isWoken || seen & RT_WOKEN != 0
      // All that is there, and the rest of a sequence that has begun.
      var reads = 0
      while seen & RT_CLOSED == 0, reads < 64 {
        let delay = decoder.isLoneEscape ? escapeDelay : decoder.isWaiting ? Self.sequenceDelay : 0
        seen = step(waiting: delay, wakeDescriptor, into: &events)
        isWoken = isWoken || seen & RT_WOKEN != 0
        if seen & RT_INPUT == 0 {
          // A signal may have cut the wait short; only time says that nothing follows.
          if seen & ~RT_QUIT_ASKED == 0, decoder.isWaiting {
            take(decoder.finish(), into: &events)
          }
          if !decoder.isWaiting { break }
        }
        reads += 1
      }
      if !events.isEmpty || isWoken { return events }
      if let deadline, deadline <= .now { return [] }
    }
  }

  /// Waits once, and turns what was seen into events.
  private mutating func step(
    waiting milliseconds: Int32, _ wakeDescriptor: Int32?, into events: inout [TerminalEvent]
  ) -> Int {
    let seen = Int(rt_wait(milliseconds, wakeDescriptor ?? -1))
    if seen & RT_INPUT != 0 { read(into: &events) }
    if seen & RT_CONTINUED != 0 {
      rt_resume()
      reclaim()
      events.append(.resumed)
    }
    if seen & RT_RESIZED != 0 {
      rt_resize()
      painter.forget()
      events.append(.resized(size))
    }
    if seen & RT_STOP_ASKED != 0 {
      suspend()
      events.append(.resumed)
    }
    if seen & RT_QUIT_ASKED != 0, !hasReportedQuit {
      hasReportedQuit = true
      events.append(.quitRequested(signal: rt_quit_signal()))
    }
    if seen & RT_CLOSED != 0 { events.append(.closed) }
    return seen
  }

  private mutating func read(into events: inout [TerminalEvent]) {
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = unsafe rt_read(&buffer, Int32(buffer.count))
    guard count > 0 else {
      events.append(.closed)
      return
    }
    take(decoder.decode(buffer.prefix(Int(count))), into: &events)
  }

  private mutating func take(
    _ outputs: [InputDecoder.Output], into events: inout [TerminalEvent]
  ) {
    for output in outputs {
      switch output {
      case .event(.key(.control("z"))):
        suspend()
        events.append(.resumed)
      case .event(let event): events.append(event)
      case .reply(.mode(number: 2026, let state)):
        capabilities.hasSynchronizedOutput = state == 1 || state == 2
      case .reply(.mode): break
      case .reply(.background(let color)): events.append(.background(color))
      case .reply(.attributes): asked = nil
      }
    }
  }

  /// Waits for an answer that is under way, but no longer than its limit since it was asked for.
  ///
  /// Returns false when it may still come.
  private static func awaitAnswer(since asked: ContinuousClock.Instant?) -> Bool {
    guard let asked else { return true }
    var decoder = InputDecoder()
    var buffer = [UInt8](repeating: 0, count: 256)
    while case let left = (asked + answerLimit - .now).milliseconds, left > 0 {
      let seen = Int(rt_wait(left, -1))
      guard seen & RT_INPUT != 0 else {
        if seen & RT_CLOSED != 0 { return true }
        continue
      }
      let count = unsafe rt_read(&buffer, Int32(buffer.count))
      guard count > 0 else { return true }
      if decoder.decode(buffer.prefix(Int(count))).contains(.reply(.attributes)) { return true }
    }
    return false
  }
}

extension Duration {
  /// Whole milliseconds, rounded up, so that a wait does not end before its time.
  fileprivate var milliseconds: Int32 {
    let (seconds, attoseconds) = components
    let total = seconds * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
    return Int32(clamping: total)
  }
}
