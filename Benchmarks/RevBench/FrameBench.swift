import RevBase
import RevForecast
import RevMetrics
import RevModel
import RevPanes
import RevPresentation
import RevRisk
import TermCells

/// From a change to the cells of the next frame: answers, view models, drawing.
enum FrameBench {
  private static let dashboard: Set<MetricGroup> = [.pipeline, .bookings, .forecast, .retention]

  /// - Parameter isLearnt: with the forecast and the deals at risk on the screen; else while their
  ///   models are fitted behind it.
  static func run(_ engine: Engine, isLearnt: Bool) {
    var presenter = Presenter(engine: engine)
    if isLearnt { learn(engine, presenter.analyst) }
    var state = AppState(presenter.facts)
    state.size = ScreenSize(columns: 120, rows: 40)
    presenter.carry(.started, into: &state)
    let screen = Screen(keys: Keymap())
    /// The frame after an answer to a question.
    func frame(_ question: Question) {
      let request = AnswerRequest(
        question: question, groups: dashboard, before: question.sameWeekBefore(presenter.facts))
      _ = presenter.perform(.answer(request, generation: 0))
      var surface = Surface(width: 120, height: 40)
      screen.draw(presenter.model(for: state), on: &surface)
    }
    filters(engine, isLearnt ? presenter.analyst : nil, frame)
    if !isLearnt {
      travel(engine, frame)
      foreseen(state, &presenter, screen)
      tables(engine, &presenter)
    }
    print("")
  }

  /// Fits the models of the snapshot's day, and says what of a frame is theirs.
  private static func learn(_ engine: Engine, _ analyst: Analyst) {
    let home = engine.initialQuestion
    report("models of a day fitted", Stopwatch.measure(1) { analyst.fitModel(for: home) })
    for (name, question) in QuestionBench.questions(engine) {
      let context = engine.context(question)
      let open = analyst.forecaster.contributions(context)?.rows.count ?? 0
      let monday = Forecaster.lastMonday(before: question.asOf)
      func part(_ title: String, _ body: (AnswerContext) -> Void) {
        var fresh = context
        let time = Stopwatch.measure(
          9,
          before: {
            QuestionBench.leave(question, engine)
            fresh = engine.context(question)
          }, { body(fresh) })
        report("\(title), \(name)", time, "\(open) open deals")
      }
      part("forecast") { _ = analyst.forecaster.forecast($0) }
      part("fan") { _ = analyst.forecaster.fan($0) }
      part("change") { _ = analyst.forecaster.change($0, since: monday) }
      if let model = analyst.riskModel(for: question) {
        part("deals at risk") { _ = RiskAnswer(RiskList(model, $0), model) }
      }
    }
  }

  private static func filters(
    _ engine: Engine, _ learnt: Analyst?, _ frame: (Question) -> Void
  ) {
    for (name, question) in QuestionBench.questions(engine) {
      let open = learnt?.forecaster.contributions(engine.context(question))?.rows.count
      let note = open.map { "\($0) open deals, forecast and risks" } ?? "models not fitted yet"
      let time = Stopwatch.measure(9, before: { QuestionBench.leave(question, engine) }) {
        frame(question)
      }
      report("filter to frame, \(name)", time, "120x40, \(note)")
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

  /// Weeks back of which each was worked out, as the cockpit does, before it was asked for.
  private static func foreseen(
    _ start: AppState, _ presenter: inout Presenter, _ screen: borrowing Screen
  ) {
    guard presenter.engine.snapshot.history != nil else { return }
    var state = start
    var known: Answers?
    func foresee() {
      if let request = state.request(after: .weekBack) { known = presenter.answer(request) }
    }
    let time = Stopwatch.measure(12, before: foresee) {
      for case .answer(_, let generation) in state.reduce(.command(.weekBack)) {
        if let known { _ = state.reduce(.answered(known, generation: generation)) }
      }
      var surface = Surface(width: 120, height: 40)
      screen.draw(presenter.model(for: state), on: &surface)
    }
    report("a week back that was foreseen, to frame", time)
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
