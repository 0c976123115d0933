// From the signature to the first value.

import RevBase
import RevMetrics
import RevModel
import Testing

@Suite struct OnboardingTests {
  private var company: Company {
    var company = Company(asOf: "2026-11-16")
    company["deals"] = """
      deal_id,stage,created_date,close_date,closed_date,amount,account_id,type
      d1,Won,2026-06-01,2026-09-01,2026-09-01,100,a,new
      d2,Won,2026-06-01,2026-11-02,2026-11-02,100,b,new
      d3,Won,2026-06-01,2026-11-03,2026-11-03,100,c,new
      d4,Won,2026-06-01,2026-09-01,2026-09-01,100,d,expansion
      d5,Won,2025-06-01,2025-11-16,2025-11-16,100,e,new
      d6,Won,2026-06-01,2026-08-01,2026-08-01,100,,new
      """
    company["onboarding"] = """
      account_id,deal_id,kickoff_date,first_value_date,live_date
      a,d1,2026-09-10,2026-10-01,
      x,,2026-10-01,2026-10-11,
      y,,,2026-10-20,
      z,,2026-11-01,2026-11-20,
      """
    return company
  }

  @Test func timeToValueStartsAtTheClosedDayElseAtTheKickOff() throws {
    // a: 30 days from 2026-09-01; x: 10 days from its kick-off; y has neither; z is after A.
    let readout = try company.ask("2026-Q4")
    #expect(readout.number(.onboardingTimeToValue) == 20)
    #expect(try company.ask("2026-Q3").number(.onboardingTimeToValue) == nil)
  }

  @Test func newCustomersWithoutOnboardingAreCounted() throws {
    // b (won exactly 14 days before) and the deal without an account; c is too young, d expands,
    // e was won on the last day before T.
    let readout = try company.ask("2026-Q4")
    #expect(readout.number(.onboardingNotStarted) == 2)
  }

  @Test func aKickOffInTheFutureDidNotExistEarlier() throws {
    var company = company
    company["deal_history"] = "deal_id,changed_at,field,old_value,new_value"
    let before = try company.ask("2026-Q3", asOf: "2026-09-20")
    #expect(before.number(.onboardingNotStarted) == 2)
    let earlier = try company.ask("2026-Q3", asOf: "2026-09-15", [(.type, ["new"])])
    // d1 is won fourteen days before, a's row exists since 2026-09-10.
    #expect(earlier.number(.onboardingNotStarted) == 2)
  }

  @Test func missingTablesAndSlicersAreSaid() throws {
    let byType = try company.ask("2026-Q4", [(.type, ["new"])])
    #expect(byType.reason(.onboardingTimeToValue) == "onboarding have no type")
    #expect(byType.number(.onboardingNotStarted) == 2)
    let nothing = try Company(asOf: "2026-11-16").ask("2026-Q4")
    #expect(nothing.reason(.onboardingNotStarted) == "onboarding.csv is missing")
    #expect(nothing.reason(.onboardingTimeToValue) == "onboarding.csv is missing")
  }
}
