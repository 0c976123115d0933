// Contracts that end, and the deals that renew them.

import RevBase
import RevMetrics
import RevModel
import Testing

@Suite struct RenewalTests {
  /// As of 2026-11-16; the quarter is October to December.
  private func company(deals: String = "", contracts: String) -> Company {
    var company = Company(asOf: "2026-11-16")
    company["deals"] =
      "deal_id,stage,created_date,close_date,closed_date,amount,owner_id,account_id,type\n" + deals
    company["contracts"] =
      "contract_id,account_id,start_date,end_date,annual_value,deal_id,renewal_deal_id\n"
      + contracts
    return company
  }

  private var typical: Company {
    company(
      deals: """
        open,Talk,2026-08-01,2026-12-20,,900,,a,renewal
        won,Won,2026-08-01,2026-11-10,2026-11-10,1500,,b,renewal
        late,Won,2026-08-01,2026-11-12,2026-11-12,400,,c,renewal
        lost,Lost,2026-08-01,2026-11-01,2026-11-01,800,,d,renewal
        """,
      contracts: """
        c1,a,2025-12-21,2026-12-20,1000,,open
        c2,b,2025-11-11,2026-11-10,1000,,won
        c3,c,2025-11-11,2026-11-10,500,,late
        c4,d,2025-11-01,2026-10-31,700,,lost
        c5,e,2026-01-01,2026-12-31,300,,
        c6,f,2026-01-01,2027-01-01,9999,,
        """)
  }

  @Test func whatEndsInThePeriodIsDue() throws {
    let readout = try typical.ask("2026-Q4")
    #expect(readout.number(.renewalsDue) == 3500)
    #expect(readout.number(.renewalsCoverage) == 0.8)
    #expect(readout.number(.renewalsUncovered) == 1000)
  }

  @Test func whatEndsSoonIsCountedByWindow() throws {
    // In 34 days c1, whose renewal is open; in 45 days c5 and in 46 days c6, which nobody renews.
    let windows = try typical.facts("2026-Q4").context.renewals(within: [30, 45, 60])
    #expect(windows.map(\.due.count) == [0, 2, 3])
    #expect(windows.map(\.due.amount.cents) == [0, 1300_00, 11_299_00])
    #expect(windows.map(\.uncovered.count) == [0, 1, 2])
    #expect(windows.map(\.uncovered.amount.cents) == [0, 300_00, 10_299_00])
    #expect(try typical.facts("2026-Q4").context.renewals(within: []).isEmpty)
    let none = try Company(asOf: "2026-11-16").facts("2026-Q4").context.renewals(within: [30])
    #expect(none.map(\.due) == [Tally()])
  }

  @Test func contractsOfASegmentAreThoseOfItsAccounts() throws {
    var company = typical
    company["accounts"] = """
      account_id,name,segment
      a,A,SMB
      b,B,SMB
      c,C,Enterprise
      d,D,
      e,E,Enterprise
      """
    // c1 and c2; c3 and c5; c4 and nobody knows whose c6 is.
    let due = [("SMB", 2000.0, 0), ("Enterprise", 800, 300), ("(none)", 700, 9_999)]
    for (segment, value, uncovered) in due {
      let slicers: [(Dimension, [String])] = [(.segment, [segment])]
      #expect(try company.ask("2026-Q4", slicers).number(.renewalsDue) == value)
      let windows = try company.facts("2026-Q4", slicers).context.renewals(within: [60])
      #expect(windows[0].uncovered.amount.cents == Int64(uncovered) * 100)
    }
  }

  @Test func ratesLookOnlyAtWhatHasEnded() throws {
    // Ended by 2026-11-16: c2 (min of 1500 and 1000), c3 (400), c4 (nothing).
    let readout = try typical.ask("2026-Q4")
    #expect(readout[.renewalsGrossRate].numerator == .money(Money(cents: 1400_00)))
    #expect(readout[.renewalsGrossRate].denominator == .money(Money(cents: 2200_00)))
    #expect(readout[.renewalsOnTime].numerator == .count(1))
    #expect(readout[.renewalsOnTime].denominator == .count(3))
  }

  @Test func aDealThatRenewsSeveralContractsIsSharedOut() throws {
    // 100.00 over 1, 1 and 1: three times 33.33, each rounded once; c9 shares though not due.
    let company = company(
      deals: "r,Won,2026-08-01,2026-11-10,2026-11-10,100,,a,renewal",
      contracts: """
        c1,a,2025-11-11,2026-11-10,1,,r
        c2,a,2025-11-11,2026-11-10,1,,r
        c9,a,2025-11-11,2027-11-10,1,,r
        """)
    let readout = try company.ask("2026-Q4")
    #expect(readout[.renewalsCoverage].numerator == .money(Money(cents: 66_66)))
    #expect(readout[.renewalsGrossRate].numerator == .money(Money(cents: 2_00)))
  }

