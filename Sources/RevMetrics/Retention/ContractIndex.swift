import RevBase
import RevModel

/// Contracts by the deal they came from and by account, and who shares a renewal deal.
struct ContractIndex: Sendable {
  /// Inside a group by start_date, then file order.
  let byDeal: RowGroups
  let byAccount: RowGroups
  /// For each contract: how many contracts name its renewal deal; 0 without one.
  let renewalSharers: [Int32]
  /// For each contract: the annual values of those contracts together.
  let renewalTotals: [Int64]

  init(_ table: ContractTable, in snapshot: Snapshot) {
    let deals = snapshot.deals.count + snapshot.deals.unknownIds.count
    let order = RowGroups.chronological(table.start)
    byDeal = RowGroups(table.deal, groups: deals, order: order)
    byAccount = RowGroups(table.account, groups: snapshot.accounts.count, order: order)
    let renewed = RowGroups(table.renewalDeal, groups: deals, order: order)
    var sharers = [Int32](repeating: 0, count: table.count)
    var totals = [Int64](repeating: 0, count: table.count)
    for (row, deal) in table.renewalDeal.enumerated() where deal >= 0 {
      let places = renewed.places(deal)
      sharers[row] = Int32(places.count)
      var total: Int64 = 0
      for place in places { total += table.annualValue[Int(renewed.rows[place])] }
      totals[row] = total
    }
    renewalSharers = sharers
    renewalTotals = totals
  }

  /// What a contract gets of the amount of its renewal deal, in hundredths.
  ///
  /// A deal that renews several contracts is shared out over all that name it, in proportion to
  /// their annual values, each part rounded once.
  func part(ofContract row: Int, amount: Int64, annualValue: Int64) -> Int64 {
    if renewalSharers[row] == 1 { return amount }
    if renewalTotals[row] == 0 { return 0 }
    return Exact.scale(cents: amount, by: annualValue, over: renewalTotals[row])
  }
}
