import RevIngest
import RevMetrics
import RevPresentation

/// The dashboard of a large snapshot while other lists are still being read.
///
/// A picture and no cockpit: keys wait until everything is there.
struct Glimpse: Sendable {
  /// How it is to look.
  struct Look: Sendable {
    var themes: [String]
    var theme: String
    var size: ScreenSize
  }

  private var presenter: Presenter
  private var state: AppState

  /// Works out what the picture needs.
  init(_ engine: Engine, _ look: Look) {
    presenter = Presenter(engine: engine, warnings: [])
    state = AppState(presenter.facts, themes: look.themes, theme: look.theme)
    state.size = look.size
    presenter.carry(.started, into: &state)
    _ = presenter.model(for: state)
  }

  /// The picture at a size, with how far reading has come.
  mutating func model(_ size: ScreenSize, _ progress: LoadProgress?) -> ScreenModel {
    if state.size != size { presenter.carry(.resized(size), into: &state) }
    let done = progress.map { ": \(LoadingView.words($0))" } ?? ""
    presenter.carry(
      .said("reading the other lists\(done); keys work when all is read"), into: &state)
    return presenter.model(for: state)
  }
}
