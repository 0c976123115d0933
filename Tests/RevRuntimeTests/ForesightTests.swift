import RevBase
import RevIngest
import RevJournal
import RevMetrics
import RevModel
import RevPresentation
import RevTesting
import Testing

@testable import RevRuntime

/// The answer of the next step in time, worked out before somebody takes it.
@Suite struct ForesightTests {
  private static func load() throws -> Snapshot {
    try SnapshotLoader.load(folder: SampleData.folder).snapshot
  }

  /// A screen that went a week back, and who answers for it.
  private static func screen() throws -> (state: AppState, presenter: Presenter) {
    var presenter = Presenter(engine: Engine(try Self.load()))
    var state = AppState(presenter.facts)
    presenter.carry(.started, into: &state)
    presenter.carry(.command(.weekBack), into: &state)
    return (state, presenter)
  }

  @Test func whatWasForeseenIsWhatWouldBeAnswered() throws {
    let (state, presenter) = try Self.screen()
    let request = try #require(state.request(after: .weekBack))
    #expect(request.question.asOf == state.facts.home.asOf - 14)
    #expect(request.question.period == state.question.period)
    let foresight = Foresight(request, presenter)
    #expect(foresight.holds(request, presenter))
    let done = foresight.workedOut(generation: 7)
    var other = presenter
    let direct = other.perform(.answer(request, generation: 7))
    #expect(done.action == direct)
    #expect(done.effect == .answer(request, generation: 7))
  }

  @Test func theStateDoesNotMoveWhileItIsForeseen() throws {
    let (state, _) = try Self.screen()
    let before = state
    _ = state.request(after: .weekForward)
    #expect(state == before)
  }

  @Test func nothingIsForeseenBehindTheLastDay() throws {
    var presenter = Presenter(engine: Engine(try Self.load()))
    var state = AppState(presenter.facts)
    presenter.carry(.started, into: &state)
    #expect(state.request(after: .weekForward) == nil)
  }

  @Test func anotherQuestionIsNotAnsweredByIt() throws {
    let (state, presenter) = try Self.screen()
    let request = try #require(state.request(after: .weekBack))
    let foresight = Foresight(request, presenter)
    var other = request
    other.question.slicers[.segment] = ["Enterprise"]
    #expect(!foresight.holds(other, presenter))
    other = request
    other.wantsMovement.toggle()
    #expect(!foresight.holds(other, presenter))
  }

  @Test func itIsDroppedWhenTheJournalOrTheFilesOrTheModelsHaveChanged() throws {
    let (state, presenter) = try Self.screen()
    let request = try #require(state.request(after: .weekBack))
    let foresight = Foresight(request, presenter)
    var journalled = presenter
    _ = journalled.perform(.takeJournal(JournalBook()))
    #expect(!foresight.holds(request, journalled))
    let reread = Presenter(engine: Engine(try Self.load()))
    #expect(!foresight.holds(request, reread))
    #expect(foresight.holds(request, presenter))
    presenter.analyst.fitModel(for: request.question)
    #expect(!foresight.holds(request, presenter))
  }

  // MARK: - Which one is worked out, and when

