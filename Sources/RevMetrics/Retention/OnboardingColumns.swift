import RevBase
import RevModel

/// What onboarding.csv tells of a day and a period, before any slicer.
struct OnboardingColumns: Sendable {
  /// Rows with first value in P and by A, the days that it took, and the group of the account in
  /// `AccountCells.customers`.
  let rows: [Int32]
  let days: [Int32]
  let customers: [Int32]
  /// Places among the candidates of deals of type new won in T and by A − 14 whose account has no
  /// onboarding row.
  let notStarted: [Int32]

  init(_ table: OnboardingTable, _ context: AnswerContext) {
    let day = context.question.asOf
    // Rows that start after this day did not exist yet.
    let horizon = day < context.snapshot.manifest.asOf ? day.number : Int32.max
    (rows, days) = Self.finished(table, context, horizon)
    let groups = context.snapshot.cells.customerOfAccount
    customers = rows.map { groups[Int(table.account[Int($0)]) + 1] }
    notStarted = Self.notStarted(table, context, horizon)
  }

  private static func finished(
    _ table: OnboardingTable, _ context: AnswerContext, _ horizon: Int32
  ) -> (rows: [Int32], days: [Int32]) {
    let (question, deals) = (context.question, context.snapshot.deals)
    let (first, last) = (question.period.start.number, question.end.number)
    var (rows, days): ([Int32], [Int32]) = ([], [])
    for row in 0..<table.count where table.firstValue[row] >= first {
      let value = table.firstValue[row]
      guard value <= last, table.kickoff[row] <= horizon else { continue }
      var start = table.kickoff[row]
      if let deal = deals.row(ofCode: table.deal[row]),
        context.book.closed[deal] != Day.unknownNumber,
        context.book.standing[deal] != Standing.absent.rawValue
      {
        start = context.book.closed[deal]
      }
      guard start != Day.unknownNumber else { continue }
      rows.append(Int32(row))
      days.append(value - start)
    }
    return (rows, days)
  }

  private static func notStarted(
    _ table: OnboardingTable, _ context: AnswerContext, _ horizon: Int32
  ) -> [Int32] {
    let (deals, all) = (context.snapshot.deals, context.selection.candidates)
    var started = [Bool](repeating: false, count: context.snapshot.accounts.count)
    for row in 0..<table.count where table.account[row] >= 0 && table.kickoff[row] <= horizon {
      started[Int(table.account[row])] = true
    }
    let latest = context.question.asOf.number - 14
    return all.places(.wonTrailing).filter { place in
      let row = Int(all.rows[Int(place)])
      guard deals.kind[row] == DealTable.Kind.new.rawValue else { return false }
      guard context.book.closed[row] <= latest else { return false }
      return deals.account[row] < 0 || !started[Int(deals.account[row])]
    }
  }
}
