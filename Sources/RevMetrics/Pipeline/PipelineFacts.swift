import RevBase
import RevModel

/// Sums over the open, created and closed deals of a question, each list read once.
package struct PipelineFacts: Sendable {
  /// O(P).
  package private(set) var open = Total()
  /// O(P) by raw value of `StageTable.Category`.
  package private(set) var openByCategory = [Total](repeating: Total(), count: 4)
  /// Over O(P): amount × probability, rounded once a deal; `count` is how many have a probability.
  package private(set) var weighted = Total()
  /// O.
  package private(set) var openAll = Total()
  /// O with a close date before the as-of day, and before the period.
  package private(set) var pastDue = Total()
  package private(set) var beforePeriod = Total()
  /// O untouched for more than 90 days; nil when nobody can tell.
  package private(set) var stale: Total?
  /// O by days since created, in the order of `AgingLine.buckets`.
  package private(set) var aging = [Total](repeating: Total(), count: AgingLine.buckets.count)
  /// C(P), and those of a marketing source (nil when the manifest names none).
  package private(set) var created = Total()
  package private(set) var marketing: Total?
  /// The 26 weeks that end with the as-of day's.
  package private(set) var weeks = [Total](repeating: Total(), count: 26)
  /// W(P), L(P) and W(T).
  package private(set) var won = Total()
  package private(set) var lost = Total()
  package private(set) var wonTrailing = Total()
  /// Of C(T), those that are won.
  package private(set) var cohortWon = 0
  /// Of W(P).
  package private(set) var cycle = CycleLengths()
  /// Of W(T): the days of all cycles together, and how many there are; deals that closed before they
  /// were created are in neither.
  package private(set) var cycleTrailing = (days: 0, cycles: 0)

  init(_ context: AnswerContext) {
    addOpen(context)
    addOpenInPeriod(context)
    addCreated(context)
    addClosed(context)
  }

  private mutating func addOpen(_ context: AnswerContext) {
    let (deals, book) = (context.snapshot.deals, context.book)
    let asOf = context.question.asOf
    let (today, p0) = (asOf.number, context.question.period.start.number)
    let fresh =
      Freshness.obstacle(context.snapshot) == nil ? context.memory.freshness(on: asOf) : nil
    let unknown = Day.unknownNumber
    let (amounts, closes) = (book.state.amount, book.state.close)
    let (amount, close, created) = (amounts.span, closes.span, deals.created.span)
    var (all, due, before, idle) = (Total(), Total(), Total(), Total())
    var buckets = aging
    var byAge = buckets.mutableSpan
    for id in context.selection.open {
      let row = Int(id)
      let (cents, day, born) = (amount[row], close[row], created[row])
      all.add(cents)
      if day != unknown {
        if day < today { due.add(cents) }
        if day < p0 { before.add(cents) }
      }
      byAge[Self.agingBucket(today &- born)].add(cents)
      if let fresh, fresh.isStale(row, created: born) { idle.add(cents) }
    }
    (openAll, pastDue, beforePeriod, aging) = (all, due, before, buckets)
    stale = fresh == nil ? nil : idle
  }

  /// Place in `AgingLine.buckets` of an age in days.
  static func agingBucket(_ age: Int32) -> Int {
    age <= 30 ? 0 : age <= 60 ? 1 : age <= 90 ? 2 : age <= 180 ? 3 : age <= 365 ? 4 : 5
  }

  private mutating func addOpenInPeriod(_ context: AnswerContext) {
    let book = context.book
    let (amounts, categories) = (book.state.amount, book.category)
    let (amount, category) = (amounts.span, categories.span)
    let chances = ChanceTable(context)
    var (all, expected, categoryTotals) = (Total(), Total(), openByCategory)
    var byCategory = categoryTotals.mutableSpan
    for id in context.selection.openInPeriod {
      let row = Int(id)
      let cents = amount[row]
      all.add(cents)
      byCategory[Int(category[row])].add(cents)
      let chance = chances[row]
      if chance >= 0 { expected.add(Exact.product(cents: cents, billionths: chance)) }
    }
    (open, weighted, openByCategory) = (all, expected, categoryTotals)
  }

  private mutating func addCreated(_ context: AnswerContext) {
    let (deals, book, selection) = (context.snapshot.deals, context.book, context.selection)
    let (amounts, standings) = (book.state.amount, book.standing)
    let (amount, standing) = (amounts.span, standings.span)
    let (codes, born) = (deals.source.codes.span, deals.created.span)
    var bySource = [Total](repeating: Total(), count: deals.source.vocabulary.count + 1)
    var all = Total()
    var sources = bySource.mutableSpan
    for id in selection.created {
      let cents = amount[Int(id)]
      all.add(cents)
      sources[Int(codes[Int(id)]) &+ 1].add(cents)
    }
    created = all
    if let names = context.snapshot.manifest.marketingSources {
      var total = Total()
      for name in Set(names) {
        if let code = deals.source.vocabulary.code(of: name) {
          total = total + bySource[Int(code) + 1]
        }
      }
      marketing = total
    }
    let monday = selection.firstWeek.number
    var weekTotals = weeks
    var byWeek = weekTotals.mutableSpan
    for id in selection.createdInWeeks {
      byWeek[Int(born[Int(id)] &- monday) / 7].add(amount[Int(id)])
    }
    weeks = weekTotals
    let won = Standing.won.rawValue
    var winners = 0
    for id in selection.createdTrailing { winners &+= standing[Int(id)] == won ? 1 : 0 }
    cohortWon = winners
  }

  private mutating func addClosed(_ context: AnswerContext) {
    let (deals, book, selection) = (context.snapshot.deals, context.book, context.selection)
    let (amounts, closings) = (book.state.amount, book.closed)
    let (amount, closed, born) = (amounts.span, closings.span, deals.created.span)
    var (wins, losses, winsOfYear) = (Total(), Total(), Total())
    for id in selection.won {
      let row = Int(id)
      wins.add(amount[row])
      cycle.add(closed[row] &- born[row])
    }
    for id in selection.lost { losses.add(amount[Int(id)]) }
    var (days, cycles) = (0, 0)
    for id in selection.wonTrailing {
      let row = Int(id)
      winsOfYear.add(amount[row])
      let length = Int(closed[row]) &- Int(born[row])
      days &+= max(0, length)
      cycles &+= length < 0 ? 0 : 1
    }
    (won, lost, wonTrailing) = (wins, losses, winsOfYear)
    cycleTrailing = (days, cycles)
  }
}