  @Test func theNextStepIsWorkedOutOnceAndAnswersItsEffect() throws {
    let (state, presenter) = try Self.screen()
    var desk = ForesightDesk(fromDeals: 0)
    #expect(desk.next(state, presenter) == nil)
    desk.note(.command(.weekBack), state)
    let asked = desk.next(state, presenter)
    let request = try #require(asked)
    #expect(request == state.request(after: .weekBack))
    desk.note(.command(.weekBack), state)
    #expect(desk.next(state, presenter) == nil, "one at a time")
    #expect(desk.take(Foresight(request, presenter), presenter) == nil)
    #expect(desk.next(state, presenter) == nil, "it is there already")
    guard case .known(let done) = desk.reply(to: .answer(request, generation: 3), presenter) else {
      Issue.record("it is not known")
      return
    }
    #expect(done.effect == .answer(request, generation: 3))
    #expect(
      desk.reply(to: .answer(request, generation: 4), presenter).word == "known",
      "who goes away and comes back waits again")
  }

  /// Back to a day that was on the screen: its answer is still there, of the last few.
  @Test func whoTurnsBackFindsTheAnswersOfTheDaysBefore() throws {
    let (state, presenter) = try Self.screen()
    var desk = ForesightDesk(fromDeals: 0)
    var requests: [AnswerRequest] = []
    for week in 1...4 {
      var request = try #require(state.request(after: .weekBack))
      request.question.asOf = state.question.asOf - 7 * week
      requests.append(request)
      let done = WorkedOut(.answer(request, generation: week), presenter)
      desk.keep(try #require(done.answer), presenter)
    }
    let words = requests.map { desk.reply(to: .answer($0, generation: 9), presenter).word }
    #expect(words == ["unknown", "known", "known", "known"])
    guard case .known(let done) = desk.reply(to: .answer(requests[2], generation: 9), presenter)
    else { return }
    var other = presenter
    #expect(done.action == other.perform(.answer(requests[2], generation: 9)))
  }

  @Test func anAnswerIsKeptOnce() throws {
    let (state, presenter) = try Self.screen()
    var desk = ForesightDesk(fromDeals: 0)
    let first = try #require(state.request(after: .weekBack))
    var second = first
    second.question.asOf = first.question.asOf - 7
    for request in [first, second, second, second] {
      desk.keep(Foresight(request, presenter), presenter)
    }
    #expect(desk.reply(to: .answer(first, generation: 1), presenter).word == "known")
  }

  @Test func aKeyThatComesMeanwhileWaitsForIt() throws {
    let (state, presenter) = try Self.screen()
    var desk = ForesightDesk(fromDeals: 0)
    desk.prepare()
    let asked = desk.next(state, presenter)
    let request = try #require(asked)
    var other = request
    other.wantsAudit.toggle()
    #expect(
      desk.reply(to: .answer(other, generation: 1), presenter).word == "unknown",
      "another question waits")
    let effect = Effect.answer(request, generation: 2)
    #expect(desk.reply(to: effect, presenter).word == "coming", "it is worked out twice")
    #expect(desk.take(Foresight(request, presenter), presenter) == effect)
    #expect(desk.reply(to: effect, presenter).word == "known", "it waited in vain")
  }

  /// The old files must not be kept in memory, and the step be as quick as before.
  @Test func afterAnotherReadingItIsWorkedOutAnew() throws {
    let (state, presenter) = try Self.screen()
    let reread = Presenter(engine: Engine(try Self.load()))
    var desk = ForesightDesk(fromDeals: 0)
    desk.prepare()
    let asked = desk.next(state, presenter)
    let request = try #require(asked)
    let effect = Effect.answer(request, generation: 2)
    #expect(desk.reply(to: effect, presenter).word == "coming", "it is not under way")
    // The files change while it is worked out: who waits is told, and nothing is kept.
    #expect(desk.take(Foresight(request, presenter), reread) == effect)
    #expect(desk.reply(to: effect, reread).word == "unknown", "an answer about old files")
    desk.prepare()
    #expect(desk.next(state, reread) == request)
    #expect(desk.take(Foresight(request, reread), reread) == nil)
    desk.forget()
    #expect(desk.reply(to: effect, reread).word == "unknown", "it was not forgotten")
  }

  @Test func onASmallBookNothingIsForeseen() throws {
    let (state, presenter) = try Self.screen()
    var desk = ForesightDesk()
    desk.note(.command(.weekBack), state)
    #expect(desk.next(state, presenter) == nil)
  }

  /// Enter behind a day that was typed finds its answer, whatever was foreseen before.
  @Test func aDayIsWorkedOutWhileItsLastDigitIsBeingTyped() throws {
    var (state, presenter) = try Self.screen()
    var desk = ForesightDesk(fromDeals: 0)
    func type(_ text: String) {
      let action = Action.edited(LineEdit(text))
      desk.note(action, state)
      presenter.carry(action, into: &state)
    }
    presenter.carry(.command(.asOfDay), into: &state)
    for text in ["2026-0", "2026-09-3", "2126-09-30"] {
      type(text)
      #expect(desk.next(state, presenter) == nil, "\(text) is no day to go to")
    }
    type("2026-09-30")
    let asked = desk.next(state, presenter)
    let request = try #require(asked)
    #expect(request.question.asOf == Day("2026-09-30"))
    #expect(desk.take(Foresight(request, presenter), presenter) == nil)
    #expect(desk.next(state, presenter) == nil, "it is there already")
    var next = state
    let effects = next.reduce(.command(.accept))
    let effect = try #require(
      effects.first {
        if case .answer = $0 { return true }
        return false
      })
    #expect(desk.reply(to: effect, presenter).word == "known", "Enter asked for something else")
  }

  @Test func afterADayThatWasTypedTheNextWeekIsWorkedOut() throws {
    var (state, presenter) = try Self.screen()
    var desk = ForesightDesk(fromDeals: 0)
    presenter.carry(.command(.asOfDay), into: &state)
    presenter.carry(.edited(LineEdit("2026-09-30")), into: &state)
    for command in [CommandID.accept, .cancel] {
      var (next, own) = (state, presenter)
      own.carry(.command(command), into: &next)
      desk.note(.command(command), state)
      let day = next.question.asOf
      #expect(desk.next(next, own)?.question.asOf == day - 7)
      _ = desk.take(Foresight(try #require(next.request(after: .weekBack)), own), own)
    }
  }

  /// A text that filters a table would otherwise keep the processors from filtering it.
  @Test func nothingIsWorkedOutWhileOtherTextsAreTyped() throws {
    var (state, presenter) = try Self.screen()
    var desk = ForesightDesk(fromDeals: 0)
    presenter.carry(.command(.pickOwner), into: &state)
    for action in [Action.edited(LineEdit("2026-09-30")), .command(.cancel)] {
      desk.note(action, state)
      presenter.carry(action, into: &state)
      #expect(desk.next(state, presenter) == nil)
    }
  }

  @Test func otherCommandsAreNoSteps() throws {
    let (state, presenter) = try Self.screen()
    var desk = ForesightDesk(fromDeals: 0)
    desk.note(.command(.zoom), state)
    desk.note(.modelReady, state)
    #expect(desk.next(state, presenter) == nil)
    desk.note(.command(.weekForward), state)
    #expect(desk.next(state, presenter)?.question.asOf == state.facts.home.asOf)
  }
}

extension ForesightDesk.Reply {
  /// Its name, to compare it by.
  fileprivate var word: String {
    switch self {
    case .known: "known"
    case .coming: "coming"
    case .unknown: "unknown"
    }
  }
}
