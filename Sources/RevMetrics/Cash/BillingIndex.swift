import RevModel

/// Recurring invoices next to the contracts that they may belong to, in the order in which they are
/// shared out: by group, day and file.
struct BillingIndex: Sendable {
  /// Invoices of many groups, one group after the other.
  struct Stream: Sendable {
    /// Code of the deal or the account of each group.
    private(set) var codes: [Int32] = []
    /// First invoice of each group; one more than there are groups.
    private(set) var firsts: [Int32] = [0]
    private(set) var issued: [Int32] = []
    /// Less what was credited.
    private(set) var net: [Int64] = []

    init(_ table: InvoiceTable, _ invoices: RowGroups, _ contracts: RowGroups) {
      for code in 0..<Int32(invoices.firsts.count - 1) {
        let places = invoices.places(code)
        if places.isEmpty || contracts.places(code).isEmpty { continue }
        codes.append(code)
        for place in places {
          let row = Int(invoices.rows[place])
          issued.append(table.issued[row])
          net.append(table.amount[row] - table.credited[row])
        }
        firsts.append(Int32(issued.count))
      }
    }
  }

  /// Invoices of deals that contracts name.
  let ofDeals: Stream
  /// Invoices without a deal, of accounts that have contracts.
  let ofAccounts: Stream

  init(_ table: InvoiceTable, _ contracts: ContractIndex, in snapshot: Snapshot) {
    var (deals, accounts) = (table.deal, table.account)
    for row in 0..<table.count {
      let kind = table.kind[row]
      let recurs =
        kind == InvoiceTable.Kind.blank.rawValue || kind == InvoiceTable.Kind.recurring.rawValue
      if !recurs || deals[row] >= 0 { accounts[row] = -1 }
      if !recurs { deals[row] = -1 }
    }
    let order = RowGroups.chronological(table.issued)
    let dealCount = snapshot.deals.count + snapshot.deals.unknownIds.count
    ofDeals = Stream(
      table, RowGroups(deals, groups: dealCount, order: order), contracts.byDeal)
    ofAccounts = Stream(
      table, RowGroups(accounts, groups: snapshot.accounts.count, order: order),
      contracts.byAccount)
  }
}
