import RevModel

/// Invoices by the deal and by the account that they bill, in the order of their days.
struct InvoiceIndex: Sendable {
  /// Later than every day.
  static let never = Int32.max

  /// For each row of deals.csv the earliest day of an invoice of it; `never` without one.
  let firstOfDeal: [Int32]
  /// Invoices without a deal, by account.
  let withoutDeal: RowGroups
  /// Their days, in the order of `withoutDeal.rows`.
  private let days: [Int32]

  init(_ table: InvoiceTable, in snapshot: Snapshot) {
    var first = [Int32](repeating: Self.never, count: snapshot.deals.count)
    var accounts = table.account
    for row in 0..<table.count where table.deal[row] >= 0 {
      accounts[row] = -1
      let deal = Int(table.deal[row])
      if deal < first.count { first[deal] = min(first[deal], table.issued[row]) }
    }
    firstOfDeal = first
    withoutDeal = RowGroups(
      accounts, groups: snapshot.accounts.count, order: RowGroups.chronological(table.issued))
    days = withoutDeal.rows.map { table.issued[Int($0)] }
  }

  /// The day of the first invoice of a deal, or of its account without a deal and issued on or
  /// after a day; `never` without one.
  func first(ofDeal deal: Int, account: Int32, since day: Int32) -> Int32 {
    let places = withoutDeal.places(account)
    var (low, high) = (places.lowerBound, places.upperBound)
    while low < high {
      let middle = (low + high) / 2
      if days[middle] < day { low = middle + 1 } else { high = middle }
    }
    return min(firstOfDeal[deal], low < places.upperBound ? days[low] : Self.never)
  }
}
