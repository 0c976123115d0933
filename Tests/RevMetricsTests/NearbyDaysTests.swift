// What is made for a day from that of another day is what is made of the whole book.

import RevBase
import RevModel
import Testing

@testable import RevMetrics

@Suite("A day made from another one")
struct NearbyDaysTests {
  /// Days in both directions, near and far, the snapshot's own day among them.
  private static func days(_ dice: inout Dice, _ home: Day) -> [Day] {
    var day = home
    return (0..<24).map { step in
      switch step % 6 {
      case 0: day = home - dice.roll(30)
      case 1: day = home
      case 2: day = home - dice.roll(300)
      case 3: day = min(home, day + 7)
      default: day = day - 7
      }
      return day
    }
  }

  private static func question(
    _ company: RandomCompany, _ dice: inout Dice, _ snapshot: Snapshot
  ) throws -> Question {
    var question = try company.question(&dice, snapshot)
    question.since = nil
    return question
  }

  /// Changes of some deals that need not make sense.
  private static func supposed(_ dice: inout Dice, _ snapshot: Snapshot) -> [DealChange] {
    (0..<6).map { place in
      let stage = UInt16(dice.roll(snapshot.stages.names.count))
      let change: DealChange.Change =
        switch place % 3 {
        case 0: .excluded
        case 1: .amount(Money(cents: Int64(dice.roll(90_000))))
        default: .stage(stage)
        }
      return DealChange(deal: dice.roll(snapshot.deals.count), change: change)
    }
  }

