import RevModel
import RevTesting
import Testing

@Suite("Groups of accounts that no slicer tells apart")
struct AccountCellsTests {
  private static func snapshot() throws -> Snapshot {
    try Fixture.snapshot([
      "revtop.yaml": "as_of: 2026-03-31\n",
      "stages.csv": Fixture.stages,
      "accounts.csv": """
      account_id,name,segment,region,owner_id
      A-0,One,SMB,EMEA,P-1
      A-1,Two,Enterprise,EMEA,P-1
      A-2,Three,SMB,EMEA,P-2
      A-3,Four,,EMEA,
      A-4,Five,SMB,EMEA,P-1
      A-5,Six,SMB,,P-1
      """,
      "deals.csv": """
      deal_id,stage,amount,created_date,close_date,account_id
      D-1,Proposal,1,2026-01-01,2026-06-30,A-9
      """,
    ])
  }

  @Test func accountsAreTogetherThatAgreeInEverything() throws {
    let snapshot = try Self.snapshot()
    let cells = AccountCells(snapshot.accounts)
    // The first place is that of no account; A-9 is only mentioned, and blank like it.
    #expect(cells.marketOfAccount == [0, 1, 2, 1, 3, 1, 4, 0])
    #expect(cells.customerOfAccount == [0, 1, 2, 3, 4, 1, 5, 0])
    #expect(cells.markets.allSatisfy { $0.owner == -1 })
    #expect(cells.markets.count == 5 && cells.customers.count == 6)
  }

  @Test func aGroupHasTheCodesOfItsAccounts() throws {
    let accounts = try Self.snapshot().accounts
    let cells = AccountCells(accounts)
    for row in 0..<accounts.knownCount {
      let market = cells.markets[Int(cells.marketOfAccount[row + 1])]
      let customer = cells.customers[Int(cells.customerOfAccount[row + 1])]
      #expect(market.segment == accounts.segment.codes[row])
      #expect(market.region == accounts.region.codes[row])
      #expect(customer.segment == market.segment && customer.region == market.region)
      #expect(customer.owner == accounts.owner[row])
    }
    let blank = try #require(cells.customers.first)
    #expect(blank.segment == -1 && blank.region == -1 && blank.owner == -1)
  }

  @Test func withoutTheFileAllAccountsAreOneGroup() throws {
    let snapshot = try Fixture.snapshot([
      "revtop.yaml": "as_of: 2026-03-31\n",
      "deals.csv": """
      deal_id,stage,amount,created_date,close_date,account_id
      D-1,Proposal,1,2026-01-01,2026-06-30,A-1
      D-2,Proposal,1,2026-01-01,2026-06-30,A-2
      """,
    ])
    let cells = AccountCells(snapshot.accounts)
    #expect(cells.customers.count == 1 && cells.markets.count == 1)
    #expect(cells.customerOfAccount == [0, 0, 0])
  }
}
