// Recurring revenue by account: every formula on companies small enough to add up by hand.

import RevBase
import RevMetrics
import RevModel
import Testing

@Suite struct RetentionTests {
  /// As of 2026-11-16, in the fiscal quarter August to October and the one that begins in November.
  private func company(_ subscriptions: String) -> Company {
    var company = Company(asOf: "2026-11-16", startMonth: 2)
    company["subscriptions"] =
      "subscription_id,account_id,start_date,end_date,mrr,product,deal_id,cancel_requested_date\n"
      + subscriptions
    return company
  }

  /// a stays, b grows, c shrinks, d leaves in September, e is new in November, f came in March.
  private var typical: Company {
    company(
      """
      s1,a,2024-01-01,,100,core,,
      s2,b,2024-01-01,,50,core,,
      s3,b,2026-11-05,,25,addon,,
      s4,c,2024-01-01,2026-06-01,80,core,,
      s5,c,2026-06-01,,60,core,,
      s6,d,2024-01-01,2026-09-15,40,core,,2026-08-01
      s7,e,2026-11-10,,200,core,,
      s8,f,2026-03-01,,10,core,,
      """)
  }

  @Test func revenueIsThatOfTheSubscriptionsInService() throws {
    let readout = try typical.ask("FY2027-Q4")
    #expect(readout.number(.retentionMRR) == 445)
    #expect(readout.number(.retentionARR) == 5340)
    #expect(readout.number(.retentionCustomers) == 5)
    #expect(readout.number(.retentionARPC) == 445.0 / 5)
  }

  @Test func theCohortIsThatOfAYearBefore() throws {
    // K on 2025-11-16: a 100, b 50, c 80, d 40.
    let readout = try typical.ask("FY2027-Q4")
    #expect(readout[.retentionNRR].numerator == .money(Money(cents: 235_00)))
    #expect(readout[.retentionNRR].denominator == .money(Money(cents: 270_00)))
    #expect(readout.number(.retentionGRR) == 210.0 / 270)
    #expect(readout.number(.retentionLogoChurn) == 0.25)
  }

  @Test func aPastPeriodIsReadAtItsEnd() throws {
    // On 2026-10-31: a 100, b 50, c 60, f 10; p0 - 1 is 2026-07-31.
    let readout = try typical.ask("FY2027-Q3")
    #expect(readout.number(.retentionMRR) == 220)
    let movement = try #require(readout.tables.mrrMovement.value)
    #expect(movement.from == day("2026-07-31"))
    #expect(movement.to == day("2026-10-31"))
    #expect(movement.start == Tally(amount: Money(cents: 260_00), count: 5))
    #expect(movement.churn == Tally(amount: Money(cents: 40_00), count: 1))
    #expect(readout.number(.retentionMRRChurn) == 40.0 / 260)
  }

  @Test func aPriceChangeOnOneDayIsNeitherChurnNorNewBusiness() throws {
    let company = company(
      """
      s1,a,2024-01-01,2026-11-10,100,,,
      s2,a,2026-11-10,,130,,,
      """)
    let movement = try #require(try company.ask("FY2027-Q4").tables.mrrMovement.value)
    #expect(movement.expansion == Tally(amount: Money(cents: 30_00), count: 1))
    #expect(movement.churn == Tally())
    #expect(movement.new == Tally())
  }

  @Test func anAccountThatComesBackIsReactivatedAndNotNew() throws {
    let company = company(
      """
      s1,a,2024-01-01,2025-01-01,100,,,
      s2,a,2026-11-10,,70,,,
      s3,b,2026-11-10,,30,,,
      """)
    let movement = try #require(try company.ask("FY2027-Q4").tables.mrrMovement.value)
    #expect(movement.reactivation == Tally(amount: Money(cents: 70_00), count: 1))
    #expect(movement.new == Tally(amount: Money(cents: 30_00), count: 1))
  }

  @Test func revenueThatOnlyBeganWhenACreditEndedCountsAsRevenueBefore() throws {
    // 50 - 60 is no revenue; when the credit ends in 2025 there is some, for one day.
    let company = company(
      """
      s1,a,2024-01-01,2025-01-02,50,,,
      s2,a,2024-01-01,2025-01-01,-60,,,
      s3,a,2026-11-10,,70,,,
      """)
    let movement = try #require(try company.ask("FY2027-Q4").tables.mrrMovement.value)
    #expect(movement.reactivation.count == 1)
    #expect(movement.new.count == 0)
  }

