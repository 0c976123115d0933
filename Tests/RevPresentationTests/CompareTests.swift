import RevBase
import RevMetrics
import RevModel
import RevPresentation
import RevTesting
import Testing

@Suite struct CompareTests {
  // swift-format-ignore: NeverForceUnwrap
  private let setting = Against.Setting(
    calendar: FiscalCalendar(startMonth: 2), home: Day(year: 2026, month: 11, day: 16)!,
    hasHistory: true)

  private func question() throws -> Question { Engine(try DemoCompany.snapshot()).initialQuestion }

  // MARK: - Words

  @Test(arguments: [
    ("2026-11-09", "2026-11-09"), ("last-monday", "2026-11-09"), ("last-week", "2026-11-09"),
    ("last-month", "2026-10-31"), ("previous", "FY2027-Q3"), ("last-year", "FY2026-Q4"),
    ("2027-Q3", "FY2027-Q3"), ("FY2026", "FY2026"), ("owner:p2", "owner:p2"),
    ("2026-08-01..2026-08-31", "2026-08-01..2026-08-31"),
  ])
  func whatIsComparedWithIsReadFromWords(text: String, meant: String) throws {
    #expect(try Against(text, try question(), setting).text == meant)
  }

  @Test(arguments: [
    ("2026-11-17", "nothing is known after 2026-11-16"),
    ("2026-11-16", "is the as-of day itself"), ("FY2027-Q4", "is the period itself"),
    ("owner:", "write the owner's id"), ("yesterday", "is nothing to compare with"),
    ("", "is nothing to compare with"),
  ])
  func whatCannotBeComparedSaysWhatToWrite(text: String, words: String) throws {
    let question = try question()
    let error = #expect(throws: AgainstError.self) { try Against(text, question, setting) }
    #expect(error?.description.contains(words) == true)
  }

