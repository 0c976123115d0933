// The ARR bridge, the renewal calendar and the cohort grid.

import RevBase
import RevMetrics
import RevModel
import Testing

@Suite struct RetentionViewsTests {
  private func company(_ subscriptions: String) -> Company {
    var company = Company(asOf: "2026-11-16")
    company["subscriptions"] =
      "subscription_id,account_id,start_date,end_date,mrr,cancel_requested_date\n" + subscriptions
    return company
  }

  @Test func theBridgeBalances() throws {
    let company = company(
      """
      s1,a,2024-01-01,,100,
      s2,b,2024-01-01,2026-03-01,50,
      s3,b,2026-03-01,,80,
      s4,c,2024-01-01,2026-03-01,50,
      s5,c,2026-03-01,,20,
      s6,d,2024-01-01,2026-03-01,40,
      s7,e,2026-03-01,,10,
      """)
    let bridge = try #require(ARRBridge(try company.facts("2026-Q4")))
    #expect(bridge.start == Money(cents: 12 * 240_00))
    #expect(bridge.new == Money(cents: 12 * 10_00))
    #expect(bridge.expansion == Money(cents: 12 * 30_00))
    #expect(bridge.contraction == Money(cents: 12 * 30_00))
    #expect(bridge.churn == Money(cents: 12 * 40_00))
    let up = bridge.start + bridge.new + bridge.expansion
    #expect(up - bridge.contraction - bridge.churn == bridge.end)
    #expect(ARRBridge(try Company(asOf: "2026-11-16").facts("2026-Q4")) == nil)
  }

  @Test func theCalendarShowsNinetyDays() throws {
    var company = Company(asOf: "2026-11-16")
    company["deals"] = """
      deal_id,stage,created_date,close_date,amount,type
      r,Talk,2026-06-01,2026-12-15,80,renewal
      """
    company["contracts"] = """
      contract_id,account_id,start_date,end_date,annual_value,renewal_deal_id
      1,x,2025-01-01,2026-11-15,1,
      2,x,2025-01-01,2026-12-16,20,r
      3,x,2025-01-01,2026-11-16,10,
      4,x,2025-01-01,2026-12-17,40,
      5,x,2025-01-01,2027-02-14,80,r
      6,x,2025-01-01,2027-02-15,160,
      """
    let calendar = RenewalCalendar(try company.facts("2026-Q4"))
    #expect(calendar.windows.map(\.contracts) == [[2, 1], [3], [4]])
    #expect(calendar.within(30).due == Tally(amount: Money(cents: 30_00), count: 2))
    #expect(calendar.within(30).uncovered == Tally(amount: Money(cents: 10_00), count: 1))
    #expect(calendar.within(90).due == Tally(amount: Money(cents: 150_00), count: 4))
    #expect(calendar.within(90).uncovered == Tally(amount: Money(cents: 50_00), count: 2))
    let without = RenewalCalendar(try Company(asOf: "2026-11-16").facts("2026-Q4"))
    #expect(without.reason == "contracts.csv is missing")
  }

  @Test func cohortsAreFollowedFromTheirFirstDay() throws {
    let company = company(
      """
      s1,a,2025-08-15,2026-02-15,100,
      s2,a,2026-02-15,,150,
      s3,b,2025-09-30,2025-12-30,50,
      s4,c,2026-08-01,,10,
      s5,d,2020-01-01,,999,
      """)
    let cohorts = RetentionCohorts(try company.facts("2026-Q4"))
    #expect(cohorts.rows.map(\.quarter.label) == ["FY2025-Q3", "FY2026-Q3"])
    let old = cohorts.rows[0]
    #expect(old.accounts == 2)
    #expect(old.start == Money(cents: 150_00))
    // b ends on 2025-12-30, three months after its first day.
    #expect(old.revenue == [1, 100.0 / 150, 1, 1, 1])
    #expect(old.logos == [1, 0.5, 0.5, 0.5, 0.5])
    #expect(cohorts.rows[1].revenue == [1, nil, nil, nil, nil])
  }
}
