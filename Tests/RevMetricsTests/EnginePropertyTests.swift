// Properties that hold for every company, day, period and slicer.

import RevBase
import RevMetrics
import RevModel
import Testing

@Suite struct EnginePropertyTests {
  private let mine: Set<MetricGroup> = [.pipeline, .bookings, .forecast, .team]

  @Test(arguments: 1...12)
  func aMovementStartsAndEndsWithTheOpenPipelineOfItsDays(_ seed: UInt64) throws {
    let company = RandomCompany(seed)
    let snapshot = try company.snapshot()
    let engine = Engine(snapshot)
    var dice = Dice(seed + 100)
    for _ in 0..<12 {
      let question = try company.question(&dice, snapshot)
      let movement = try #require(
        engine.answer(question, groups: [.pipeline]).tables.movement.value)
      #expect(movement.unexplained == Tally())
      for (day, tally) in [(movement.from, movement.start), (movement.to, movement.end)] {
        var then = question
        then.asOf = day
        let readout = engine.answer(then, groups: [.pipeline])
        #expect(readout[.pipelineOpen].value == .money(tally.amount), "\(question)")
        #expect(readout[.pipelineOpenCount].value == .count(tally.count), "\(question)")
      }
    }
  }

  @Test(arguments: 1...6)
  func wonSinceThePeriodBeganIsBookings(_ seed: UInt64) throws {
    let company = RandomCompany(seed)
    let snapshot = try company.snapshot()
    let engine = Engine(snapshot)
    let calendar = snapshot.manifest.fiscalCalendar
    for back in stride(from: 0, through: 180, by: 17) {
      let asOf = snapshot.manifest.asOf - back
      let period = calendar.quarter(holding: asOf)
      let question = Question(period: period, asOf: asOf, since: period.start - 1)
      guard period.start <= asOf else { continue }
      let readout = engine.answer(question, groups: [.pipeline, .bookings])
      let movement = try #require(readout.tables.movement.value)
      // A deal with a closed day outside of the period that leaves as won is in the movement only.
      let facts = Facts(engine.context(question))
      let closed = facts.context.book.closed
      let outside = facts.movement.lines(in: .won).filter {
        !period.contains(Day(closed[Int($0.deal)]))
      }
      let more = outside.reduce(Money.zero) { $0 + $1.amount(in: .won) }
      #expect(readout[.bookingsWon].value == .money(movement[.won].amount - more))
    }
  }

  @Test(arguments: 1...6)
  func allOwnersTogetherAreTheWhole(_ seed: UInt64) throws {
    let company = RandomCompany(seed)
    let snapshot = try company.snapshot()
    let engine = Engine(snapshot)
    var dice = Dice(seed + 7)
    for _ in 0..<4 {
      var question = try company.question(&dice, snapshot)
      question.slicers[.owner] = nil
      let whole = engine.answer(question, groups: mine)
      var parts: [MetricID: Int64] = [:]
      let additive: [MetricID] = [
        .pipelineOpen, .pipelineOpenAll, .pipelineWeighted, .pipelineCreated, .pipelinePastDue,
        .bookingsWon, .bookingsLost, .forecastCommit,
      ]
      for owner in ["p1", "p2", "p3", "p4", "m", "(none)"] {
        var narrow = question
        narrow.slicers = question.slicers.narrowed(.owner, to: owner)
        let readout = engine.answer(narrow, groups: mine)
        for id in additive { parts[id, default: 0] += readout[id].value?.money?.cents ?? 0 }
      }
      for id in additive where whole[id].value != nil {
        #expect(whole[id].value?.money?.cents == parts[id], "\(id) \(question)")
      }
    }
  }

  @Test(arguments: 1...6)
  func theOwnersTableIsEachMetricNarrowedToTheOwner(_ seed: UInt64) throws {
    let company = RandomCompany(seed)
    let snapshot = try company.snapshot()
    let engine = Engine(snapshot)
    var dice = Dice(seed + 9)
    for _ in 0..<6 {
      let question = try company.question(&dice, snapshot)
      let lines = try #require(engine.answer(question, groups: [.team]).tables.owners.value)
      #expect(
        lines.map(\.owner)
          == lines.map(\.owner).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
      for line in lines {
        var narrow = question
        narrow.slicers = question.slicers.narrowed(.owner, to: line.owner)
        let readout = engine.answer(narrow)
        let amounts: [(MetricID, Money?)] = [
          (.bookingsQuota, line.quota), (.bookingsWon, line.won), (.pipelineOpen, line.open),
          (.pipelineWeighted, line.weighted), (.pipelinePushed, line.pushed),
          (.pipelinePastDue, line.pastDue),
        ]
        for (id, amount) in amounts {
          #expect(readout[id].value?.money == amount, "\(id) of \(line.owner), \(question)")
        }
        let numbers: [(MetricID, Double?)] = [
          (.bookingsAttainment, line.attainment), (.pipelineCoverage, line.coverage),
          (.winRateTrailing, line.winRate), (.hygieneScore, line.hygiene),
        ]
        for (id, number) in numbers {
          #expect(readout[id].value?.double == number, "\(id) of \(line.owner), \(question)")
        }
      }
    }
  }

  @Test(arguments: 1...6)
  func theOrderOfTheRowsChangesNothing(_ seed: UInt64) throws {
    let company = RandomCompany(seed)
    let first = try company.snapshot()
    let second = try company.shuffled(seed + 50).snapshot()
    let (a, b) = (Engine(first), Engine(second))
    var dice = Dice(seed + 3)
    for _ in 0..<8 {
      let question = try company.question(&dice, first)
      #expect(a.answer(question, groups: mine) == b.answer(question, groups: mine))
    }
  }

  @Test(arguments: 1...4)
  func whatWasAskedBeforeChangesNothing(_ seed: UInt64) throws {
    let company = RandomCompany(seed)
    let snapshot = try company.snapshot()
    let engine = Engine(snapshot)
    var dice = Dice(seed + 5)
    let questions = try (0..<10).map { _ in try company.question(&dice, snapshot) }
    let first = questions.map { engine.answer($0, groups: mine) }
    for (question, readout) in zip(questions, first).reversed() {
      #expect(engine.answer(question, groups: mine) == readout)
      #expect(Engine(snapshot).answer(question, groups: mine) == readout)
    }
  }

  @Test(arguments: 1...6)
  func theRowsOfANumberAddUpToIt(_ seed: UInt64) throws {
    let company = RandomCompany(seed)
    let snapshot = try company.snapshot()
    let engine = Engine(snapshot)
    var dice = Dice(seed + 11)
    let summed: [MetricID] = [
      .pipelineOpen, .pipelineOpenAll, .pipelineWeighted, .pipelineCreated, .pipelinePastDue,
      .pipelineBeforePeriod, .pipelinePushed, .bookingsWon, .bookingsLost, .bookingsQuota,
      .forecastCommit, .forecastBestCase, .forecastUpside,
    ]
    for _ in 0..<8 {
      let facts = Facts(engine.context(try company.question(&dice, snapshot)))
      for id in summed {
        let definition = try #require(MetricCatalog.definition(id))
        guard let amount = definition.measure(facts).value?.money else { continue }
        let rows = try #require(definition.rows(facts), "\(id)")
        #expect(rows.amounts?.reduce(0, +) == amount.cents, "\(id)")
      }
    }
  }

  @Test(arguments: 1...4)
  func aWhatIfThatSupposesWhatIsChangesNothing(_ seed: UInt64) throws {
    let company = RandomCompany(seed)
    let snapshot = try company.snapshot()
    let engine = Engine(snapshot)
    var dice = Dice(seed + 13)
    for _ in 0..<8 {
      var question = try company.question(&dice, snapshot)
      let readout = engine.answer(question, groups: mine)
      let book = engine.book(on: question.asOf)
      question.whatIf = (0..<4).map { _ in
        let deal = dice.roll(book.count)
        return DealChange(deal: deal, change: .stage(book.state.stage[deal]))
      }
      let same = engine.answer(question, groups: mine)
      for id in MetricID.allCases { #expect(same[id] == readout[id], "\(id) \(question)") }
      #expect(same.tables == readout.tables, "\(question)")
    }
  }
}
