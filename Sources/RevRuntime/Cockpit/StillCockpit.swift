import RevIngest
import RevMetrics
import RevPanes
import RevPresentation
package import TermCells

/// The cockpit without a terminal: keys go in, a frame comes out.
///
/// The same state, reducer, presenter and views as on the screen; effects that need a terminal are
/// left out. `revtop print` and pictures are made with it.
package struct StillCockpit {
  private var presenter: Presenter
  private var state: AppState
  private let screen: Screen

  package init(_ opened: SnapshotRequest.Opened, columns: Int, rows: Int) {
    presenter = Presenter(engine: opened.engine, warnings: DataWarning.all(opened.report))
    var facts = presenter.facts
    facts.home = opened.question
    state = AppState(facts)
    state.size = ScreenSize(columns: columns, rows: rows)
    screen = Screen(keys: Keymap())
    reduce(.started)
    waitForModel()
  }

  /// Fits the model that the frame waits for.
  private mutating func waitForModel() {
    guard let question = presenter.wantedModel else { return }
    presenter.analyst.fitModel(for: question)
    reduce(.modelReady)
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
        if let answer = presenter.perform(effect) {
          waiting.append(answer)
        } else if let answer = presenter.analyst.perform(
          effect, warnings: presenter.warnings.count)
        {
          waiting.append(answer)
        }
      }
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
