import Foundation
import RevIngest
import RevJournal
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
  var display: Display
  let options: CockpitOptions
  let config: Config
  let mailbox = Mailbox()
  let screen: Screen
  var presenter: Presenter?
  var state: AppState?
  var ending: CockpitEnding?
  private var progress: LoadingProgress?
  /// The dashboard without the lists that are read last, until they are there.
  var glimpse: Glimpse?
  private var frames = 0
  var needsFrame = true
  /// The folder on the screen, or on its way there; nil while there is none.
  var folder: String?
  /// The one before a folder that is on its way.
  var former: String?
  /// Folders that are looked at for changes.
  var watched: Set<String> = []
  /// What is asked of the first snapshot, until it is on the screen.
  var asking: SnapshotRequest?
  /// The screen without data, where there is none or files are imported.
  var welcome: WelcomeState?
  /// The import under way.
  var importing: ImportThread?
  /// Whether the snapshot that is being read is another one than that on the screen.
  var isOpening = false
  var desk: JournalDesk?
  var measured: Set<QualityKey> = []
  private var fitting: ModelThread?
  /// Threads that carry out effects behind the screen.
  var workers = 0
  /// What copies of the presenter are working out for the screen.
  var pieces = 0
  let crew = Crew()
  /// Work under way of which only the last asked for is wanted.
  var underway: [Effect.Kind: Int] = [:]
  /// When the keys of this round have waited long enough for what they ask for.
  var roundEnd: ContinuousClock.Instant?
  /// The state whose picture is being worked out, or was last; nil when the last one was whole.
  var pictured: (state: AppState, model: ScreenModel?)?
  /// The work on the last picture that was asked for.
  var picturing: Int?
  /// The next step in time, before somebody takes it.
  var foresights = ForesightDesk()
  /// Whether a thread reads the files, and whether they are to be read again after that.
  var isLoading = false
  var mustLoadAgain = false
  /// Files that were read while a meeting runs, whose numbers are held.
  var heldData: (engine: Engine, report: LoadReport)?
  /// When the marks of numbers that a reload changed go away; nil without marks.
  var marksEnd: ContinuousClock.Instant?
  var looks: Looks
  var player: ReplayPlayer?
  private var recorder: ReplayRecorder?
  /// The last frame's rows, kept for the claims of a replay.
  var shownRows: [String] = []

  package init(
    display: consuming Display, options: CockpitOptions, config: Config, looks: Looks
  ) throws(CommandError) {
    let size = display.size
    self.display = display
    self.options = options
    self.config = config
    self.looks = looks
    screen = Screen(
      keys: Keymap(preset: config.keyPreset, overrides: config.keys),
      isPlain: options.isPlain || config.isPlain)
    folder = options.folder
    asking = options.request
    player = options.replay.map(ReplayPlayer.init)
    recorder = try options.record.map { path throws(CommandError) in
      try ReplayRecorder(path: path, size: size)
    }
  }

  /// How long nothing is said about loading, so that something stands on the screen within a tenth
  /// of a second of the program's start.
  private static var silence: Duration { .milliseconds(45) }

  /// Milliseconds that are left of it.
  private static func rest(of start: ContinuousClock.Instant) -> Int32 {
    let passed: Duration = ContinuousClock.now - start
    return Int32(clamping: max(0, (silence - passed).milliseconds))
  }

  /// Runs until the user leaves.
  package mutating func run() -> CockpitEnding {
    let started = ContinuousClock.now
    if folder != nil {
      watch()
      load()
    } else {
      let size = display.size
      welcome = WelcomeState(
        size: ScreenSize(columns: size.width, rows: size.height), hasSample: samplePath != nil)
    }
    while ending == nil {
      // A small snapshot is there before a message about loading it could be read.
      let isEarly =
        presenter == nil && welcome == nil && ContinuousClock.now - started < Self.silence
      if needsFrame, !isEarly { draw() }
      foresee()
      let events = display.nextEvents(
        wakeDescriptor: mailbox.descriptor,
        timeoutMilliseconds: isEarly ? Self.rest(of: started) : patience)
      roundEnd = nil
      for event in events {
        recorder?.record(event)
        handle(event)
      }
      for message in mailbox.drain() { handle(message) }
      endMarks()
      play()
    }
    if ending == .quit || ending == .interrupted(signal: 2) { recorder?.forgetLast() }
    return ending ?? .quit
  }

  /// Milliseconds until something is to be done without an event; nil when nothing is.
  private var patience: Int32? {
    var next = marksEnd
    if !isBusy, let due = player?.due { next = min(due, next ?? due) }
    return next.map { Int32(clamping: ($0 - .now).milliseconds) }.map { max(0, $0) }
  }

  /// Whether something is under way behind the screen that will change it.
  var isBusy: Bool {
    (presenter == nil && welcome == nil) || fitting != nil || isLoading || workers > 0
      || pieces > 0
  }

  // MARK: - What happens

  mutating func handle(_ event: TerminalEvent) {
    if handleWelcome(event) { return }
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
    case .background(let color):
      if looks.adapt(to: color) { needsFrame = true }
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
    guard let state, let model = picture(state) else { return }
    if let action = screen.action(for: mouse, on: model) { reduce(action) }
  }

  mutating func handle(_ message: Mailbox.Message) {
    switch message {
    case .action(let action): reduce(action)
    case .worked(let action):
      workers -= 1
      needsFrame = true
      if let action { reduce(action) }
    case .workedOut(let done):
      pieces -= 1
      needsFrame = true
      guard done.copy.analyst === presenter?.analyst else { return }
      if let action = take(done) { reduce(action) }
    case .foreseen(let made): take(made)
    case .pictured(let done):
      pieces -= 1
      needsFrame = true
      take(done)
    case .reread(let made, let action):
      isLoading = false
      presenter = made
      pictured = nil
      foresights.forget()
      reduce(action)
      marksEnd = .now + .seconds(60)
      if mustLoadAgain { load() }
    case .welcome(let action): reduceWelcome(action)
    case .modelFitted:
      fitting = nil
      foresights.prepare()
      reduce(.modelReady)
    case .fitting(let share): reduce(.modelProgress(share))
    case .loading(let progress):
      self.progress = progress
      if presenter == nil { needsFrame = true }
    case .glimpsed(let made):
      if presenter == nil, welcome == nil { (glimpse, needsFrame) = (made, true) }
    case .folderChanged(let changed): if changed == folder { load() }
    case .loaded(let outcome):
      isLoading = false
      if mustLoadAgain { load() } else { take(outcome) }
    }
  }

  // MARK: - Reducing

  /// Reduces an action and everything that its effects answer at once.
  mutating func reduce(_ action: Action) {
    guard let before = state else { return }
    needsFrame = true
    foresights.note(action, before)
    var waiting = [action]
    while !waiting.isEmpty {
      let next = waiting.removeFirst()
      guard let effects = state?.reduce(next) else { return }
      for effect in effects {
        if effect.isWorkedOut {
          if let answer = workOut(effect) { waiting.append(answer) }
        } else if let answer = presenter?.perform(effect) {
          waiting.append(answer)
        } else if let answer = carryOut(effect) {
          waiting.append(answer)
        }
      }
    }
    if state?.isRunning == false, ending == nil { ending = .quit }
    if state?.meeting == nil, let data = heldData {
      heldData = nil
      take(data.engine, data.report)
    }
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
      load()
      return nil
    case .importFiles:
      beginImport()
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
    case .saveReport(let path, let replacing):
      return saveReport(path, replacing: replacing)
    case .readJournal:
      return (desk?.read()).map { .journalRead($0, said: nil) }
    case .writeJournal(let acts, let said):
      guard var desk else { return nil }
      defer { self.desk = desk }
      return JournalPlace.write(acts, said: said, &desk)
    case .measureQuality(let question):
      measureQuality(question)
      return nil
    case .nameExport, .export, .completePath:
      return export(effect)
    case .findAnomalies, .brief:
      guard let presenter else { return nil }
      let (analyst, warnings) = (presenter.analyst, presenter.warnings.count)
      work { analyst.perform(effect, warnings: warnings) }
      return nil
    default:
      return nil
    }
  }

  /// Measures what was not measured before, on a thread of its own.
  private mutating func measureQuality(_ question: Question) {
    guard let analyst = presenter?.analyst,
      measured.insert(analyst.qualityKey(for: question)).inserted
    else { return }
    let mailbox = mailbox
    work { QualityWork.measure(analyst, question, mailbox: mailbox) }
  }

  /// Files that the view is written to.
  private mutating func export(_ effect: Effect) -> Action? {
    guard let state, var maker = presenter else { return nil }
    let exporter = Exporter(
      screen: screen, glyphs: glyphs, palette: looks.palette(state.theme))
    defer { presenter = maker }
    return exporter.carryOut(effect, state, &maker)
  }

  // MARK: - Drawing

  private mutating func draw() {
    needsFrame = false
    let size = display.size
    var surface = Surface(width: size.width, height: size.height, glyphs: glyphs)
    var palette = looks.palette(looks.first)
    if let welcome {
      WelcomeView(welcome).draw(on: &surface)
    } else if let state, let model = picture(state) {
      screen.draw(model, on: &surface)
      palette = looks.palette(state.theme)
    } else if let model = glimpse?.model(
      ScreenSize(columns: size.width, rows: size.height), progress)
    {
      screen.draw(model, on: &surface)
    } else {
      LoadingView.draw(progress, folder: folder ?? "", on: &surface)
    }
    display.present(surface, palette: palette)
    if player != nil { shownRows = surface.rows }
    settled()
  }

  private var glyphs: GlyphSet {
    options.usesASCII || config.usesASCII ? .ascii : display.capabilities.suggestedGlyphs
  }

  /// Tells a test that the frame on the screen is the last one for now.
  private mutating func settled() {
    guard let path = options.settleFile, !isBusy, player?.due == nil else { return }
    frames += 1
    try? Data("\(frames)\n".utf8).write(to: URL(filePath: path))
  }
}

extension Duration {
  /// Whole milliseconds, rounded up, so that a wait does not end before its time.
  var milliseconds: Int64 {
    let (seconds, attoseconds) = components
    return seconds * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
  }
}
