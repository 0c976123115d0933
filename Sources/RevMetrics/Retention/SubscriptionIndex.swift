import RevBase
import RevModel

/// Subscriptions in the order of their accounts, so that MRR by account is one flat pass.
///
/// One *slot* is one account that has rows. Blank days are replaced by `never`, which compares as
/// later than every day.
struct SubscriptionIndex: Sendable {
  /// Later than every day, with room for adding a year.
  static let never: Int32 = 2_000_000_000

  /// Code of the account of each slot, rising.
  let accounts: [Int32]
  /// First position of each slot; one more than there are slots.
  let firsts: [Int32]
  /// Row of subscriptions.csv at each position; the rows of one account keep the file's order.
  let rows: [Int32]
  let start: [Int32]
  /// The earliest start of each slot.
  let firstStart: [Int32]
  let end: [Int32]
  let cancelRequested: [Int32]
  let mrr: [Int64]
  let product: [Int32]
  /// For each row of deals.csv the earliest start of a subscription of it; `never` without one.
  let firstOfDeal: [Int32]

  init(_ table: SubscriptionTable, accounts count: Int, deals: Int) {
    var live = [Int32](repeating: Self.never, count: deals)
    for (row, deal) in table.deal.enumerated() where deal >= 0 && Int(deal) < deals {
      live[Int(deal)] = min(live[Int(deal)], table.start[row])
    }
    firstOfDeal = live
    var starts = [Int32](repeating: 0, count: count + 1)
    for account in table.account where account >= 0 { starts[Int(account) + 1] += 1 }
    for account in 0..<count { starts[account + 1] += starts[account] }
    var next = starts
    var order = [Int32](repeating: 0, count: Int(starts[count]))
    for (row, account) in table.account.enumerated() where account >= 0 {
      order[Int(next[Int(account)])] = Int32(row)
      next[Int(account)] += 1
    }
    var accounts: [Int32] = []
    var firsts: [Int32] = []
    for account in 0..<count where starts[account] < starts[account + 1] {
      accounts.append(Int32(account))
      firsts.append(starts[account])
    }
    firsts.append(starts[count])
    self.accounts = accounts
    self.firsts = firsts
    rows = order
    start = order.map { table.start[Int($0)] }
    firstStart = Self.earliest(start, firsts)
    end = order.map { Self.known(table.end[Int($0)]) }
    cancelRequested = order.map { Self.known(table.cancelRequested[Int($0)]) }
    mrr = order.map { table.mrr[Int($0)] }
    product = order.map { table.product.codes[Int($0)] }
  }

  private static func earliest(_ days: [Int32], _ firsts: [Int32]) -> [Int32] {
    let (day, first) = (days.span, firsts.span)
    var found = [Int32](repeating: never, count: firsts.count - 1)
    var earliest = found.mutableSpan
    for slot in 0..<earliest.count {
      for place in Int(first[slot])..<Int(first[slot &+ 1]) {
        earliest[slot] = min(earliest[slot], day[place])
      }
    }
    return found
  }

  private static func known(_ day: Int32) -> Int32 { day == Day.unknownNumber ? never : day }

  var slots: Int { accounts.count }

  /// The positions of a slot.
  func positions(_ slot: Int) -> Range<Int> { Int(firsts[slot])..<Int(firsts[slot + 1]) }
}
