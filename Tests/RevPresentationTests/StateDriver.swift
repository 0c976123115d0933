import RevBase
import RevJournal
import RevMetrics
import RevModel
import RevPresentation
import RevTesting

/// The state with its presenter: commands go in, answers come back at once.
struct StateDriver {
  var state: AppState
  var presenter: Presenter
  /// Whether the forecast's model is fitted, which takes a while in a debug build.
  var fitsModels: Bool
  /// Effects that only the runtime can carry out, in order.
  var left: [Effect] = []
  /// The journal that is read and written; nothing is written without one.
  var desk: JournalDesk?
  /// Seconds that have passed: every entry of the journal is written a second after the last.
  var clock: Int64 = 1_794_816_000

  init(_ snapshot: Snapshot, warnings: [DataWarning] = [], fitsModels: Bool = false) {
    self.init(
      Presenter(engine: Engine(snapshot), warnings: warnings), fitsModels: fitsModels)
  }

  init(_ presenter: Presenter, fitsModels: Bool = false) {
    self.fitsModels = fitsModels
    self.presenter = presenter
    state = AppState(presenter.facts, themes: ["default", "dark"])
    send(.resized(ScreenSize(columns: 120, rows: 40)))
    send(.started)
  }

  init(fitsModels: Bool = false) throws {
    self.init(try DemoCompany.snapshot(), fitsModels: fitsModels)
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

  mutating func send(_ action: Action) {
    var queue = state.reduce(action)
    while !queue.isEmpty {
      let effect = queue.removeFirst()
      if let answer = presenter.perform(effect) {
        queue += state.reduce(answer)
      } else if let answer = journal(effect) {
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

  mutating func run(_ commands: CommandID...) {
    for command in commands { send(.command(command)) }
  }

  mutating func type(_ text: String) { send(.edited(LineEdit(text))) }

  /// The table on the screen.
  mutating func table() -> TableModel? {
    if case .table(let table) = presenter.model(for: state).body { return table }
    return nil
  }
}

extension Effect {
  /// Whether the presenter carries it out without an answer.
  fileprivate var isForPresenter: Bool {
    if case .takeJournal = self { true } else { false }
  }
}