  @Test("has the same sets and columns", arguments: 1...10)
  func sets(_ seed: UInt64) throws {
    let company = RandomCompany(seed)
    let snapshot = try company.snapshot()
    let travel = DealTravel(snapshot)
    var compared = 0
    var dice = Dice(seed + 31)
    for _ in 0..<3 {
      var question = try Self.question(company, &dice, snapshot)
      var before: (candidates: DealCandidates, columns: PipelineColumns)?
      for day in Self.days(&dice, snapshot.manifest.asOf) {
        question.asOf = day
        let context = AnswerContext(snapshot, question, DealsAsOf(snapshot, on: day))
        let whole = context.selection.candidates
        let columns = PipelineColumns(context)
        // Between far days everything is read.
        if let before,
          let changed = travel.regrouped(
            from: before.candidates.scope, to: whole.scope, snapshot)
        {
          compared += 1
          let moved = before.candidates.moved(
            to: whole.scope, changed, snapshot, context.book, context.selection.filter,
            threadsFrom: compared % 2 == 0 ? 0 : .max)
          #expect(moved.candidates == whole, "\(question)")
          #expect(
            PipelineColumns(context, from: before.columns, moved.changes) == columns,
            "\(question)")
        }
        before = (whole, columns)
      }
    }
    #expect(compared > 50)
  }

  @Test("counts the same first stays as following every deal by itself", arguments: 1...10)
  func stays(_ seed: UInt64) throws {
    let company = RandomCompany(seed)
    let snapshot = try company.snapshot()
    let memory = AnswerMemory(snapshot)
    var counted = 0
    var dice = Dice(seed + 32)
    for _ in 0..<3 {
      var question = try Self.question(company, &dice, snapshot)
      for day in Self.days(&dice, snapshot.manifest.asOf) {
        question.asOf = day
        question.whatIf = dice.chance(30) ? Self.supposed(&dice, snapshot) : []
        let book = DealsAsOf(snapshot, on: day, supposing: question.whatIf)
        let context = AnswerContext(snapshot, question, book, memory: memory)
        let tally = StageTally(context)
        #expect(tally == StageTally(following: context), "\(question)")
        if tally != StageTally(empty: context) { counted += 1 }
      }
    }
    #expect(counted > 30)
  }

  @Test("has the same movement since a day before both", arguments: 1...10)
  func movement(_ seed: UInt64) throws {
    let company = RandomCompany(seed)
    let snapshot = try company.snapshot()
    let history = try #require(snapshot.history)
    let travel = DealTravel(snapshot)
    var compared = 0
    var dice = Dice(seed + 33)
    for _ in 0..<4 {
      let window = try Self.question(company, &dice, snapshot).period
      let from = snapshot.manifest.asOf - 310 - dice.roll(60)
      var before: MovementLedger?
      for day in Self.days(&dice, snapshot.manifest.asOf) {
        let span = MovementSpan(from: from, to: day, window: window)
        let book = DealsAsOf(snapshot, on: day)
        let whole = MovementLedger(snapshot, history, span, end: book)
        if let before,
          let changed = travel.moving(
            after: min(day, before.span.to), through: max(day, before.span.to), snapshot)
        {
          compared += 1
          let moved = before.moved(to: span, changed, snapshot, history, end: book)
          #expect(moved.lines == whole.lines, "\(span)")
          #expect(moved.owners == whole.owners)
          #expect(moved.handed.map(\.place) == whole.handed.map(\.place))
          #expect(moved.handed.map { Set($0.owners) } == whole.handed.map { Set($0.owners) })
        }
        before = whole
      }
    }
    #expect(compared > 60)
  }

  @Test("has the same parts when several threads make them", arguments: 1...6)
  func parts(_ seed: UInt64) throws {
    let company = RandomCompany(seed)
    let snapshot = try company.snapshot()
    let history = try #require(snapshot.history)
    let memory = AnswerMemory(snapshot)
    var dice = Dice(seed + 35)
    var made = 0
    for _ in 0..<20 {
      let question = try Self.question(company, &dice, snapshot)
      let book = memory.book(on: question.asOf)
      let parts = DayParts(snapshot, memory, question, [.pipeline, .retention], threadsFrom: 0)
      #expect((parts == nil) == memory.isAsked(question))
      @Sendable func open() -> AnswerContext {
        AnswerContext(snapshot, question, book, memory: memory)
      }
      let context = parts?.make(endingAt: book, open) ?? open()
      #expect(context.base.isAsked && context.question == question)
      if parts != nil { made += 1 }
      let alone = AnswerContext(snapshot, question, DealsAsOf(snapshot, on: question.asOf))
      #expect(context.base.pipeline(context) == PipelineColumns(alone), "\(question)")
      #expect(context.base.stays(context) == StageTally(following: alone), "\(question)")
      guard question.hasBegun else { continue }
      let span = MovementSpan(
        from: question.period.start - 1, to: question.end, window: question.period)
      let whole = MovementLedger(
        snapshot, history, span, end: DealsAsOf(snapshot, on: question.end))
      #expect(memory.ledger(span, history, endingAt: nil).lines == whole.lines, "\(question)")
    }
    #expect(made > 10)
  }

  @Test("answers as if nothing had been asked before", arguments: 1...8)
  func answers(_ seed: UInt64) throws {
    let company = RandomCompany(seed)
    let snapshot = try company.snapshot()
    let engine = Engine(snapshot)
    var dice = Dice(seed + 34)
    for _ in 0..<3 {
      var question = try Self.question(company, &dice, snapshot)
      for day in Self.days(&dice, snapshot.manifest.asOf).prefix(12) {
        question.asOf = day
        // Now and then other slicers of the same day, which read what it left behind.
        if dice.chance(30) { question.slicers[.segment] = [dice.pick(["SMB", "Enterprise"])] }
        if dice.chance(20) { question.slicers[.owner] = [dice.pick(["p1", "p2", "(none)"])] }
        if dice.chance(20) { question.slicers = Slicers() }
        #expect(engine.answer(question) == Engine(snapshot).answer(question), "\(question)")
      }
    }
  }
}

extension StageTally {
  /// The same without the calendar: every deal's trail is followed by itself.
  fileprivate init(following context: AnswerContext) {
    self.init(empty: context)
    for row in context.snapshot.deals.created.indices
    where context.selection.passes[row] != 0 { follow(Int32(row), context) }
  }
}
