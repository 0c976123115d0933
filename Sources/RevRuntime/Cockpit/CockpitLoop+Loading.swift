import RevIngest
import RevJournal
import RevMetrics
import RevModel
import RevPanes
import RevPresentation
import TermCells

/// Reading the files in the loop, and what becomes of them.
extension CockpitLoop where Display: ~Copyable {
  /// Reads the files; once more afterwards when they are being read.
  mutating func load() {
    mustLoadAgain = isLoading
    guard !isLoading, let folder else { return }
    isLoading = true
    var look: Glimpse.Look?
    if presenter == nil, welcome == nil, asking?.asksForMore != true {
      let size = display.size
      look = Glimpse.Look(
        themes: looks.names, theme: looks.first,
        size: ScreenSize(columns: size.width, rows: size.height))
    }
    SnapshotThread.start(folder: folder, look: look, mailbox: mailbox)
  }

  /// Looks at the folder from now on, unless somebody does already.
  mutating func watch() {
    guard options.isWatching, let folder, watched.insert(folder).inserted else { return }
    FolderWatch.start(folder: folder, mailbox: mailbox)
  }

  mutating func take(_ outcome: LoadOutcome) {
    switch outcome {
    case .failure(let why):
      // What could not be opened is not what is read again later.
      if isOpening { folder = former }
      isOpening = false
      if welcome != nil {
        reduceWelcome(.failed([why]))
      } else if presenter == nil {
        ending = .failed(why)
      } else {
        reduce(.reloadFailed(why))
      }
    case .success(let engine, let report):
      if state?.meeting == nil || isOpening {
        take(engine, report)
      } else {
        heldData = (engine, report)
        reduce(.said("new data waits for the end of the meeting"))
      }
    }
  }

  /// Puts a snapshot that was read on the screen.
  mutating func take(_ engine: Engine, _ report: LoadReport) {
    let warnings = DataWarning.all(report)
    measured = []
    let name = engine.snapshot.manifest.name
    if desk?.snapshot != name { desk = JournalDesk(path: JournalPlace.path, snapshot: name) }
    if isOpening {
      (welcome, isOpening, marksEnd) = (nil, false, nil)
      watch()
    } else if let old = presenter {
      // Deals are found again by their ids: that takes a while where there are many.
      let mailbox = mailbox
      // Rows would be mixed up if files were read once more before these are on the screen.
      isLoading = true
      let outcome = crew.run(until: .now + Self.patienceForWork) {
        old.reloaded(engine: engine, warnings: warnings)
      } late: {
        mailbox.post(.reread($0.0, $0.1))
      }
      if case .ready(let (made, action)) = outcome { handle(.reread(made, action)) }
      return
    }
    var asked: (question: Question, warnings: [String])?
    do throws(CommandError) {
      asked = try asking?.question(engine)
    } catch {
      ending = .refused(error)
      return
    }
    asking = nil
    let made = Presenter(engine: engine, warnings: warnings)
    presenter = made
    foresights.forget()
    glimpse = nil
    let size = display.size
    var first = AppState(
      made.facts, themes: looks.names, theme: looks.first, question: asked?.question)
    first.size = ScreenSize(columns: size.width, rows: size.height)
    state = first
    reduce(.started)
    let faults = screen.keys.faults.map(\.description)
    for warning in (asked?.warnings ?? []) + config.warnings + looks.warnings + faults {
      reduce(.failed(warning))
    }
  }

  /// Takes the marks of a reload away when their minute is over.
  mutating func endMarks() {
    guard let end = marksEnd, end <= .now else { return }
    marksEnd = nil
    reduce(.marksExpired)
  }
}
