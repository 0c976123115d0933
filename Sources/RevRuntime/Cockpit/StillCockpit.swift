import RevIngest
import RevJournal
import RevMetrics
import RevModel
import RevPanes
import RevPresentation
import RevRisk
package import TermCells

/// The cockpit without a terminal: keys go in, a frame comes out.
///
/// The same state, reducer, presenter and views as on the screen; effects that need a terminal are
/// left out. `revtop print` and pictures are made with it.
package struct StillCockpit {
  private var presenter: Presenter
  private var state: AppState
  private let screen: Screen
  private var desk: JournalDesk

  package init(
    _ opened: SnapshotRequest.Opened, columns: Int, rows: Int, isPlain: Bool = false
  ) {
    presenter = Presenter(engine: opened.engine, warnings: DataWarning.all(opened.report))
    var facts = presenter.facts
    facts.home = opened.question
    state = AppState(facts)
    state.size = ScreenSize(columns: columns, rows: rows)
    screen = Screen(keys: Keymap(), isPlain: isPlain)
    desk = JournalDesk(
      path: JournalPlace.path, snapshot: opened.engine.snapshot.manifest.name)
    reduce(.started)
    waitForModel()
  }

  /// Fits the model that the frame waits for.
  private mutating func waitForModel() {
    guard let question = presenter.wantedModel else { return }
    presenter.analyst.fitModel(for: question)
    reduce(.modelReady)
  }

  /// Does what a replay says; the error names the first claim that does not hold.
  ///
  /// - Parameter isResizing: Whether the replay's window sizes are followed.
  /// - Parameter seen: Gets every step with the frame behind it.
  package mutating func play(
    _ replay: Replay, isResizing: Bool, isASCII: Bool = false,
    seen: (ReplayStep, Surface) -> Void = { _, _ in }
  ) throws(CommandError) {
    if isResizing, let size = replay.size {
      reduce(.resized(ScreenSize(columns: size.width, rows: size.height)))
    }
    for line in replay.lines {
      if case .event(.resized) = line.step, !isResizing { continue }
      if case .event(let event) = line.step { handle(event) }
      waitForModel()
      let frame = surface(isASCII: isASCII)
      if !line.step.holds(on: frame.rows) {
        throw CommandError(
          .assertionFalse,
          "\(replay.file):\(line.number): \(line.step.complaint); the screen is:\n\(frame.text)")
      }
      seen(line.step, frame)
    }
  }

  private mutating func handle(_ event: TerminalEvent) {
    switch event {
    case .key(let key):
      if let action = screen.keys.action(for: key, in: state) { reduce(action) }
    case .paste(let text):
      if let action = screen.keys.action(forPaste: text, in: state) { reduce(action) }
    case .resized(let size):
      reduce(.resized(ScreenSize(columns: size.width, rows: size.height)))
    case .mouse(let mouse):
      if let action = screen.action(for: mouse, on: presenter.model(for: state)) { reduce(action) }
    case .unknownKey: reduce(.wrongKey("this key"))
    case .resumed, .background, .quitRequested, .closed: break
    }
  }

  /// Presses keys by their names, as the config file writes them: `Tab`, `Enter`, `e`, `Ctrl-P`.
  package mutating func press(_ names: [String]) throws(CommandError) {
    for name in names {
      guard let key = Key(named: name) else {
        throw CommandError(
          .badUsage, "--keys: '\(name)' is no key; write it as a, Enter, Tab, Esc, F5 or Ctrl-P")
      }
      if let action = screen.keys.action(for: key, in: state) { reduce(action) }
      waitForModel()
    }
  }

  private mutating func reduce(_ action: Action) {
    var waiting = [action]
    while !waiting.isEmpty {
      for effect in state.reduce(waiting.removeFirst()) {
        if let answer = presenter.perform(effect) ?? carryOut(effect) {
          waiting.append(answer)
        } else if let answer = presenter.analyst.perform(
          effect, warnings: presenter.warnings.count)
        {
          waiting.append(answer)
        }
      }
    }
  }

  /// A picture is of what is there: it reads the journal and writes nothing.
  private mutating func carryOut(_ effect: Effect) -> Action? {
    switch effect {
    case .readJournal: return .journalRead(desk.read(), said: nil)
    case .writeJournal: return .journalRefused("a picture writes nothing into the journal")
    case .measureQuality(let question):
      let key = presenter.analyst.qualityKey(for: question)
      do {
        return .qualityMeasured(
          key, .measured(try presenter.analyst.measureQuality(for: question)))
      } catch {
        return .qualityMeasured(key, .unknown(error.description))
      }
    default: return nil
    }
  }

  /// The frame as it would stand on a screen.
  package mutating func surface(isASCII: Bool) -> Surface {
    var surface = Surface(
      width: state.size.columns, height: state.size.rows, glyphs: isASCII ? .ascii : .block)
    screen.draw(presenter.model(for: state), on: &surface)
    return surface
  }
}
