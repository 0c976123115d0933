import RevBase
import RevModel

/// Invoices as known on a day, by group of accounts; one pass over invoices.csv.
struct InvoiceCube: Sendable {
  /// In hundredths, less what was credited.
  struct Sums: Sendable {
    /// Past their due date and not paid, and how many these are.
    var late: Int64 = 0
    var lateCount = 0
    /// Not paid.
    var owed: Int64 = 0
    /// Issued in the 90 days to the day.
    var fresh: Int64 = 0

    static func += (a: inout Sums, b: Sums) {
      a.late += b.late
      a.lateCount += b.lateCount
      a.owed += b.owed
      a.fresh += b.fresh
    }
  }

  let day: Day
  /// By group of `AccountCells.customers`.
  let sums: [Sums]

  init(_ table: InvoiceTable, on day: Day, _ cells: AccountCells) {
    self.day = day
    let (today, unknown) = (day.number, Day.unknownNumber)
    let (issued, paid, due) = (table.issued.span, table.paid.span, table.due.span)
    let (amount, credited) = (table.amount.span, table.credited.span)
    let (accounts, groups) = (table.account.span, cells.customerOfAccount.span)
    var parts = [Sums](repeating: Sums(), count: cells.customers.count)
    var target = parts.mutableSpan
    for row in 0..<issued.count {
      let isOwed = paid[row] > today || paid[row] == unknown
      let isFresh = issued[row] > today &- 90
      guard isOwed || isFresh, issued[row] <= today else { continue }
      let cell = Int(groups[Int(accounts[row]) &+ 1])
      let net = amount[row] - credited[row]
      if isFresh { target[cell].fresh += net }
      guard isOwed else { continue }
      target[cell].owed += net
      if due[row] < today, due[row] != unknown {
        target[cell].late += net
        target[cell].lateCount += 1
      }
    }
    sums = parts
  }
}
