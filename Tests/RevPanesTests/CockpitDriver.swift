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

  private static let demo = Result { Analyst(Engine(try DemoCompany.snapshot())) }

  mutating func send(_ action: Action) {
    var queue = state.reduce(action)
    while !queue.isEmpty {
      let effect = queue.removeFirst()
      if let answer = presenter.perform(effect) {
        queue += state.reduce(answer)
      } else if let answer = presenter.analyst.perform(
        effect, warnings: presenter.warnings.count)
      {
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
