import RevMetrics
import RevModel
import RevPresentation

/// Which step in time is worked out before somebody takes it, and the answers that are at hand: what
/// came of that, and the last ones on the screen, for those who go back.
///
/// One at a time: the day that somebody is typing, else another step in the direction of the last
/// one. Whoever has threads does the work.
struct ForesightDesk {
  /// What the desk knows of an effect.
  enum Reply {
    case known(WorkedOut)
    /// It is being worked out: `take` hands the effect back when it is there.
    case coming
    case unknown
  }

  /// On how large a book a step takes so long that it pays.
  private let fromDeals: Int
  private var step = CommandID.weekBack
  private var isDue = false
  private var underway: AnswerRequest?
  /// The newest first.
  private var made: [Foresight] = []
  private static let kept = 3
  /// An effect that waits for what is under way.
  private var awaited: Effect?

  init(fromDeals: Int = 200_000) { self.fromDeals = fromDeals }

  /// Notes what changes which step comes next: after a step it is mostly another like it, while a
  /// day is typed it is Enter, and after that a step again.
  ///
  /// - Parameter state: before the action.
  mutating func note(_ action: Action, _ state: AppState) {
    switch action {
    case .command(let command) where [.weekBack, .weekForward].contains(command):
      step = command
      isDue = true
    case .edited, .command(.accept), .command(.cancel): if state.isTypingDay { isDue = true }
    default: break
    }
  }

  /// Somebody stays on this day for a while: the first step is to be as quick as the others.
  mutating func prepare() { isDue = true }

  /// What is to be worked out now; nil for nothing.
  mutating func next(_ state: AppState, _ presenter: Presenter) -> AnswerRequest? {
    guard isDue, underway == nil else { return nil }
    isDue = false
    guard presenter.engine.snapshot.deals.count >= fromDeals,
      let request = state.request(after: state.isTypingDay ? .accept : step),
      !made.contains(where: { $0.holds(request, presenter) })
    else { return nil }
    underway = request
    return request
  }

  mutating func reply(to effect: Effect, _ presenter: Presenter) -> Reply {
    guard case .answer(let request, let generation) = effect else { return .unknown }
    if let known = made.first(where: { $0.holds(request, presenter) }) {
      return .known(known.workedOut(generation: generation))
    }
    guard underway == request, awaited == nil else { return .unknown }
    awaited = effect
    return .coming
  }

  /// Takes over what was worked out, unless the files or the journal are others by now; the effect
  /// that waits for it.
  mutating func take(_ foresight: Foresight, _ presenter: Presenter?) -> Effect? {
    underway = nil
    keep(foresight, presenter)
    return awaited.take()
  }

  /// Keeps an answer for those who ask for it, unless the files or the journal are others by now.
  ///
  /// On a small book all answers are quick, and none is kept.
  mutating func keep(_ answer: Foresight, _ presenter: Presenter?) {
    guard let presenter, answer.isCurrent(presenter),
      presenter.engine.snapshot.deals.count >= fromDeals
    else { return }
    made.removeAll { $0.hasSameRequest(as: answer) || !$0.isCurrent(presenter) }
    made.insert(answer, at: 0)
    if made.count > Self.kept { made.removeLast() }
  }

  /// Other files are on the screen: what was worked out would only keep the old ones in memory.
  mutating func forget() { made = [] }
}
