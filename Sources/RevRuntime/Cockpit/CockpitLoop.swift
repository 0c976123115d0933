import Foundation
import RevIngest
import RevMetrics
import RevModel
import RevPanes
import RevPresentation
package import TermCells

/// The event loop of the cockpit.
///
/// It owns the screen, is not copyable, and nothing in it is asynchronous, so that neither state nor
/// terminal can leave the thread that runs it. Each round drains all input, reduces, carries out
/// effects, draws once, and sleeps.
package struct CockpitLoop<Display: TerminalScreen & ~Copyable>: ~Copyable {
  private var display: Display
  private let options: CockpitOptions
  private let config: Config
  private let mailbox = Mailbox()
  private let screen: Screen
  private var presenter: Presenter?
  private var state: AppState?
  private var ending: CockpitEnding?
  private var progress: LoadingProgress?
  private var frames = 0
  private var needsFrame = true
  private var fitting: ModelThread?
  private let looks: Looks

  package init(display: consuming Display, options: CockpitOptions, config: Config, looks: Looks) {
    self.display = display
    self.options = options
    self.config = config
    self.looks = looks
    screen = Screen(keys: Keymap(preset: config.keyPreset, overrides: config.keys))
  }

  /// Runs until the user leaves.
  package mutating func run() -> CockpitEnding {
    let started = ContinuousClock.now
    SnapshotThread.start(folder: options.folder, mailbox: mailbox)
    while ending == nil {
      // A small snapshot is there before a message about loading it could be read.
      let isEarly = presenter == nil && ContinuousClock.now - started < .milliseconds(90)
      if needsFrame, !isEarly { draw() }
      let events = display.nextEvents(
        wakeDescriptor: mailbox.descriptor, timeoutMilliseconds: isEarly ? 90 : nil)
      for event in events { handle(event) }
      for message in mailbox.drain() { handle(message) }
    }
    return ending ?? .quit
  }

  // MARK: - What happens

  private mutating func handle(_ event: TerminalEvent) {
    switch event {
    case .key(let key): handle(key)
    case .paste(let text):
      if let state, let action = screen.keys.action(forPaste: text, in: state) { reduce(action) }
    case .resized(let size):
      needsFrame = true
      reduce(.resized(ScreenSize(columns: size.width, rows: size.height)))
    case .resumed:
      needsFrame = true
      display.redraw()
      let size = display.size
      reduce(.resized(ScreenSize(columns: size.width, rows: size.height)))
    case .mouse(let mouse):
      handle(mouse)
    case .unknownKey:
      reduce(.wrongKey("this key"))
    case .quitRequested(let signal):
      ending = .interrupted(signal: signal)
    case .closed:
      ending = .failed("the terminal is gone")
    }
  }

  private mutating func handle(_ key: Key) {
    if key == .control("c") {
      ending = .interrupted(signal: 2)
      return
    }
    guard let state else {
      // Still loading: only leaving makes sense.
      if key == .character("q") || key == .character("Q") || key == .function(10) {
        ending = .quit
      }
      return
    }
    if let action = screen.keys.action(for: key, in: state) { reduce(action) }
  }

  private mutating func handle(_ mouse: MouseEvent) {
    guard let state, let model = presenter?.model(for: state) else { return }
    if let action = screen.action(for: mouse, on: model) { reduce(action) }
  }

  private mutating func handle(_ message: Mailbox.Message) {
    switch message {
    case .action(let action): reduce(action)
    case .modelFitted:
      fitting = nil
      reduce(.modelReady)
    case .fitting(let share): reduce(.modelProgress(share))
    case .loading(let progress):
      self.progress = progress
      if presenter == nil { needsFrame = true }
    case .loaded(.failure(let why)):
      if presenter == nil {
        ending = .failed(why)
      } else {
        reduce(.failed("the old data is kept: \(why)"))
      }
    case .loaded(.success(let engine, let report)):
      take(engine, report)
    }
  }

  /// Puts a snapshot that was read on the screen.
  private mutating func take(_ engine: Engine, _ report: LoadReport) {
    let old = presenter?.engine.snapshot
    let made = Presenter(engine: engine, warnings: DataWarning.all(report))
    presenter = made
    if let old {
      reduce(.reloaded(made.facts, moved: Self.moved(from: old, to: engine.snapshot)))
      return
    }
    let size = display.size
    var first = AppState(made.facts, themes: looks.names, theme: looks.first)
    first.size = ScreenSize(columns: size.width, rows: size.height)
    state = first
    reduce(.started)
    for warning in config.warnings + looks.warnings + screen.keys.faults.map(\.description) {
      reduce(.failed(warning))
    }
  }

  /// Rows of deals before a reload to rows after it, by id.
  private static func moved(from old: Snapshot, to new: Snapshot) -> [Int32: Int32] {
    var places: [ArraySlice<UInt8>: Int32] = [:]
    places.reserveCapacity(new.deals.count)
    for row in 0..<new.deals.count { places[new.deals.id.utf8(row)] = Int32(row) }
    var moved: [Int32: Int32] = [:]
    for row in 0..<old.deals.count {
      if let place = places[old.deals.id.utf8(row)] { moved[Int32(row)] = place }
    }
    return moved
  }

  /// Reduces an action and everything that its effects answer at once.
  private mutating func reduce(_ action: Action) {
    guard state != nil else { return }
    needsFrame = true
    var waiting = [action]
    while !waiting.isEmpty {
      let next = waiting.removeFirst()
      guard let effects = state?.reduce(next) else { return }
      for effect in effects {
        if let answer = presenter?.perform(effect) {
          waiting.append(answer)
        } else if let answer = carryOut(effect) {
          waiting.append(answer)
        }
      }
    }
    if state?.isRunning == false, ending == nil { ending = .quit }
    fitWantedModel()
  }

  /// Fits the model that the screen waits for on a thread of its own, one at a time.
  private mutating func fitWantedModel() {
    guard let presenter, let question = presenter.wantedModel else { return }
    if let fitting {
      if !Analyst.readSameModels(fitting.question, question) { fitting.cancel() }
      return
    }
    fitting = ModelThread.start(presenter.analyst, question, mailbox: mailbox)
  }

  /// Effects that need the terminal, files or threads.
  private mutating func carryOut(_ effect: Effect) -> Action? {
    switch effect {
    case .copy(let wholeTable):
      return copy(wholeTable: wholeTable)
    case .reload:
      SnapshotThread.start(folder: options.folder, mailbox: mailbox)
      return nil
    case .quit(let isInterrupted):
      ending = isInterrupted ? .interrupted(signal: 2) : .quit
      return nil
    case .suspend:
      display.suspend()
      display.redraw()
      return nil
    case .redraw:
      display.redraw()
      return nil
    case .setMouse(let isOn):
      display.setMouse(isOn)
      return nil
    case .saveTheme(let name):
      return saveTheme(name)
    case .nameExport, .export, .completePath:
      return export(effect)
    case .keepScenario, .listScenarios:
      guard let state, let presenter else { return nil }
      let folder = DataFolders().userData
      return ScenarioShelf(path: folder.map { "\($0)/journal.sqlite" })
        .carryOut(effect, state, presenter)
    case .findAnomalies, .brief:
      guard let presenter else { return nil }
      WorkThread.start(
        presenter.analyst, effect, warnings: presenter.warnings.count, mailbox: mailbox)
      return nil
    default:
      return nil
    }
  }

  private mutating func copy(wholeTable: Bool) -> Action? {
    guard let state, let text = presenter?.copyText(for: state, wholeTable: wholeTable) else {
      return .failed("there is nothing to copy here")
    }
    switch display.copyToClipboard(text) {
    case .sent:
      let lines = text.split(separator: "\n").count
      return .said(wholeTable ? "copied \(lines) lines" : "copied \(text)")
    case .tooLong(let bytes, let limit):
      return .failed("\(bytes) bytes are more than a clipboard takes (\(limit)); export instead")
    case .unsupported:
      return .failed("this terminal has no clipboard for programs")
    }
  }

  /// Files that the view is written to.
  private mutating func export(_ effect: Effect) -> Action? {
    guard let state, var maker = presenter else { return nil }
    let exporter = Exporter(
      screen: screen, glyphs: glyphs, palette: looks.palette(state.theme))
    defer { presenter = maker }
    return exporter.carryOut(effect, state, &maker)
  }

  private func saveTheme(_ name: String) -> Action? {
    guard let folder = DataFolders().userConfig else { return nil }
    do {
      try Config.save(theme: name, path: "\(folder)/config.yaml")
      return nil
    } catch {
      return .failed("the theme is not kept: \(folder)/config.yaml cannot be written")
    }
  }

  // MARK: - Drawing

  private mutating func draw() {
    needsFrame = false
    let size = display.size
    var surface = Surface(width: size.width, height: size.height, glyphs: glyphs)
    var palette = looks.palette(looks.first)
    if let state, var maker = presenter {
      let model = maker.model(for: state)
      presenter = maker
      screen.draw(model, on: &surface)
      palette = looks.palette(state.theme)
    } else {
      LoadingView.draw(progress, folder: options.folder, on: &surface)
    }
    display.present(surface, palette: palette)
    settled()
  }

  private var glyphs: GlyphSet {
    options.usesASCII || config.usesASCII ? .ascii : display.capabilities.suggestedGlyphs
  }

  /// Tells a test that the frame on the screen is the last one for now.
  private mutating func settled() {
    guard let path = options.settleFile, presenter != nil else { return }
    frames += 1
    try? Data("\(frames)\n".utf8).write(to: URL(filePath: path))
  }
}
