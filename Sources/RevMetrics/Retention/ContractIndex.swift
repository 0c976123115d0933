import RevBase
import RevModel

/// Contracts by the deal they came from and by account, and who shares a renewal deal.
struct ContractIndex: Sendable {
  /// Rows of contracts.csv in one group, by start_date, then file order.
  struct Groups: Sendable {
    /// First place of each group in `rows`; one more than there are groups.
    let firsts: [Int32]
    let rows: [Int32]

    init(_ codes: [Int32], groups count: Int, starts: [Int32]) {
      var firsts = [Int32](repeating: 0, count: count + 1)
      for code in codes where code >= 0 { firsts[Int(code) + 1] += 1 }
      for group in 0..<count { firsts[group + 1] += firsts[group] }
      var next = firsts
      var rows = [Int32](repeating: 0, count: Int(firsts[count]))
      for (row, code) in codes.enumerated() where code >= 0 {
        // Insertion keeps the group sorted; groups are short and mostly sorted already.
        var place = Int(next[Int(code)])
        next[Int(code)] += 1
        while place > Int(firsts[Int(code)]), starts[Int(rows[place - 1])] > starts[row] {
          rows[place] = rows[place - 1]
          place -= 1
        }
        rows[place] = Int32(row)
      }
      self.firsts = firsts
      self.rows = rows
    }

    /// Places of a group's rows; empty for a blank code.
    func range(_ code: Int32) -> Range<Int> {
      code < 0 ? 0..<0 : Int(firsts[Int(code)])..<Int(firsts[Int(code) + 1])
    }
  }

  let byDeal: Groups
  let byAccount: Groups
  /// For each contract: how many contracts name its renewal deal; 0 without one.
  let renewalSharers: [Int32]
  /// For each contract: the annual values of those contracts together.
  let renewalTotals: [Int64]

  init(_ table: ContractTable, in snapshot: Snapshot) {
    let deals = snapshot.deals.count + snapshot.deals.unknownIds.count
    byDeal = Groups(table.deal, groups: deals, starts: table.start)
    byAccount = Groups(table.account, groups: snapshot.accounts.count, starts: table.start)
    let renewed = Groups(table.renewalDeal, groups: deals, starts: table.start)
    var sharers = [Int32](repeating: 0, count: table.count)
    var totals = [Int64](repeating: 0, count: table.count)
    for (row, deal) in table.renewalDeal.enumerated() where deal >= 0 {
      let places = renewed.range(deal)
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
