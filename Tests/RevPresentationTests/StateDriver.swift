import RevMetrics
import RevModel
import RevPresentation
import RevTesting

/// The state with its presenter: commands go in, answers come back at once.
struct StateDriver {
  var state: AppState
  var presenter: Presenter
  /// Whether the forecast's model is fitted, which takes a while in a debug build.
  var fitsModels = false
  /// Effects that only the runtime can carry out, in order.
  var left: [Effect] = []

  init(_ snapshot: Snapshot, warnings: [DataWarning] = []) {
    self.init(Presenter(engine: Engine(snapshot), warnings: warnings))
  }

  init(_ presenter: Presenter) {
    self.presenter = presenter
    state = AppState(presenter.facts, themes: ["default", "dark"])
    send(.resized(ScreenSize(columns: 120, rows: 40)))
    send(.started)
  }

  init() throws { self.init(try DemoCompany.snapshot()) }

  mutating func send(_ action: Action) {
    var queue = state.reduce(action)
    while !queue.isEmpty {
      let effect = queue.removeFirst()
      if let answer = presenter.perform(effect) {
        queue += state.reduce(answer)
      } else {
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
