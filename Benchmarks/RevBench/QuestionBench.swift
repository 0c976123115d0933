import RevMetrics
import RevModel

/// Numbers under selective and unselective slicers.
enum QuestionBench {
  static func run(_ engine: Engine) {
    let cases = questions(engine)
    let first = engine.initialQuestion
    let dashboard: Set<MetricGroup> = [.pipeline, .bookings, .forecast, .retention]
    for (name, question) in cases {
      let time = Stopwatch.measure(15, before: { leave(first, engine) }) {
        _ = engine.answer(question, groups: dashboard)
      }
      report("dashboard, \(name)", time)
    }
    for (name, question) in cases {
      let time = Stopwatch.measure(9, before: { leave(first, engine) }) {
        _ = engine.answer(question)
      }
      report("whole book, \(name)", time)
    }
    for group in MetricGroup.allCases {
      let time = Stopwatch.measure(9, before: { leave(first, engine) }) {
        _ = engine.answer(first, groups: [group])
      }
      report("group \(group.rawValue), all", time)
    }
    print("")
  }

  /// Asks about other slicers, so that nothing of the question is remembered.
  static func leave(_ question: Question, _ engine: Engine) {
    for number in 0..<8 {
      var other = question
      other.slicers[.product] = ["\(number)"]
      _ = engine.context(other)
    }
  }

  static func questions(_ engine: Engine) -> [(name: String, question: Question)] {
    let first = engine.initialQuestion
    var cases: [(name: String, question: Question)] = [("all", first)]
    let people = engine.snapshot.people
    if let owner = engine.snapshot.deals.owner.first(where: { $0 >= 0 }) {
      var question = first
      question.slicers[.owner] = [people.ids[Int(owner)]]
      cases.append(("one owner", question))
    }
    if let segment = engine.snapshot.accounts.segment.vocabulary.words.first {
      var question = first
      question.slicers[.segment] = [segment]
      cases.append(("one segment", question))
      question.slicers[.owner] = (0..<people.knownCount / 2).map { people.ids[$0] }
      cases.append(("one segment, half the people", question))
      let others = Array(engine.snapshot.accounts.segment.vocabulary.words.dropFirst())
      if !others.isEmpty {
        question = first
        question.slicers[.segment] = others
        cases.append(("all segments but one", question))
      }
    }
    return cases
  }
}