  /// On 2026-11-11 neither a closed day nor a close date was known of the won deal.
  @Test func aDealWonOnAnUnknownDayIsNotKnownToBeInTime() throws {
    var company = company(
      deals: "r,Won,2026-08-01,2026-11-10,,100,,a,renewal",
      contracts: "c1,a,2025-11-12,2026-11-11,100,,r")
    company["deal_history"] = """
      deal_id,changed_at,field,old_value,new_value
      r,2026-11-12,close_date,,2026-11-10
      """
    let engine = company.engine()
    var question = engine.initialQuestion
    #expect(engine.answer(question).number(.renewalsOnTime) == 1)
    question.asOf = day("2026-11-11")
    let then = engine.answer(question)
    #expect(then[.renewalsOnTime].numerator == .count(0))
    #expect(then[.renewalsOnTime].denominator == .count(1))
    #expect(then[.renewalsGrossRate].numerator == .money(Money(cents: 100_00)))
  }

  @Test func contractsWithoutValueGetNothingOfASharedDeal() throws {
    let company = company(
      deals: "r,Won,2026-08-01,2026-11-10,2026-11-10,100,,a,renewal",
      contracts: """
        c1,a,2025-11-11,2026-11-10,0,,r
        c2,a,2025-11-11,2026-11-10,0,,r
        """)
    let readout = try company.ask("2026-Q4")
    #expect(readout.number(.renewalsDue) == 0)
    #expect(readout[.renewalsCoverage].value == nil)
    #expect(readout.number(.renewalsOnTime) == 1)
  }

  @Test func anUnknownRenewalDealIsNone() throws {
    let company = company(contracts: "c1,a,2025-11-11,2026-12-10,500,,nowhere")
    let readout = try company.ask("2026-Q4")
    #expect(readout.number(.renewalsUncovered) == 500)
    #expect(readout.number(.renewalsCoverage) == 0)
  }

  @Test func aDealInAStageThatNobodyKnowsCoversNothing() throws {
    let company = company(
      deals: "r,Limbo,2026-08-01,2026-12-10,,500,,a,renewal",
      contracts: "c1,a,2025-12-11,2026-12-10,500,,r")
    let readout = try company.ask("2026-Q4")
    #expect(readout.number(.renewalsUncovered) == 500)
  }

  @Test func anUnqualifiedOrOmittedRenewalDealIsOpenAllTheSame() throws {
    let company = company(
      deals: "r,Lead,2026-08-01,2026-12-10,,500,,a,renewal",
      contracts: "c1,a,2025-12-11,2026-12-10,500,,r")
    #expect(try company.ask("2026-Q4").number(.renewalsCoverage) == 1)
  }

  @Test func onAnEarlierDayADealThatDoesNotExistYetCoversNothing() throws {
    var company = typical
    company["deal_history"] = "deal_id,changed_at,field,old_value,new_value"
    let readout = try company.ask("2026-Q4", asOf: "2026-07-31")
    #expect(readout.number(.renewalsDue) == 3500)
    #expect(readout.number(.renewalsUncovered) == 3500)
    #expect(readout[.renewalsGrossRate].value == nil)
  }

  @Test func theTypeSlicerDoesNotTouchRenewals() throws {
    let readout = try typical.ask("2026-Q4", [(.type, ["new"])])
    #expect(readout.number(.renewalsDue) == 3500)
    #expect(readout[.readinessMissedRenewals].value == .flag(true))
    let byProduct = try typical.ask("2026-Q4", [(.product, ["core"])])
    #expect(byProduct.reason(.renewalsDue) == "contracts have no product")
  }

  @Test func contractsAreSlicedByTheirAccount() throws {
    var company = typical
    company["accounts"] = "account_id,segment\na,SMB\nb,SMB\nc,Enterprise"
    #expect(try company.ask("2026-Q4", [(.segment, ["SMB"])]).number(.renewalsDue) == 2000)
    #expect(try company.ask("2026-Q4", [(.segment, ["(none)"])]).number(.renewalsDue) == 1000)
    let nobody = try company.ask("2026-Q4", [(.segment, ["Mars"])])
    #expect(nobody.number(.renewalsDue) == 0)
    #expect(nobody.reason(.renewalsCoverage) != nil)
  }

  @Test func rowsAddUpToTheNumber() throws {
    let facts = try typical.facts("2026-Q4")
    let expected: [(MetricID, Int64)] = [
      (.renewalsDue, 3500_00), (.renewalsCoverage, 2800_00), (.renewalsUncovered, 1000_00),
      (.renewalsGrossRate, 1400_00),
    ]
    for (id, sum) in expected {
      let rows = try #require(MetricCatalog.definition(id)?.rows(facts))
      #expect(rows.amounts?.reduce(0, +) == sum)
    }
  }

  @Test func theOrderOfRowsChangesNothing() throws {
    let readout = try typical.ask("2026-Q4")
    for file in ["contracts", "deals"] {
      var turned = typical
      turned.reverse(file)
      let other = try turned.ask("2026-Q4")
      for definition in MetricCatalog.all where definition.group == .retention {
        #expect(readout[definition.id] == other[definition.id], "\(definition.id.rawValue)")
      }
    }
  }
}
