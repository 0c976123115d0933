import RevBase
import RevMetrics
import RevModel

/// Some of the dashboard's numbers as one would write them first: an array of structs, `filter`, and
/// a dictionary for the groups. What the engine answers is divided by this.
enum PlainBench {
  private struct Deal {
    var owner: Int32
    var segment: Int32
    var isSales: Bool
    var standing: Standing
    var stage: Int16
    var amount: Int64
    var created: Int32
    var close: Int32
    var closed: Int32
  }

  private struct Numbers: Equatable {
    var open: Int128 = 0
    var openCount = 0
    var byStage: [Int16: Int128] = [:]
    var pastDue: Int128 = 0
    var won: Int128 = 0
    var lost: Int128 = 0
    var created: Int128 = 0
    var wonTrailing = 0
    var lostTrailing = 0
  }

  static func run(_ engine: Engine) {
    let deals = copied(engine)
    for (name, question) in QuestionBench.questions(engine).prefix(3) {
      let plain = Stopwatch.measure(3) { _ = answer(deals, question, engine.snapshot) }
      let own = Stopwatch.measure(15, before: { QuestionBench.leave(question, engine) }) {
        _ = engine.answer(question, groups: [.pipeline, .bookings])
      }
      let numbers = answer(deals, question, engine.snapshot)
      let readout = engine.answer(question, groups: [.pipeline, .bookings])
      let agrees =
        readout[.pipelineOpenCount].value?.double == Double(numbers.openCount)
        && readout[.bookingsWon].value == .money(Money(cents: Int64(numbers.won)))
      report(
        "9 of 33 numbers by an array of structs, \(name)", plain,
        "x\(fixed(plain.best / own.best, 1)) of all 33 by the engine"
          + (agrees ? "" : ", AND THEY DIFFER"))
    }
  }

  private static func copied(_ engine: Engine) -> [Deal] {
    let snapshot = engine.snapshot
    let (deals, book) = (snapshot.deals, engine.book(on: snapshot.manifest.asOf))
    let segments = snapshot.accounts.segment.codes
    return (0..<deals.count).map { row in
      let account = Int(deals.account[row])
      let type = deals.type[row]
      return Deal(
        owner: book.state.owner[row],
        segment: account >= 0 && account < segments.count ? segments[account] : -1,
        isSales: type == "new" || type == "expansion",
        standing: Standing(rawValue: book.standing[row]) ?? .absent, stage: book.stageRow[row],
        amount: book.state.amount[row], created: deals.created[row], close: book.state.close[row],
        closed: book.closed[row])
    }
  }

  private static func answer(_ all: [Deal], _ question: Question, _ snapshot: Snapshot) -> Numbers {
    let owners = question.slicers[.owner].map { values in
      Set(values.compactMap { snapshot.people.ids.firstRow(of: $0).map { Int32($0) } })
    }
    let segments = question.slicers[.segment].map { values in
      Set(values.compactMap { snapshot.accounts.segment.vocabulary.code(of: $0) })
    }
    let (period, trailing) = (question.period, question.trailing)
    let deals = all.filter { deal in
      deal.isSales && (owners?.contains(deal.owner) ?? true)
        && (segments?.contains(deal.segment) ?? true)
    }
    func isIn(_ day: Int32, _ period: Period) -> Bool {
      day >= period.start.number && day <= period.end.number
    }
    func sum(_ deals: [Deal]) -> Int128 { deals.reduce(Int128(0)) { $0 + Int128($1.amount) } }
    let open = deals.filter { $0.standing == .open }
    let due = open.filter { isIn($0.close, period) }
    let won = deals.filter { $0.standing == .won }
    let lost = deals.filter { $0.standing == .lost }
    var numbers = Numbers()
    numbers.open = sum(due)
    numbers.openCount = due.count
    numbers.byStage = Dictionary(grouping: due) { $0.stage }.mapValues(sum)
    numbers.pastDue = sum(
      open.filter { $0.close < question.asOf.number && $0.close != Day.unknownNumber })
    numbers.won = sum(won.filter { isIn($0.closed, period) })
    numbers.lost = sum(lost.filter { isIn($0.closed, period) })
    numbers.created = sum(deals.filter { isIn($0.created, period) && $0.standing != .absent })
    numbers.wonTrailing = won.count { isIn($0.closed, trailing) }
    numbers.lostTrailing = lost.count { isIn($0.closed, trailing) }
    return numbers
  }
}