/// Lengths of sales cycles in days; deals that closed before they were created are left out.
package struct CycleLengths: Sendable {
  package private(set) var days: [Int64] = []
  package private(set) var sum = 0
  /// Closed before they were created.
  package private(set) var excluded = 0

  mutating func add(_ length: Int32) {
    if length < 0 {
      excluded += 1
    } else {
      days.append(Int64(length))
      sum += Int(length)
    }
  }

  /// The mean; nil without any cycle.
  package var mean: Double? { days.isEmpty ? nil : Double(sum) / Double(days.count) }
  /// The median; nil without any cycle.
  package var median: Double? { Middle(days)?.mean }
}

/// The chance to win of deals in billionths: their own while they are in the stage that they are in
/// now, else their stage's; −1 when neither is known.
struct ChanceTable {
  private let own: [Int32]
  private let stage: [UInt16]
  private let stageNow: [UInt16]
  private let stageRow: [Int16]
  /// By stage row + 1.
  private let byStage: [Int32]

  init(_ context: AnswerContext) {
    own = context.snapshot.deals.probability
    stageNow = context.snapshot.deals.stage
    (stage, stageRow) = (context.book.state.stage, context.book.stageRow)
    byStage = [-1] + context.snapshot.stages.rows.map(\.probability)
  }

  @inline(__always)
  subscript(row: Int) -> Int32 {
    if own[row] >= 0, stage[row] == stageNow[row] { return own[row] }
    return byStage[Int(stageRow[row]) + 1]
  }
}

extension AnswerContext {
  /// The chance to win of a deal in billionths; −1 when it is unknown.
  package func probability(ofDeal row: Int) -> Int32 { ChanceTable(self)[row] }

  /// Deals with what each adds to a sum.
  func rowSet(_ deals: [Int32]) -> RowSet {
    let amounts = book.state.amount
    return RowSet(.deals, rows: deals, amounts: deals.map { amounts[Int($0)] })
  }
}