  @Test func anAccountIsNeverWorthLessThanNothing() throws {
    let company = company(
      """
      s1,a,2024-01-01,,50,,,
      s2,a,2024-01-01,,-60,,,
      s3,b,2024-01-01,,10,,,
      """)
    let readout = try company.ask("FY2027-Q4")
    #expect(readout.number(.retentionMRR) == 10)
    #expect(readout.number(.retentionCustomers) == 1)
  }

  @Test func knownChurnIsWhatEndsWithinNinetyDays() throws {
    let company = company(
      """
      s1,a,2024-01-01,2027-02-14,100,,,
      s2,b,2024-01-01,2027-02-15,200,,,
      s3,c,2024-01-01,2027-01-01,300,,,
      s4,c,2027-01-01,,10,,,
      """)
    // 2026-11-16 + 90 is 2027-02-14, the first day without a.
    let readout = try company.ask("FY2027-Q4")
    #expect(readout.number(.retentionScheduledChurn) == 100)
  }

  @Test func onAnEarlierDayAnEndCountsOnlyIfItWasRequestedByThen() throws {
    let company = company(
      """
      s1,a,2024-01-01,2026-09-15,100,,,2026-08-01
      s2,b,2024-01-01,2026-09-15,200,,,2026-08-20
      s3,c,2026-08-20,,400,,,
      """)
    let early = try company.ask("FY2027-Q3", asOf: "2026-08-10")
    #expect(early.number(.retentionMRR) == 300)
    #expect(early.number(.retentionScheduledChurn) == 100)
  }

