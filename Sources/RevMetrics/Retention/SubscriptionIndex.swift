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
    end = order.map { Self.known(table.end[Int($0)]) }
    cancelRequested = order.map { Self.known(table.cancelRequested[Int($0)]) }
    mrr = order.map { table.mrr[Int($0)] }
    product = order.map { table.product.codes[Int($0)] }
  }

  private static func known(_ day: Int32) -> Int32 { day == Day.unknownNumber ? never : day }

  var slots: Int { accounts.count }

  /// The positions of a slot.
  func positions(_ slot: Int) -> Range<Int> { Int(firsts[slot])..<Int(firsts[slot + 1]) }
}

/// Which subscriptions a question sees, and what it knows of their ends.
struct SubscriptionView: Sendable {
  let index: SubscriptionIndex
  /// By group of `AccountCells.customers`; empty passes all.
  let customers: [UInt8]
  private let customerOfAccount: [Int32]
  /// By product code + 1; empty passes all.
  let product: [UInt8]
  /// An end after this day counts only if it was requested by this day: the as-of day of a question
  /// about the past; `never` on the snapshot's own day, when all that the export says is known.
  let horizon: Int32

  init?(_ context: AnswerContext) {
    guard let index = context.indexes.subscriptions,
      let table = context.snapshot.subscriptions
    else { return nil }
    self.index = index
    let masks = context.selection.masks
    customers = masks.customers ?? []
    customerOfAccount = context.snapshot.cells.customerOfAccount
    product = masks.words(.product, table.product.vocabulary) ?? []
    let day = context.question.asOf
    horizon = day < context.snapshot.manifest.asOf ? day.number : SubscriptionIndex.never
  }

  /// Whether the slicers let the accounts of a group through.
  func passes(cell: Int) -> Bool { customers.isEmpty || customers[cell] != 0 }

  /// Whether the slicers let an account through.
  func passes(slot: Int) -> Bool {
    passes(cell: Int(customerOfAccount[Int(index.accounts[slot]) + 1]))
  }

  /// The first day out of service of the row at a position, as far as it was known.
  func end(at position: Int) -> Int32 {
    let end = index.end[position]
    return end <= horizon || index.cancelRequested[position] <= horizon
      ? end : SubscriptionIndex.never
  }

  /// Whether the row at a position exists for the question.
  func counts(_ position: Int) -> Bool {
    if index.start[position] > horizon { return false }
    return product.isEmpty || product[Int(index.product[position]) + 1] != 0
  }

  /// mrr(c, D) of the account of a slot, in hundredths.
  func mrr(slot: Int, on day: Int32) -> Int64 {
    var sum: Int64 = 0
    for position in index.positions(slot) where counts(position) {
      if index.start[position] <= day && day < end(at: position) { sum += index.mrr[position] }
    }
    return max(0, sum)
  }

  /// Whether the account of a slot had MRR on any day before `day`.
  ///
  /// MRR changes only where a row starts or ends, so those days tell all.
  func hadRevenue(slot: Int, before day: Int32) -> Bool {
    for position in index.positions(slot) where counts(position) {
      let (start, end) = (index.start[position], end(at: position))
      if start < day, mrr(slot: slot, on: start) > 0 { return true }
      if end < day, mrr(slot: slot, on: end) > 0 { return true }
    }
    return false
  }

  /// The first day on which the account of a slot had MRR; nil when it never had.
  func firstDay(slot: Int) -> Int32? {
    var first: Int32?
    for position in index.positions(slot) where counts(position) {
      let (start, end) = (index.start[position], end(at: position))
      if start < first ?? SubscriptionIndex.never, mrr(slot: slot, on: start) > 0 { first = start }
      if end < first ?? SubscriptionIndex.never, mrr(slot: slot, on: end) > 0 { first = end }
    }
    return first
  }
}
