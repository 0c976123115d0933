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
    let (all, passes) = (context.selection.candidates, context.selection.passes)
    guard let firsts = context.base.cash(context).firstInvoices else { return }
    let columns = context.base.cash(context)
    let today = context.question.asOf.number
    for (position, row) in all.rows(.wonTrailing).enumerated() where passes[Int(row)] != 0 {
      let (first, closed) = (firsts[position], columns.closed[position])
      if first <= today {
        invoiced.append(row)
        invoicingLags.append(first - closed)
      } else if closed < today - 30 {
        unbilledDeals.append(row)
        unbilled.cents += columns.amounts[position]
      }
    }
  }

  private mutating func addLive(_ context: AnswerContext) {
    let (all, passes) = (context.selection.candidates, context.selection.passes)
    guard let firsts = context.base.cash(context).firstSubscriptions else { return }
    let closed = context.base.cash(context).closed
    let today = context.question.asOf.number
    for (position, row) in all.rows(.wonTrailing).enumerated()
    where passes[Int(row)] != 0 && firsts[position] <= today {
      live.append(row)
      liveLags.append(firsts[position] - closed[position])
    }
  }

  private mutating func addMismatch(_ context: AnswerContext) {
    let (all, passes) = (context.selection.candidates, context.selection.passes)
    guard let missing = context.base.cash(context).differences else { return }
    for (position, row) in all.rows(.wonTrailing).enumerated()
    where passes[Int(row)] != 0 && missing[position] > 0 {
      mismatched.append(row)
      differences.append(missing[position])
      mismatch.cents += missing[position]
    }
  }

  /// What contracts of the slicers, in service on some day of T, were not invoiced.
  static func leakage(_ context: AnswerContext) -> Money {
    guard context.obstacle(.contracts, .invoices) == nil,
      let leaks = context.indexes.leaks(on: context.question.trailing)
    else { return .zero }
    let mask = context.selection.masks.customers
    var sum: Int64 = 0
    for (cell, leak) in leaks.enumerated() where mask.map({ $0[cell] != 0 }) ?? true { sum += leak }
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
    let cube = context.memory.invoices(table, on: context.question.asOf)
    let mask = context.selection.masks.customers
    var sums = InvoiceCube.Sums()
    for (cell, part) in cube.sums.enumerated() where mask.map({ $0[cell] != 0 }) ?? true {
      sums += part
    }
    overdue = Tally(amount: Money(cents: sums.late), count: sums.lateCount)
    unpaid = Money(cents: sums.owed)
    recent = Money(cents: sums.fresh)
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
