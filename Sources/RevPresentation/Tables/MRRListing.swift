import RevBase
import RevMetrics
import RevModel

/// The accounts behind each line of the MRR movement, each with its change a year.
struct MRRListing {
  private let context: AnswerContext

  init(_ context: AnswerContext) { self.context = context }

  func listing(_ line: MRRLine) -> RowListing {
    if let obstacle = context.obstacle(.subscriptions) { return RowListing(reason: obstacle) }
    var rows: [Int32] = []
    var amounts: [Int64] = []
    for (account, lines) in byAccount() {
      guard let cents = change(lines, line) else { continue }
      rows.append(account)
      amounts.append(cents * 12)
    }
    return RowListing(.accounts, rows: rows, amounts: amounts)
  }

  /// What an account adds to a line, in hundredths a month; nil when it is not in it.
  private func change(_ rows: [Int], _ line: MRRLine) -> Int64? {
    let start = context.question.period.start - 1
    let (before, after) = (mrr(rows, start), mrr(rows, context.question.end))
    switch line {
    case .start: return before > 0 ? before : nil
    case .end: return after > 0 ? after : nil
    case .expansion: return before > 0 && after > before ? after - before : nil
    case .contraction: return after > 0 && after < before ? before - after : nil
    case .churn: return before > 0 && after == 0 ? before : nil
    case .new: return before == 0 && after > 0 && !hadRevenue(rows, before: start) ? after : nil
    case .reactivation:
      return before == 0 && after > 0 && hadRevenue(rows, before: start) ? after : nil
    }
  }

  /// Rows of subscriptions.csv that the question sees, by account in rising order.
  private func byAccount() -> [(Int32, [Int])] {
    guard let table = context.snapshot.subscriptions else { return [] }
    let customers = context.selection.masks.customer
    let products = context.selection.masks.words(.product, table.product.vocabulary)
    var groups: [Int32: [Int]] = [:]
    for row in 0..<table.count where table.account[row] >= 0 {
      if isPast, table.start[row] > context.question.asOf.number { continue }
      if let customers, customers[Int(table.account[row]) + 1] == 0 { continue }
      if let products, products[Int(table.product.codes[row]) + 1] == 0 { continue }
      groups[table.account[row], default: []].append(row)
    }
    return groups.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  private var isPast: Bool { context.question.asOf < context.snapshot.manifest.asOf }

  private func mrr(_ rows: [Int], _ day: Day) -> Int64 {
    guard let table = context.snapshot.subscriptions else { return 0 }
    let sum = rows.reduce(Int64(0)) { sum, row in
      table.start[row] <= day.number && day.number < end(row, table) ? sum + table.mrr[row] : sum
    }
    return max(0, sum)
  }

  /// The first day out of service, as far as it was known on the as-of day.
  private func end(_ row: Int, _ table: SubscriptionTable) -> Int32 {
    let end = table.end[row]
    if end == Day.unknownNumber { return .max }
    guard isPast, end > context.question.asOf.number else { return end }
    let asked = table.cancelRequested[row]
    return asked != Day.unknownNumber && asked <= context.question.asOf.number ? end : .max
  }

  /// MRR changes only where a row starts or ends, so those days tell all.
  private func hadRevenue(_ rows: [Int], before day: Day) -> Bool {
    guard let table = context.snapshot.subscriptions else { return false }
    return rows.contains { row in
      [table.start[row], end(row, table)].contains { edge in
        edge < day.number && mrr(rows, Day(edge)) > 0
      }
    }
  }
}
