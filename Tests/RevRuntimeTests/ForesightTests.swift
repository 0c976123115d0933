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
    take(.started, &state, &presenter)
    take(.command(.weekBack), &state, &presenter)
    return (state, presenter)
  }

  private static func take(
    _ action: Action, _ state: inout AppState, _ presenter: inout Presenter
  ) {
    var waiting = [action]
    while !waiting.isEmpty {
      for effect in state.reduce(waiting.removeFirst()) {
        if let answer = presenter.perform(effect) { waiting.append(answer) }
      }
    }
  }

  @Test func whatWasForeseenIsWhatWouldBeAnswered() throws {
    let (state, presenter) = try Self.screen()
    let request = try #require(state.request(after: .weekBack))
    #expect(request.question.asOf == state.facts.home.asOf - 14)
    #expect(request.question.period == state.question.period)
    let foresight = Foresight(request, presenter)
    let done = try #require(foresight.answer(to: request, generation: 7, presenter))
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
    Self.take(.started, &state, &presenter)
    #expect(state.request(after: .weekForward) == nil)
  }

  @Test func anotherQuestionIsNotAnsweredByIt() throws {
    let (state, presenter) = try Self.screen()
    let request = try #require(state.request(after: .weekBack))
    let foresight = Foresight(request, presenter)
    var other = request
    other.question.slicers[.segment] = ["Enterprise"]
    #expect(foresight.answer(to: other, generation: 1, presenter) == nil)
    other = request
    other.wantsMovement.toggle()
    #expect(foresight.answer(to: other, generation: 1, presenter) == nil)
  }

  @Test func itIsDroppedWhenTheJournalOrTheFilesOrTheModelsHaveChanged() throws {
    let (state, presenter) = try Self.screen()
    let request = try #require(state.request(after: .weekBack))
    let foresight = Foresight(request, presenter)
    var journalled = presenter
    _ = journalled.perform(.takeJournal(JournalBook()))
    #expect(foresight.answer(to: request, generation: 1, journalled) == nil)
    let reread = Presenter(engine: Engine(try Self.load()))
    #expect(foresight.answer(to: request, generation: 1, reread) == nil)
    #expect(foresight.answer(to: request, generation: 1, presenter) != nil)
    presenter.analyst.fitModel(for: request.question)
    #expect(foresight.answer(to: request, generation: 1, presenter) == nil)
  }
}
