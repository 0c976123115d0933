import RevMetrics
import RevModel
import RevPresentation

/// An answer at hand when somebody asks for it: that of the next step in time, or of one before.
///
/// On a large book another day takes longer than a frame may take. Who goes a week back mostly goes
/// on, and who has typed a day mostly presses Enter, so that the answer is there by then.
struct Foresight: Sendable {
  private let request: AnswerRequest
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

  /// Whether it looked at the files and the journal that are there now.
  func isCurrent(_ presenter: Presenter) -> Bool { presenter.hasSameSources(as: copy) }

  /// Whether it answers a request, and nothing that the answer depends on has changed since.
  func holds(_ wanted: AnswerRequest, _ presenter: Presenter) -> Bool {
    wanted == request && isCurrent(presenter) && Self.models(of: request, presenter) == models
  }

  func hasSameRequest(as other: Foresight) -> Bool { request == other.request }

  /// The answer, as if it had been worked out now.
  func workedOut(generation: Int) -> WorkedOut {
    WorkedOut(
      effect: .answer(request, generation: generation),
      action: .answered(answers, generation: generation), copy: copy, answer: self)
  }

  private static func models(of request: AnswerRequest, _ presenter: Presenter) -> [Bool] {
    [request.question, request.before].compactMap(\.self).map(presenter.analyst.hasModel)
  }
}