  @Test func lifetimeValueFollowsTheChurnOfAYear() throws {
    var company = typical
    #expect(
      try company.ask("FY2027-Q4").reason(.retentionLifetimeValue)
        == "revtop.yaml has no gross_margin")
    company.manifest.grossMargin = 500_000_000
    // Logo churn 0.25: m = 1 - 0.75^(1/12) = 0.023688..., 1 / m = 42.2147 months.
    let value = try #require(try company.ask("FY2027-Q4").number(.retentionLifetimeValue))
    #expect(abs(value - 1878.5547) < 0.0001)
  }

  @Test func nobodyLeftMeansSixtyMonths() throws {
    var company = company("s1,a,2024-01-01,,100,,,")
    company.manifest.grossMargin = 500_000_000
    #expect(try company.ask("FY2027-Q4").number(.retentionLifetimeValue) == 3000)
  }

  @Test func emptyIsUndefinedWhereItWouldDivide() throws {
    let readout = try typical.ask("FY2027-Q4", [(.product, ["nothing"])])
    #expect(readout.number(.retentionMRR) == 0)
    #expect(readout.number(.retentionCustomers) == 0)
    for id in [
      MetricID.retentionNRR, .retentionGRR, .retentionLogoChurn, .retentionMRRChurn,
      .retentionARPC,
    ] {
      #expect(readout[id].value == nil)
      #expect(readout.reason(id) != nil)
    }
  }

  @Test func aProductIsSlicedBeforeTheAccountIsAddedUp() throws {
    let readout = try typical.ask("FY2027-Q4", [(.product, ["addon"])])
    #expect(readout.number(.retentionMRR) == 25)
    let movement = try #require(readout.tables.mrrMovement.value)
    #expect(movement.new == Tally(amount: Money(cents: 25_00), count: 1))
  }

  @Test func slicersThatSubscriptionsCannotHonourAreSaid() throws {
    let byType = try typical.ask("FY2027-Q4", [(.type, ["new"])])
    #expect(byType.reason(.retentionMRR) == "subscriptions have no type")
    #expect(byType.tables.mrrMovement.reason == "subscriptions have no type")
    let bySegment = try typical.ask("FY2027-Q4", [(.segment, ["SMB"])])
    #expect(bySegment.reason(.retentionNRR) == "accounts.csv is missing")
    let nothing = try Company(asOf: "2026-11-16").ask("2026-Q4")
    #expect(nothing.reason(.retentionMRR) == "subscriptions.csv is missing")
    #expect(nothing.tables.retentionMonthly.reason == "subscriptions.csv is missing")
  }

  @Test func segmentsAddUpToTheWhole() throws {
    var company = typical
    company["accounts"] = """
      account_id,segment,owner_id
      a,SMB,p1
      b,Enterprise,p1
      c,SMB,p2
      d,,p2
      """
    let whole = try company.ask("FY2027-Q4").number(.retentionMRR)
    var parts = 0.0
    for segment in ["SMB", "Enterprise", "(none)"] {
      let part = try company.ask("FY2027-Q4", [(.segment, [segment])])
      parts += try #require(part.number(.retentionMRR))
    }
    #expect(whole == parts)
    // e and f are in no table: they are in segment (none).
    #expect(try company.ask("FY2027-Q4", [(.segment, ["(none)"])]).number(.retentionMRR) == 210)
  }

  @Test func beforeThePeriodThereIsNoMovement() throws {
    let readout = try typical.ask("FY2028-Q1")
    #expect(readout.reason(.retentionMRRChurn) == "the period has not begun")
    #expect(readout.tables.mrrMovement.reason == "the period has not begun")
    #expect(readout.number(.retentionMRR) == 445)
  }

  @Test func theMonthlySeriesIsTheSameNumbersAtMonthEnds() throws {
    let engine = typical.engine()
    let months = try #require(try typical.ask("FY2027-Q4").tables.retentionMonthly.value)
    #expect(months.count == 12)
    #expect(months.first?.month == "2025-11")
    #expect(months.last?.day == day("2026-10-31"))
    for month in months {
      let question = Question(
        period: Period(start: month.day, end: month.day), asOf: day("2026-11-16"))
      let readout = engine.answer(question, groups: [.retention])
      #expect(readout[.retentionMRR].value == .money(month.mrr))
      #expect(readout.number(.retentionNRR) == month.nrr)
      #expect(readout.number(.retentionGRR) == month.grr)
    }
  }

  @Test func aMonthThatEndsOnTheDayCounts() throws {
    let months = try #require(try typical.ask("FY2027-Q3").tables.retentionMonthly.value)
    #expect(months.last?.month == "2026-10")
    #expect(months.first?.month == "2025-11")
  }

  @Test func rowsAddUpToTheNumber() throws {
    let facts = try typical.facts("FY2027-Q4")
    for (id, sum) in [
      (MetricID.retentionMRR, 445_00), (.retentionARR, 12 * 445_00), (.retentionNRR, 235_00),
      (.retentionLogoChurn, 40_00),
    ] {
      let rows = try #require(MetricCatalog.definition(id)?.rows(facts))
      #expect(rows.amounts?.reduce(0, +) == Int64(sum))
    }
  }

  @Test func randomCompaniesBalanceAndDoNotDependOnTheOrderOfRows() throws {
    var random = SplitMix(seed: 7)
    for _ in 0..<30 {
      var lines: [String] = []
      for number in 0..<40 {
        let start = day("2024-06-01") + random.below(900)
        let end = random.below(3) == 0 ? "" : "\(start + random.below(500))"
        let request = random.below(2) == 0 ? "" : "\(start + random.below(300))"
        let mrr = random.below(400) - 40
        lines.append("s\(number),a\(random.below(12)),\(start),\(end),\(mrr),,,\(request)")
      }
      var company = company(lines.joined(separator: "\n"))
      let asOf = "\(day("2026-01-01") + random.below(300))"
      let readout = try company.ask("FY2027-Q2", asOf: asOf)
      company.reverse("subscriptions")
      let reversed = try company.ask("FY2027-Q2", asOf: asOf)
      #expect(readout.tables.mrrMovement == reversed.tables.mrrMovement)
      #expect(readout.tables.retentionMonthly == reversed.tables.retentionMonthly)
      #expect(readout[.retentionNRR] == reversed[.retentionNRR])
      guard let m = readout.tables.mrrMovement.value else { continue }
      let up = m.start.amount + m.new.amount + m.reactivation.amount + m.expansion.amount
      #expect(up - m.contraction.amount - m.churn.amount == m.end.amount)
      let count = m.start.count + m.new.count + m.reactivation.count - m.churn.count
      #expect(count == m.end.count)
    }
  }
}

/// A small seeded generator.
struct SplitMix: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return z ^ z >> 31
  }

  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
}
