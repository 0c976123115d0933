import RevMetrics
import RevModel
import RevPresentation

/// An answer that was worked out before somebody asks for it: that of the next step in time.
///
/// On a large book another week takes longer than a frame may take. Who goes a week back mostly goes
/// on, so that the answer of the next step is there by then.
struct Foresight: Sendable {
  /// On how large a book a step takes so long that it pays.
  static let fromDeals = 200_000
  /// The commands of which the next one is foreseen.
  static let steps: Set<CommandID> = [.weekBack, .weekForward]

  let request: AnswerRequest
  private let answers: Answers
  private let copy: Presenter
  /// Which models were fitted by then.
  private let models: [Bool]

  /// Works the answer out.
  ///
  /// - Parameter presenter: is copied.
  init(_ request: AnswerRequest, _ presenter: Presenter) {
    self.request = request
    var copy = presenter
    copy.isPatient = true
    models = Self.models(of: request, presenter)
    answers = copy.answer(request)
    self.copy = copy
  }

  /// The answer, if that is what is asked for and nothing that it depends on has changed since.
  func answer(to wanted: AnswerRequest, generation: Int, _ presenter: Presenter) -> WorkedOut? {
    guard wanted == request, presenter.hasSameSources(as: copy),
      Self.models(of: request, presenter) == models
    else { return nil }
    return WorkedOut(
      effect: .answer(request, generation: generation),
      action: .answered(answers, generation: generation), copy: copy)
  }

  private static func models(of request: AnswerRequest, _ presenter: Presenter) -> [Bool] {
    [request.question, request.before].compactMap(\.self).map(presenter.analyst.hasModel)
  }
}

extension AppState {
  /// What a command would ask of the numbers; nil when it would ask for nothing.
  func request(after command: CommandID) -> AnswerRequest? {
    var next = self
    for case .answer(let request, _) in next.reduce(.command(command)) { return request }
    return nil
  }
}
