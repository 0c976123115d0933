package import RevBase
import RevModel

/// Contracts, invoices and what is missing between them.
package struct CashFacts: Sendable {
  /// Days from closing a deal of W(T) to its first invoice and to its first subscription.
  private(set) var invoicingLags: [Int32] = []
  private(set) var liveLags: [Int32] = []
  /// Deals of W(T) that those days are of.
  private(set) var invoiced: [Int32] = []
  private(set) var live: [Int32] = []
  /// Deals of W(T) closed more than 30 days before A without an invoice by A.
  package private(set) var unbilledDeals: [Int32] = []
  package private(set) var unbilled = Money.zero
  /// Deals of W(T) whose contracts say something else, and by how much, in hundredths.
  package private(set) var mismatched: [Int32] = []
  private(set) var differences: [Int64] = []
  package private(set) var mismatch = Money.zero
  package private(set) var invoices = InvoiceSums()

  init(_ context: AnswerContext) {
    if context.obstacle(.deals) == nil {
      addInvoicing(context)
      addLive(context)
      addMismatch(context)
    }
    if context.obstacle(.invoices) == nil { invoices = InvoiceSums(context) }
  }

  private mutating func addInvoicing(_ context: AnswerContext) {
    guard let index = context.indexes.invoices else { return }
    let today = context.question.asOf.number
    let (accounts, amounts) = (context.snapshot.deals.account, context.book.state.amount)
    let closings = context.book.closed
    for id in context.selection.wonTrailing {
      let row = Int(id)
      let closed = closings[row]
      let first = index.first(ofDeal: row, account: accounts[row], since: closed)
      if first <= today {
        invoiced.append(id)
        invoicingLags.append(first - closed)
      } else if closed < today - 30 {
        unbilledDeals.append(id)
        unbilled.cents += amounts[row]
      }
    }
  }

  private mutating func addLive(_ context: AnswerContext) {
    guard let index = context.indexes.subscriptions else { return }
    let today = context.question.asOf.number
    for id in context.selection.wonTrailing {
      let first = index.firstOfDeal[Int(id)]
      guard first <= today else { continue }
      live.append(id)
      liveLags.append(first - context.book.closed[Int(id)])
    }
  }

  private mutating func addMismatch(_ context: AnswerContext) {
    guard let index = context.indexes.contracts, let table = context.snapshot.contracts else {
      return
    }
    let deals = context.snapshot.deals
    for id in context.selection.wonTrailing {
      let row = Int(id)
      let places = index.byDeal.places(id)
      if places.isEmpty { continue }
      var annual: Int64 = 0
      for place in places { annual += table.annualValue[Int(index.byDeal.rows[place])] }
      let term = deals.termMonths[row] < 1 ? 12 : Int64(deals.termMonths[row])
      let amount = context.book.state.amount[row]
      let yearly = term == 12 ? amount : Exact.scale(cents: amount, by: 12, over: term)
      let difference = abs(yearly - annual)
      // More than 1.00 and more than 0.5 % of the annual value, exactly.
      guard difference > 100, Int128(difference) * 200 > Int128(annual) else { continue }
      mismatched.append(id)
      differences.append(difference)
      mismatch.cents += difference
    }
  }

  /// What contracts of the slicers, in service on some day of T, were not invoiced.
  static func leakage(_ context: AnswerContext) -> Money {
    guard let view = LeakView(context) else { return .zero }
    let (starts, ends, accounts) = (
      view.table.start.span, view.table.end.span, view.table.account.span
    )
    let (expected, invoiced) = (view.ledger.expected.span, view.ledger.invoiced.span)
    let (mask, passesAll) = (view.mask.span, view.mask.isEmpty)
    let (from, to) = (view.from, view.to)
    var sum: Int64 = 0
    for row in 0..<starts.count {
      if !passesAll, mask[Int(accounts[row]) &+ 1] == 0 { continue }
      // In service on some day of T: all three differences are non-negative.
      let (a, b, c) = (to &- starts[row], ends[row] &- from, ends[row] &- starts[row])
      let isIn = Int64(~(a | b | c) >> 31)
      sum += max(0, expected[row] - invoiced[row]) & isIn
    }
    return Money(cents: sum)
  }

  /// Those contracts, with what is missing of each.
  static func leaks(_ context: AnswerContext) -> RowSet? {
    guard let view = LeakView(context) else { return nil }
    var (rows, amounts): ([Int32], [Int64]) = ([], [])
    for row in 0..<view.table.count {
      let (start, end) = (view.table.start[row], view.table.end[row])
      guard start <= view.to, end >= view.from, start <= end else { continue }
      if !view.mask.isEmpty, view.mask[Int(view.table.account[row]) + 1] == 0 { continue }
      let leak = view.ledger.leak(row)
      guard leak > 0 else { continue }
      rows.append(Int32(row))
      amounts.append(leak)
    }
    return RowSet(.contracts, rows: rows, amounts: amounts)
  }
}

