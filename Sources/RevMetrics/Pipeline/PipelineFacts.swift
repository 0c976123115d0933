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
    let columns = context.base.pipeline(context)
    let (open, passes) = (columns.open, context.selection.passes)
    let list = context.selection.candidates.rows(.open)
    let (place, pass) = (list.span, passes.span)
    let (amount, marks) = (open.amounts.span, open.marks.span)
    var (due, before, idle) = (Total(), Total(), Total())
    var buckets = aging
    var byAge = buckets.mutableSpan
    for position in 0..<place.count where pass[Int(place[position])] != 0 {
      let (cents, mark) = (amount[position], marks[position])
      if mark & PipelineColumns.Open.isPastDue != 0 { due.add(cents) }
      if mark & PipelineColumns.Open.isBeforePeriod != 0 { before.add(cents) }
      if mark & PipelineColumns.Open.isStale != 0 { idle.add(cents) }
      byAge[Int(mark & PipelineColumns.Open.bucket)].add(cents)
    }
    (pastDue, beforePeriod, aging) = (due, before, buckets)
    openAll = buckets.reduce(Total()) { $0 + $1 }
    stale = columns.knowsStale ? idle : nil
  }

  /// Place in `AgingLine.buckets` of an age in days.
  @inline(__always)
  static func agingBucket(_ age: Int32) -> Int {
    // Added up instead of chosen: nobody can guess the age of a deal.
    let (early, late) = (one(age > 30) &+ one(age > 60), one(age > 90) &+ one(age > 180))
    return early &+ late &+ one(age > 365)
  }

  @inline(__always)
  private static func one(_ holds: Bool) -> Int { holds ? 1 : 0 }

  private mutating func addOpenInPeriod(_ context: AnswerContext) {
    let (due, passes) = (context.base.pipeline(context).due, context.selection.passes)
    let list = context.selection.candidates.rows(.openInPeriod)
    let (place, pass) = (list.span, passes.span)
    let (amount, chances, category) = (due.amounts.span, due.expected.span, due.categories.span)
    var (expected, categoryTotals) = (Total(), openByCategory)
    var byCategory = categoryTotals.mutableSpan
    for position in 0..<place.count where pass[Int(place[position])] != 0 {
      byCategory[Int(category[position])].add(amount[position])
      let part = chances[position]
      if part != PipelineColumns.Due.unknown { expected.add(part) }
    }
    (weighted, openByCategory) = (expected, categoryTotals)
    open = categoryTotals.reduce(Total()) { $0 + $1 }
  }

  private mutating func addCreated(_ context: AnswerContext) {
    let (deals, all) = (context.snapshot.deals, context.selection.candidates)
    let (columns, passes) = (context.base.pipeline(context).created, context.selection.passes)
    let pass = passes.span
    var bySource = [Total](repeating: Total(), count: deals.source.vocabulary.count + 1)
    for (position, place) in all.rows(.created).enumerated() where passes[Int(place)] != 0 {
      bySource[Int(columns.sources[position] &+ 1)].add(columns.amounts[position])
    }
    created = bySource.reduce(Total()) { $0 + $1 }
    if let names = context.snapshot.manifest.marketingSources {
      var total = Total()
      for name in Set(names) {
        if let code = deals.source.vocabulary.code(of: name) {
          total = total + bySource[Int(code) + 1]
        }
      }
      marketing = total
    }
    var weekTotals = weeks
    var byWeek = weekTotals.mutableSpan
    let recent = all.rows(.createdInWeeks)
    let (recentPlace, amount, born) = (
      recent.span, columns.weekAmounts.span, columns.weekDays.span
    )
    let monday = all.scope.firstWeek.number
    for position in 0..<recentPlace.count where pass[Int(recentPlace[position])] != 0 {
      let week = UInt32(truncatingIfNeeded: born[position] &- monday) / 7
      byWeek[Int(week)].add(amount[position])
    }
    weeks = weekTotals
    let year = all.rows(.createdTrailing)
    let (yearPlace, standing) = (year.span, columns.standings.span)
    let won = Standing.won.rawValue
    var winners = 0
    for position in 0..<yearPlace.count {
      let isWon: UInt8 = standing[position] == won ? 1 : 0
      winners &+= Int(isWon & pass[Int(yearPlace[position])])
    }
    cohortWon = winners
  }

  private mutating func addClosed(_ context: AnswerContext) {
    let (columns, all) = (context.base.pipeline(context), context.selection.candidates)
    let passes = context.selection.passes
    let pass = passes.span
    var (wins, losses, winsOfYear) = (Total(), Total(), Total())
    for (position, place) in all.rows(.won).enumerated() where passes[Int(place)] != 0 {
      wins.add(columns.won.amounts[position])
      cycle.add(columns.won.length(position))
    }
    for (position, place) in all.rows(.lost).enumerated() where passes[Int(place)] != 0 {
      losses.add(columns.lost.amounts[position])
    }
    let year = all.rows(.wonTrailing)
    let trailing = columns.wonTrailing
    let (place, amount) = (year.span, trailing.amounts.span)
    let (closed, born) = (trailing.closed.span, trailing.created.span)
    var (days, cycles) = (0, 0)
    for position in 0..<place.count where pass[Int(place[position])] != 0 {
      winsOfYear.add(amount[position])
      let length = closed[position] &- born[position]
      days &+= Int(max(0, length))
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

  /// O(P): amount × chance to win of those whose chance is known, rounded once a deal, and how many
  /// deals there are in all.
  package func weightedDue() -> (expected: Total, deals: Int) {
    let list = selection.candidates.rows(.openInPeriod)
    let (chances, passes) = (base.pipeline(self).due.expected, selection.passes)
    let (place, chance, pass) = (list.span, chances.span, passes.span)
    var (expected, deals) = (Total(), 0)
    for position in 0..<place.count where pass[Int(place[position])] != 0 {
      deals &+= 1
      let part = chance[position]
      if part != PipelineColumns.Due.unknown { expected.add(part) }
    }
    return (expected, deals)
  }

  /// Deals with what each adds to a sum.
  func rowSet(_ deals: [Int32]) -> RowSet {
    let amounts = book.state.amount
    return RowSet(.deals, rows: deals, amounts: deals.map { amounts[Int($0)] })
  }
}
