import RevBase
import RevMetrics
import RevModel
import RevPanes
import RevPresentation
import TermCells

/// From a change to the cells of the next frame: answers, view models, drawing.
enum FrameBench {
  private static let dashboard: Set<MetricGroup> = [.pipeline, .bookings, .forecast, .retention]

  static func run(_ engine: Engine) {
    var presenter = Presenter(engine: engine)
    var state = AppState(presenter.facts)
    state.size = ScreenSize(columns: 120, rows: 40)
    reduce(.started, &state, &presenter)
    let screen = Screen(keys: Keymap())
    /// The frame after an answer to a question.
    func frame(_ question: Question) {
      let request = AnswerRequest(
        question: question, groups: dashboard, before: question.sameWeekBefore(presenter.facts))
      _ = presenter.perform(.answer(request, generation: 0))
      var surface = Surface(width: 120, height: 40)
      screen.draw(presenter.model(for: state), on: &surface)
    }
    filters(engine, frame)
    travel(engine, frame)
    tables(engine, &presenter)
    print("")
  }

  private static func reduce(
    _ action: Action, _ state: inout AppState, _ presenter: inout Presenter
  ) {
    var waiting = [action]
    while !waiting.isEmpty {
      for effect in state.reduce(waiting.removeFirst()) {
        if let answer = presenter.perform(effect) { waiting.append(answer) }
      }
    }
  }

  private static func filters(_ engine: Engine, _ frame: (Question) -> Void) {
    for (name, question) in QuestionBench.questions(engine) {
      let time = Stopwatch.measure(9, before: { QuestionBench.leave(question, engine) }) {
        frame(question)
      }
      report("filter to frame, \(name)", time, "120x40, models fitted behind the screen")
    }
  }

  private static func travel(_ engine: Engine, _ frame: (Question) -> Void) {
    guard engine.snapshot.history != nil else { return }
    let home = engine.snapshot.manifest.asOf
    func question(_ day: Day) -> Question {
      Question(period: engine.snapshot.manifest.fiscalCalendar.quarter(holding: day), asOf: day)
    }
    var day = home
    frame(question(home - 7))
    report(
      "a week back, to frame",
      Stopwatch.measure(12) {
        day = day - 7
        frame(question(day))
      })
    let jumps = [400, 30, 700, 91, 365, 7, 600, 200]
    var index = 0
    report(
      "a jump to any day, to frame",
      Stopwatch.measure(16) {
        frame(question(home - jumps[index % jumps.count]))
        index += 1
      })
  }

  private static func tables(_ engine: Engine, _ presenter: inout Presenter) {
    let source = RowSource.item(.metric(.winRateTrailing))
    let question = engine.initialQuestion
    func arrange(_ column: Int?, _ filter: String, _ presenter: inout Presenter) -> Int {
      let key = Arrangement.Key(
        source: source, question: question,
        sort: column.map { SortOrder(column: $0, isDescending: false) }, filter: filter)
      guard case .arranged(let made, _) = presenter.perform(.arrange(key, generation: 0)) else {
        return 0
      }
      return made.rows.count
    }
    let count = arrange(nil, "", &presenter)
    var copy = presenter
    let rows = "\(count) rows"
    report("table, sorted by a number", Stopwatch.measure(5) { _ = arrange(1, "", &copy) }, rows)
    report("table, sorted by names", Stopwatch.measure(5) { _ = arrange(0, "", &copy) }, rows)
    report(
      "table, narrowed by a text", Stopwatch.measure(5) { _ = arrange(nil, "er", &copy) }, rows)
  }
}