/// Contracts under the slicers next to what was expected and invoiced of them.
private struct LeakView {
  let table: ContractTable
  let ledger: LeakageLedger
  let mask: [UInt8]
  /// The first and last day of T.
  let from: Int32
  let to: Int32

  init?(_ context: AnswerContext) {
    guard context.obstacle(.contracts, .invoices) == nil, let table = context.snapshot.contracts,
      let ledger = context.indexes.ledger(on: context.question.end.number)
    else { return nil }
    self.table = table
    self.ledger = ledger
    mask = context.selection.masks.customer ?? []
    from = context.question.trailing.start.number
    to = context.question.trailing.end.number
  }
}

/// Sums over the invoices of the slicers.
package struct InvoiceSums: Sendable {
  /// Past their due date and not paid by A, less credited.
  package private(set) var overdue = Tally()
  /// Issued by A and not paid by A, less credited.
  package private(set) var unpaid = Money.zero
  /// Issued in the 90 days to A, less credited.
  package private(set) var recent = Money.zero

  init() {}

  init(_ context: AnswerContext) {
    guard let table = context.snapshot.invoices else { return }
    let today = context.question.asOf.number
    let masks = context.selection.masks.customer ?? []
    let (issued, paid, due) = (table.issued.span, table.paid.span, table.due.span)
    let (amount, credited) = (table.amount.span, table.credited.span)
    let (accounts, mask, passesAll) = (table.account.span, masks.span, masks.isEmpty)
    var (late, owed, fresh): (Int64, Int64, Int64) = (0, 0, 0)
    var count = 0
    let unknown = Day.unknownNumber
    for row in 0..<table.count {
      let day = issued[row]
      let isOwed = paid[row] > today || paid[row] == unknown
      let isFresh = day > today &- 90
      guard isOwed || isFresh, day <= today else { continue }
      if !passesAll, mask[Int(accounts[row]) + 1] == 0 { continue }
      let net = amount[row] - credited[row]
      if isFresh { fresh += net }
      guard isOwed else { continue }
      owed += net
      if due[row] < today, due[row] != unknown {
        late += net
        count += 1
      }
    }
    overdue = Tally(amount: Money(cents: late), count: count)
    unpaid = Money(cents: owed)
    recent = Money(cents: fresh)
  }

  /// Overdue invoices, with what is owed of each.
  static func overdueRows(_ context: AnswerContext) -> RowSet? {
    guard context.obstacle(.invoices) == nil, let table = context.snapshot.invoices else {
      return nil
    }
    let today = context.question.asOf.number
    let mask = context.selection.masks.customer ?? []
    var (rows, amounts): ([Int32], [Int64]) = ([], [])
    for row in 0..<table.count where table.issued[row] <= today && table.due[row] < today {
      let isOwed = table.paid[row] > today || table.paid[row] == Day.unknownNumber
      guard isOwed, table.due[row] != Day.unknownNumber else { continue }
      if !mask.isEmpty, mask[Int(table.account[row]) + 1] == 0 { continue }
      rows.append(Int32(row))
      amounts.append(table.amount[row] - table.credited[row])
    }
    return RowSet(.invoices, rows: rows, amounts: amounts)
  }
}