  @Test func anotherDayNeedsAHistory() throws {
    var without = setting
    without.hasHistory = false
    let question = try question()
    let error = #expect(throws: AgainstError.self) {
      try Against("2026-11-09", question, without)
    }
    #expect(error?.description.contains("deal_history.csv") == true)
    // A period is then asked about on the same day.
    let other = try Against("previous", question, without).question(question, without)
    #expect(other.asOf == question.asOf)
    #expect(other.period.label == "FY2027-Q3")
  }

  @Test func aPeriodIsAskedAboutAtTheSamePoint() throws {
    let question = try question()
    let other = try Against("previous", question, setting).question(question, setting)
    // 15 days into the quarter that began on 2026-08-01.
    #expect(other.asOf == Day("2026-08-16"))
    let owner = try Against("owner:p2", question, setting).question(question, setting)
    #expect(owner.slicers[.owner] == ["p2"])
    #expect(owner.asOf == question.asOf)
  }

  // MARK: - Numbers

  @Test func aChangeSaysWhetherItIsGoodNews() {
    let up = NumberChange(.real(0.3), from: .real(0.25), better: .higher)
    #expect(up.words(.share) == "+5.0pt better")
    let worse = NumberChange(.count(12), from: .count(10), better: .lower)
    #expect(worse.words(.count) == "+2 (+20%) worse")
    let money = NumberChange(
      .money(Money(cents: 100_000_00)), from: .money(Money(cents: 80_000_00)), better: .neither)
    #expect(money.words(.money) == "+20.0K (+25%)" || money.words(.money) == "+20K (+25%)")
    #expect(NumberChange(.count(3), from: .count(3), better: .higher).words(.count) == "no change")
    #expect(NumberChange(.count(3), from: .count(0), better: .higher).relative == nil)
    #expect(
      NumberChange(Measure(.count(3)), from: .undefined("no deals"), better: .higher) == nil)
  }

  @Test func everyNumberOnTheScreenIsHeldAgainstTheOtherDay() throws {
    var cockpit = try StateDriver()
    cockpit.run(.compare, .accept)
    #expect(cockpit.state.place.against == .day(Day("2026-11-09")!))
    let model = cockpit.presenter.model(for: cockpit.state)
    #expect(model.title.against == "vs 2026-11-09")
    guard case .dashboard(let dashboard) = model.body else {
      Issue.record("no dashboard")
      return
    }
    for figures in [
      dashboard.pipeline.figures, dashboard.forecast.figures, dashboard.retention.figures,
    ] {
      for figure in figures.values { #expect(figure.comparison != nil, "\(figure.label)") }
    }
    // On the 9th d7 was not created yet and w2 was still open.
    let engine = cockpit.presenter.engine
    var then = cockpit.state.question
    then.asOf = Day("2026-11-09")!
    let open = dashboard.pipeline.figures[.metric(.pipelineOpen)]
    let before = engine.answer(then)[.pipelineOpen]
    #expect(open?.comparison?.was == Format.value(before, .money))
  }

  @Test func comparingWithTheDayBeforeAndBackShowsTheSameScreenAgain() throws {
    var cockpit = try StateDriver()
    let before = cockpit.presenter.model(for: cockpit.state)
    cockpit.run(.compare, .accept)
    #expect(cockpit.presenter.model(for: cockpit.state).body != before.body)
    cockpit.run(.back)
    #expect(cockpit.presenter.model(for: cockpit.state).body == before.body)
    #expect(cockpit.presenter.model(for: cockpit.state).title == before.title)
    cockpit.run(.undo)
    #expect(cockpit.state.place.against != nil)
    cockpit.run(.clear, .focusPipeline)
    #expect(cockpit.state.place.against == nil)
    #expect(cockpit.presenter.model(for: cockpit.state).body == before.body)
  }

  @Test func aTypedDayPeriodOrOwnerIsTaken() throws {
    var cockpit = try StateDriver()
    cockpit.run(.compare)
    cockpit.type("2026-10-05")
    cockpit.run(.accept)
    #expect(cockpit.state.place.against == .day(Day("2026-10-05")!))
    cockpit.run(.compare)
    cockpit.type("owner:p2")
    cockpit.run(.accept)
    #expect(cockpit.state.place.against == .owner("p2"))
    cockpit.run(.compare)
    cockpit.type("owner:nobody")
    cockpit.run(.accept)
    #expect(cockpit.state.message?.phrase.plain.contains("no owner has the id 'nobody'") == true)
    #expect(cockpit.state.place.against == .owner("p2"))
  }

  @Test func theTotalsOfATableSayWhatTheyWere() throws {
    var cockpit = try StateDriver()
    cockpit.run(.compare, .accept, .drill)
    let shown = cockpit.table()
    let table = try #require(shown)
    let engine = cockpit.presenter.engine
    var then = cockpit.state.question
    then.asOf = Day("2026-11-09")!
    let before = engine.answer(then)
    let count = before[.pipelineOpenCount].value.map { Int($0.double) } ?? -1
    #expect(table.note.contains("was \(count)  "), "\(table.note)")
  }

  @Test(arguments: [
    CommandID.viewMovement, .viewFunnel, .viewTeam, .viewCash, .viewHygiene,
  ])
  func theBoardsShowChanges(_ view: CommandID) throws {
    var cockpit = try StateDriver()
    cockpit.run(view)
    let plain = cockpit.presenter.model(for: cockpit.state).body
    cockpit.run(.compare, .accept)
    let compared = cockpit.presenter.model(for: cockpit.state).body
    #expect(plain != compared)
  }

  @Test func theVelocityExplainsItsChangeByItsFactors() throws {
    var cockpit = try StateDriver()
    cockpit.run(.compare, .accept)
    while cockpit.state.item(of: .pipeline) != .metric(.pipelineVelocity) { cockpit.run(.down) }
    cockpit.run(.explain)
    guard case .explain(let model) = cockpit.presenter.model(for: cockpit.state).overlay else {
      Issue.record("nothing is explained")
      return
    }
    let text = model.lines.map { "\($0.label) \($0.text)" }.joined(separator: "\n")
    for factor in ["open deals", "win rate", "average won", "cycle"] {
      #expect(text.contains("a day from \(factor)"), "\(text)")
    }
    #expect(text.contains("a day in all"))
  }

  // MARK: - Documents

  @Test func theDocumentHoldsTheOtherSideOfEveryNumber() throws {
    let engine = Engine(try DemoCompany.snapshot())
    let question = engine.initialQuestion
    var then = question
    then.asOf = question.asOf - 7
    let other = ComparedReadout(
      against: .day(then.asOf), readout: engine.answer(then),
      velocity: .make(from: Facts(engine.context(then)), to: Facts(engine.context(question))))
    let readout = engine.answer(question)
    let plain = KPIDocument.make(readout, engine.snapshot).text()
    let compared = KPIDocument.make(readout, engine.snapshot, other).text()
    #expect(!plain.contains("\"against\""))
    let count = MetricCatalog.all.count { readout.has($0.id) }
    #expect(compared.ranges(of: "\"against\": {\"value\"").count == count)
    #expect(compared.contains("\"change_by_factor\": {\"change\""))
    #expect(compared.contains("\"what\": \"2026-11-09\""))
  }
}
