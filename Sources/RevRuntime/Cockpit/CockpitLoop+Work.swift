import RevMetrics
import RevModel
import RevPresentation
import TermCells

/// Work that takes a while on a large book and is done behind the screen, by copies of the presenter.
///
/// The loop waits a moment for it: what is ready by then stands in the next frame, and the rest comes
/// later, while keys are answered.
extension CockpitLoop where Display: ~Copyable {
  /// How long the keys of one round wait for what they ask for; a frame is due by then.
  static var patienceForWork: Duration { .milliseconds(50) }
  /// How long a frame waits for what it shows.
  static var patienceForPictures: Duration { .milliseconds(20) }

  /// Lets a copy of the presenter carry an effect out; nil when its answer comes later.
  mutating func workOut(_ effect: Effect) -> Action? {
    guard let presenter else { return nil }
    if let kind = effect.kind, let older = underway[kind], crew.takeBack(older) { pieces -= 1 }
    switch foresights.reply(to: effect, presenter) {
    case .known(let done):
      underway[.answer] = nil
      return take(done)
    case .coming:
      underway[.answer] = nil
      pieces += 1
      return nil
    case .unknown: break
    }
    let end = roundEnd ?? (.now + Self.patienceForWork)
    roundEnd = end
    let mailbox = mailbox
    let outcome = crew.run(until: end) {
      WorkedOut(effect, presenter)
    } late: {
      mailbox.post(.workedOut($0))
    }
    if let kind = effect.kind { underway[kind] = nil }
    switch outcome {
    case .ready(let done): return take(done)
    case .later(let number):
      pieces += 1
      if let kind = effect.kind { underway[kind] = number }
      return nil
    }
  }

  /// Takes over what a copy has worked out.
  mutating func take(_ done: WorkedOut) -> Action? {
    presenter?.adopt(done.copy)
    if let answer = done.answer { foresights.keep(answer, presenter) }
    // Which model is wanted is said by the answer to the question on the screen.
    if case .answer(let request, _) = done.effect, request.question == state?.question {
      presenter?.adoptWish(done.copy)
    }
    return done.action
  }

  /// The picture of a state: whole where that takes a moment, else with words in the place of what is
  /// still being worked out.
  mutating func picture(_ state: AppState) -> ScreenModel? {
    guard var maker = presenter else { return nil }
    maker.isPatient = false
    maker.isWorking = pieces > 0
    let model = maker.model(for: state)
    let isIncomplete = maker.isIncomplete
    maker.isPatient = true
    maker.isWorking = false
    presenter = maker
    let base = maker
    guard isIncomplete else {
      pictured = nil
      return model
    }
    if let pictured, pictured.state == state { return pictured.model ?? model }
    // Nobody waits for the picture of an older state any more.
    if let older = picturing, crew.takeBack(older) { pieces -= 1 }
    picturing = nil
    let mailbox = mailbox
    let outcome = crew.run(until: .now + Self.patienceForPictures) {
      var copy = base
      let model = copy.model(for: state)
      return WorkedPicture(state: state, model: model, copy: copy)
    } late: {
      mailbox.post(.pictured($0))
    }
    switch outcome {
    case .ready(let done):
      pictured = (done.state, nil)
      take(done)
      return done.model
    case .later(let number):
      pieces += 1
      picturing = number
      pictured = (state, nil)
      return model
    }
  }

  /// Takes over a picture, and of one of an older state what was worked out for it.
  mutating func take(_ done: WorkedPicture) {
    presenter?.adopt(done.copy)
    if pictured?.state == done.state { pictured?.model = done.model }
  }
}

/// What a copy of the presenter has worked out.
struct WorkedOut: Sendable {
  var effect: Effect
  var action: Action?
  var copy: Presenter
  /// The answer that was asked for, to be kept; nil for other effects.
  var answer: Foresight?
}

extension WorkedOut {
  /// Carries an effect out.
  init(_ effect: Effect, _ presenter: Presenter) {
    if case .answer(let request, let generation) = effect {
      self = Foresight(request, presenter).workedOut(generation: generation)
    } else {
      var copy = presenter
      copy.isPatient = true
      let action = copy.perform(effect)
      self.init(effect: effect, action: action, copy: copy)
    }
  }
}

/// The whole picture of a state.
struct WorkedPicture: Sendable {
  var state: AppState
  var model: ScreenModel
  var copy: Presenter
}
