import RevBase
import RevModel

/// Costs, new customers and pay.
enum CostFacts {
  /// Costs of some categories from one day to another, months prorated by day, each row rounded
  /// once.
  static func costs(_ categories: [String], from: Day, to: Day, _ context: AnswerContext) -> Money {
    guard let table = context.snapshot.costs, from <= to else { return .zero }
    var counts = [Bool](repeating: false, count: table.category.vocabulary.count)
    for category in categories {
      if let code = table.category.vocabulary.code(of: category) { counts[Int(code)] = true }
    }
    var total: Int64 = 0
    for row in 0..<table.count where table.category.codes[row] >= 0 {
      guard counts[Int(table.category.codes[row])] else { continue }
      let month = Day(table.month[row])
      let (first, last) = (month.firstOfMonth, month.lastOfMonth)
      let days = min(last, to) - max(first, from) + 1
      guard days > 0 else { continue }
      total += Exact.scale(
        cents: table.amount[row], by: Int64(days), over: Int64(last - first + 1))
    }
    return Money(cents: total)
  }

  /// Costs from p0 to E.
  static func inPeriod(_ categories: [String], _ context: AnswerContext) -> Money {
    costs(
      categories, from: context.question.period.start, to: context.question.end, context)
  }

  /// Accounts whose first won deal, of any type, closed in P and is of type new (of the same day,
  /// any).
  static func newLogos(_ facts: Facts) -> [Int32] {
    let context = facts.context
    let deals = context.snapshot.deals
    let (winners, kinds) = (facts.team.winners, deals.kind)
    let period = context.question.period
    let (low, high) = (period.start.number, period.end.number)
    let (rows, closings) = (winners.rows.span, winners.closed.span)
    var isNew = [Bool](repeating: false, count: winners.firstOfAccount.count)
    for place in 0..<rows.count where closings[place] >= low && closings[place] <= high {
      let account = deals.account[Int(rows[place])]
      guard account >= 0, kinds[Int(rows[place])] == DealTable.Kind.new.rawValue else { continue }
      if winners.firstOfAccount[Int(account)] == closings[place] { isNew[Int(account)] = true }
    }
    return isNew.indices.filter { isNew[$0] }.map { Int32($0) }
  }

  /// Variable pay from p0 to E: paid and budgeted, of rows that have a budget.
  static func pay(_ context: AnswerContext) -> (paid: Money, budget: Money) {
    guard let table = context.snapshot.payouts else { return (.zero, .zero) }
    let mask = context.selection.masks.person ?? []
    let (from, to) = (context.question.period.start.number, context.question.end.number)
    var (paid, budget): (Int64, Int64) = (0, 0)
    for row in 0..<table.count where table.budget[row] != Int64.min {
      if !mask.isEmpty, mask[Int(table.person[row]) + 1] == 0 { continue }
      let (first, last) = (max(table.start[row], from), min(table.end[row], to))
      guard first <= last else { continue }
      let days = Int64(last) - Int64(first) + 1
      let all = Int64(table.end[row]) - Int64(table.start[row]) + 1
      paid += Exact.scale(cents: table.paid[row], by: days, over: all)
      budget += Exact.scale(cents: table.budget[row], by: days, over: all)
    }
    return (Money(cents: paid), Money(cents: budget))
  }

  /// Pipeline created in P by deals whose source is one of marketing's; nil without the list.
  static func marketingSourced(_ context: AnswerContext) -> Money? {
    guard let sources = context.snapshot.manifest.marketingSources else { return nil }
    let deals = context.snapshot.deals
    var counts = [Bool](repeating: false, count: deals.source.vocabulary.count)
    for source in sources {
      if let code = deals.source.vocabulary.code(of: source) { counts[Int(code)] = true }
    }
    var total: Int64 = 0
    for id in context.selection.created {
      let code = deals.source.codes[Int(id)]
      if code >= 0, counts[Int(code)] { total += context.book.state.amount[Int(id)] }
    }
    return Money(cents: total)
  }

  /// Won in P.
  static func won(_ context: AnswerContext) -> Money {
    var total: Int64 = 0
    for id in context.selection.won { total += context.book.state.amount[Int(id)] }
    return Money(cents: total)
  }
}
