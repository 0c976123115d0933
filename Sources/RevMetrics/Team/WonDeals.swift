import RevBase
import RevModel

/// Every won deal of a day, of any type and without any slicer, with what the team's numbers ask.
struct WonDeals: Sendable {
  let day: Day
  /// Rows of deals.csv, rising; the other columns are parallel to them.
  let rows: [Int32]
  let owners: [Int32]
  let closed: [Int32]
  let amounts: [Int64]
  /// By account code: the day of its first won deal; the largest number without one.
  let firstOfAccount: [Int32]

  init(_ context: AnswerContext) {
    day = context.question.asOf
    let (deals, book) = (context.snapshot.deals, context.book)
    let (standings, accounts) = (book.standing, deals.account)
    let (owner, closings, amount) = (book.state.owner, book.closed, book.state.amount)
    let won = Standing.won.rawValue
    let rows = standings.indices.filter { standings[$0] == won }.map { Int32($0) }
    self.rows = rows
    owners = rows.map { owner[Int($0)] }
    closed = rows.map { closings[Int($0)] }
    amounts = rows.map { amount[Int($0)] }
    var first = [Int32](repeating: Int32.max, count: context.snapshot.accounts.count)
    for row in rows {
      let (account, day) = (Int(accounts[Int(row)]), closings[Int(row)])
      guard account >= 0, day != Day.unknownNumber else { continue }
      first[account] = min(first[account], day)
    }
    firstOfAccount = first
  }
}
