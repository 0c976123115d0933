// Commit, best case, upside and the calls that people submit.

import RevBase
import RevMetrics
import RevModel
import Testing

@Suite struct ForecastMetricsTests {
  private func company(_ calls: String = "") -> PipelineCase {
    var company = PipelineCase("")
    company.files["deals.csv"] = """
      deal_id,stage,amount,created_date,close_date,owner_id,forecast_category
      a,Won,100,2026-09-01,2026-10-11,p1,
      b,Close,10,2026-09-01,2026-12-11,p1,
      c,Close,20,2026-09-01,2026-12-11,p1,best_case
      d,Talk,40,2026-09-01,2026-12-11,p2,closed
      e,Talk,80,2026-09-01,2026-12-11,p2,omitted
      f,Close,160,2026-09-01,2027-12-11,p1,
      """
    company.files["people.csv"] = """
      person_id,role,manager_id
      boss,manager,
      m1,manager,boss
      p1,ae,m1
      p2,ae,boss
      """
    company.files["calls.csv"] =
      "person_id,period_start,submitted_date,category,amount\n" + calls
    return company
  }

  @Test func categoriesAddUpOnTopOfWhatIsWon() throws {
    let readout = try company().ask()
    #expect(readout.amount(.forecastCommit) == "110")
    #expect(readout.amount(.forecastBestCase) == "130")
    #expect(readout.amount(.forecastUpside) == "170")
  }

  @Test func theCallIsEachPersonsLatestSubmissionUpToTheAsOfDay() throws {
    let readout = try company(
      """
      p1,2026-10-01,2026-10-05,call,1000
      p1,2026-10-01,2026-11-02,call,900
      p1,2026-10-01,2026-11-02,call,910
      p1,2026-10-01,2026-11-17,call,5
      p1,2026-10-01,2026-11-03,commit,7
      p2,2026-10-01,2026-10-20,call,50.50
      p2,2026-07-01,2026-10-20,call,9999
      boss,2026-10-01,2026-11-10,call,400
      """
    ).ask()
    #expect(readout.amount(.forecastCall) == "960.50")
  }

  /// The answer with calls that were entered in the cockpit.
  private func ask(_ company: PipelineCase, _ calls: [(String, String, Int64)]) throws -> Facts {
    let engine = Engine(try company.snapshot())
    var question = engine.initialQuestion
    question.enteredCalls = calls.map { person, day, units in
      EnteredCall(
        person: person, periodStart: question.period.start, made: Day(day) ?? question.asOf,
        amount: Money(cents: units * 100))
    }
    return Facts(engine.context(question))
  }

  @Test func anEnteredCallTakesThePlaceOfAnEarlierOneOfTheFile() throws {
    let file = company("p1,2026-10-01,2026-11-02,call,900\np2,2026-10-01,2026-11-10,call,50\n")
    let later = try ask(file, [("p1", "2026-11-03", 700)]).calls
    #expect(later.call.measure.value?.money == Money(cents: 75_000))
    #expect(later.enteredCount == 1)
    #expect(later.rows == [1])
    // Of one day the entered one counts; an earlier one does not.
    #expect(
      try ask(file, [("p1", "2026-11-02", 7)]).calls.call.measure.value?.money
        == Money(cents: 5_700))
    let earlier = try ask(file, [("p1", "2026-11-01", 7)]).calls
    #expect(earlier.call.measure.value?.money == Money(cents: 95_000))
    #expect(earlier.enteredCount == 0)
  }

  @Test func ofSeveralEnteredCallsTheLatestByTheAsOfDayCounts() throws {
    let entered: [(String, String, Int64)] = [
      ("p1", "2026-11-02", 1), ("p1", "2026-11-05", 2), ("p1", "2026-11-04", 3),
      ("p1", "2026-12-24", 4), ("nobody", "2026-11-05", 5),
    ]
    let calls = try ask(company(), entered).calls
    #expect(calls.call.measure.value?.money == Money(cents: 200))
    #expect(MetricCatalog.definition(.forecastCall)?.rows(try ask(company(), entered)) == nil)
  }

  @Test func enteredCallsNeedNoFile() throws {
    var silent = company()
    silent.files["calls.csv"] = nil
    #expect(
      try ask(silent, [("p2", "2026-11-02", 8)]).calls.call.measure.value?.money
        == Money(cents: 800))
    #expect(try ask(silent, []).calls.obstacle == "calls.csv is missing")
  }

  @Test func managersCallOnlyWhenNobodyElseDoes() throws {
    let calls = "m1,2026-10-01,2026-11-01,call,300\nboss,2026-10-01,2026-11-01,call,800\n"
    #expect(try company(calls).ask().amount(.forecastCall) == "800")
    #expect(try company(calls).ask(slicing: [(.owner, "m1")]).amount(.forecastCall) == "300")
    #expect(
      try company(calls + "p2,2026-10-01,2026-11-01,call,1\n").ask().amount(.forecastCall) == "1")
  }

  @Test func nobodyCallingIsUndefined() throws {
    #expect(
      try company().ask().why(.forecastCall) == "no call was submitted for the period")
    #expect(
      try company("p1,2026-10-01,2026-11-01,call,5\n").ask(slicing: [(.type, "new")])
        .why(.forecastCall) == "calls have no type")
    var silent = company()
    silent.files["calls.csv"] = nil
    #expect(try silent.ask().why(.forecastCall) == "calls.csv is missing")
  }

  @Test(arguments: [
    MetricID.forecastP10, .forecastP50, .forecastP90, .forecastAttainProbability,
    .forecastConfidence, .forecastAccuracy,
  ])
  func theModelsNumbersSayThatTheModelIsNotThere(_ id: MetricID) throws {
    #expect(
      try company().ask().why(id) == "the forecast model is not part of this answer")
  }
}
