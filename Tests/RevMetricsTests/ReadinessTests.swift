// Five signals, and what they say together.

import RevBase
import RevMetrics
import RevModel
import Testing

@Suite struct ReadinessTests {
  /// As of 2026-11-16: day 47 of the quarter, so the quarter before is read on its day 47.
  private func company(_ leads: String) -> Company {
    var company = Company(asOf: "2026-11-16")
    company["leads"] = "lead_id,created_at,mql_date,sql_date,deal_id\n" + leads
    return company
  }

  private let before = """
    1,2026-07-01,2026-07-02,2026-07-03,
    2,2026-07-01,2026-07-02,2026-07-03,
    """

  @Test func handOffIsInDisputeWhenSalesAcceptsFarLess() throws {
    let now = """

      3,2026-10-01,2026-10-02,2026-10-03,
      4,2026-10-01,2026-10-02,,
      """
    #expect(try flag(before + now) == true)
    #expect(try flag(before + now + "\n5,2026-10-05,2026-10-06,2026-10-07,") == true)
    // Four of five is no less than 0.8 of all.
    let four = (0..<4).map { "\n\($0 + 10),2026-10-01,2026-10-02,2026-10-03," }.joined()
    #expect(try flag(before + "\n9,2026-10-01,2026-10-02,," + four) == false)
    // Fewer MQLs than before.
    #expect(try flag(before + "\n9,2026-10-01,2026-10-02,,") == false)
  }

  @Test func thePeriodBeforeIsReadOnTheSameDay() throws {
    // Accepted on 2026-08-17, one day after the 47th day of the third quarter: not yet.
    let late = """
      1,2026-07-01,2026-07-02,2026-08-17,
      2,2026-08-17,2026-08-17,2026-08-17,
      3,2026-10-01,2026-10-02,,
      """
    #expect(try flag(late) == false)
    #expect(try flag(late.replacing("2026-08-17,\n2", with: "2026-08-16,\n2")) == true)
  }

  /// The third quarter has 92 days, the second 91: the first day of the third is its 92nd.
  @Test func aShorterPeriodBeforeIsReadForAsManyDays() throws {
    let leads = """
      1,2026-07-01,2026-07-02,2026-07-03,
      2,2026-08-01,2026-08-02,,
      """
    let readout = try company(leads).ask("2026-Q3")
    #expect(readout[.readinessHandoffDispute].value == .flag(true))
    let second = try company(leads.replacing("2026-07-01", with: "2026-07-02")).ask("2026-Q3")
    #expect(second[.readinessHandoffDispute].value == nil)
  }

  @Test func withoutMQLsOnASideNobodyCanTell() throws {
    let readout = try company(before).ask("2026-Q4")
    #expect(readout.reason(.readinessHandoffDispute) == "no lead of the period is an MQL")
    let first = try company("1,2026-10-01,2026-10-02,,").ask("2026-Q4")
    #expect(first.reason(.readinessHandoffDispute) != nil)
    let next = try company(before).ask("2027-Q1")
    #expect(next.reason(.readinessHandoffDispute) == "the period has not begun")
  }

  @Test func beforeARangeLieItsOwnDays() throws {
    // Ten days; the ten before end on 2026-09-30.
    let leads = """
      1,2026-09-21,2026-09-21,2026-09-22,
      2,2026-09-20,2026-09-20,2026-09-22,
      3,2026-10-01,2026-10-02,,
      """
    let readout = try company(leads).ask("2026-10-01..2026-10-10")
    #expect(readout[.readinessHandoffDispute].value == .flag(true))
  }

  @Test func tenToolsAreTooMany() throws {
    var company = Company(asOf: "2026-11-16")
    #expect(try company.ask("2026-Q4").reason(.readinessToolSprawl) == "revtop.yaml has no tools")
    company.manifest.tools = 9
    #expect(try company.ask("2026-Q4")[.readinessToolSprawl].value == .flag(false))
    company.manifest.tools = 10
    #expect(try company.ask("2026-Q4")[.readinessToolSprawl].value == .flag(true))
  }

  @Test(arguments: [
    ("2026-08-17", false), ("2026-08-18", true), ("2026-12-16", true), ("2026-12-17", false),
  ])
  func aContractIsMissedFromNinetyDaysBeforeToThirtyAfter(_ end: String, _ isOn: Bool) throws {
    var company = Company(asOf: "2026-11-16")
    company["contracts"] =
      "contract_id,account_id,start_date,end_date,annual_value\nc,x,2025-01-01,\(end),5"
    #expect(try company.ask("2026-Q4")[.readinessMissedRenewals].value == .flag(isOn))
  }

  @Test func answersConflictWhenTheySpreadByMoreThanATenth() {
    func money(_ units: Int64) -> Measure { Measure(.money(Money(cents: units * 100))) }
    func signal(_ a: Int64, _ b: Int64, _ c: Int64) -> Quantity? {
      ReadinessSignals.conflictingAnswers(commit: money(a), call: money(b), expected: money(c))
        .value
    }
    #expect(signal(100, 105, 110) == .flag(false))
    #expect(signal(110, 99, 100) == .flag(true))
    #expect(signal(0, 0, 0) == .flag(false))
    let unknown = ReadinessSignals.conflictingAnswers(
      commit: money(1), call: .undefined("calls.csv is missing"), expected: money(1))
    #expect(unknown.reason == "forecast.call: calls.csv is missing")
  }

  @Test func forecastsVaryWhenTheyMissByMoreThanFifteenPercent() {
    #expect(
      ReadinessSignals.forecastVariance(accuracy: Measure(.real(0.85))).value == .flag(false))
    #expect(ReadinessSignals.forecastVariance(accuracy: Measure(.real(0.84))).value == .flag(true))
    #expect(ReadinessSignals.forecastVariance(accuracy: .undefined("short")).value == nil)
  }

  @Test func theVerdictCountsWhatIsOn() throws {
    var company = Company(asOf: "2026-11-16")
    company.manifest.tools = 12
    var readout = try company.ask("2026-Q4")
    #expect(ReadinessVerdict(readout).advice == .noise)
    #expect(ReadinessVerdict(readout).unknown.count == 4)
    readout[.readinessMissedRenewals] = Measure(.flag(true))
    #expect(ReadinessVerdict(readout).advice == .watch)
    readout[.forecastAccuracy] = Measure(.real(0.5))
    readout.completeReadiness()
    #expect(ReadinessVerdict(readout).advice == .act)
    readout[.readinessToolSprawl] = Measure(.flag(false))
    #expect(ReadinessVerdict(readout).on == [.readinessForecastVariance, .readinessMissedRenewals])
  }

  private func flag(_ leads: String) throws -> Bool? {
    switch try company(leads).ask("2026-Q4")[.readinessHandoffDispute].value {
    case .flag(let isOn): isOn
    default: nil
    }
  }
}
