import RevBase
import RevJournal
import RevMetrics
import RevModel
import RevPanes
import RevPresentation
import RevTesting
import TermCells

/// The cockpit without a terminal: keys go in, frames come out.
struct CockpitDriver {
  var state: AppState
  var presenter: Presenter
  let keys: Keymap
  var glyphs = GlyphSet.block
  /// Whether the forecast's model is fitted, which takes a while in a debug build.
  let fitsModels: Bool
  /// Effects that only the runtime can carry out, in order.
  var left: [Effect] = []
  /// The journal that is read and written; nothing is written without one.
  var desk: JournalDesk?
  /// Seconds that have passed: every entry of the journal is written a second after the last.
  var clock: Int64 = 1_794_816_000

  init(
    _ snapshot: Snapshot, columns: Int = 80, rows: Int = 24, warnings: [DataWarning] = [],
    keys: Keymap = Keymap(), fitsModels: Bool = false
  ) {
    self.init(
      Presenter(engine: Engine(snapshot), warnings: warnings), columns: columns, rows: rows,
      keys: keys, fitsModels: fitsModels)
  }

  private init(
    _ presenter: Presenter, columns: Int, rows: Int, keys: Keymap = Keymap(), fitsModels: Bool
  ) {
    self.fitsModels = fitsModels
    self.presenter = presenter
    state = AppState(presenter.facts, themes: ["default", "dark", "light"])
    self.keys = keys
    send(.resized(ScreenSize(columns: columns, rows: rows)))
    send(.started)
  }

  /// The demo company; its models are fitted once for all frames, since a debug build takes its time.
  init(columns: Int = 80, rows: Int = 24, fitsModels: Bool = false) throws {
    let presenter =
      fitsModels
      ? Presenter(analyst: try Self.demo.get())
      : Presenter(engine: Engine(try DemoCompany.snapshot()))
    self.init(presenter, columns: columns, rows: rows, fitsModels: fitsModels)
  }

  /// A company whose models somebody else fitted, or will fit once for many frames.
  init(_ analyst: Analyst, columns: Int = 80, rows: Int = 24) {
    self.init(Presenter(analyst: analyst), columns: columns, rows: rows, fitsModels: true)
  }

  /// What the runtime does about the journal.
  private mutating func journal(_ effect: Effect) -> Action? {
    switch effect {
    case .readJournal: return .journalRead(desk?.read() ?? JournalBook(), said: nil)
    case .writeJournal(let acts, let said):
      guard var desk else { return nil }
      defer { self.desk = desk }
      clock += 1
      let second = clock
      do throws(JournalError) {
        try desk.write(acts, at: Instant(microseconds: second * 1_000_000)) { "entry-\(second)" }
        return .journalRead(desk.read(), said: said)
      } catch {
        return .journalRefused(error.description)
      }
    default: return nil
    }
  }

  private static let demo = Result { Analyst(Engine(try DemoCompany.snapshot())) }

  mutating func send(_ action: Action) {
    var queue = state.reduce(action)
    while !queue.isEmpty {
      let effect = queue.removeFirst()
      if let answer = presenter.perform(effect) {
        queue += state.reduce(answer)
      } else if let answer = journal(effect) {
        queue += state.reduce(answer)
      } else if let answer = presenter.analyst.perform(
        effect, warnings: presenter.warnings.count)
      {
        queue += state.reduce(answer)
      } else if !effect.isForPresenter {
        left.append(effect)
      }
    }
    // What the runtime does behind the screen.
    if fitsModels, let question = presenter.wantedModel {
      presenter.analyst.fitModel(for: question)
      send(.modelReady)
    }
  }

  /// Presses keys by their names.
  mutating func press(_ names: String...) {
    for name in names { press(name) }
  }

  private mutating func press(_ name: String) {
    guard let key = Key(named: name), let action = keys.action(for: key, in: state) else { return }
    send(action)
  }

  mutating func type(_ text: String) {
    for character in text {
      guard let action = keys.action(for: .character(character), in: state) else { continue }
      send(action)
    }
  }

  mutating func surface() -> Surface {
    let size = state.size
    var surface = Surface(width: size.columns, height: size.rows, glyphs: glyphs)
    Screen(keys: keys).draw(presenter.model(for: state), on: &surface)
    return surface
  }

  mutating func text() -> String { surface().text }
}

extension Effect {
  /// Whether the presenter carries it out without an answer.
  fileprivate var isForPresenter: Bool {
    if case .takeJournal = self { true } else { false }
  }
}
