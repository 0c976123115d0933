import RevBase
import RevModel

/// What the sums of the pipeline read of each candidate, side by side, set by set.
///
/// Made once for a day, a period and the types of deals, so that a change of slicers reads a few
/// bytes of each candidate in order instead of gathering them from all over the book. Columns are
/// parallel to `DealCandidates.places` of their set.
struct PipelineColumns: Sendable {
  /// O.
  struct Open: Sendable {
    var amounts: [Int64] = []
    /// Place in `AgingLine.buckets`, and what else is told by the bits below.
    var marks: [UInt8] = []
    /// Row of `StageTable.rows`, and the days since the deal entered the stage.
    var stages: [Int32] = []
    var daysInStage: [Int32] = []

    static let bucket: UInt8 = 7
    static let isPastDue: UInt8 = 8
    static let isBeforePeriod: UInt8 = 16
    static let isStale: UInt8 = 32
  }

  /// O(P).
  struct Due: Sendable {
    var amounts: [Int64] = []
    /// Amount × probability, rounded once; `unknown` when the deal has no probability.
    var expected: [Int64] = []
    /// Raw values of `StageTable.Category`.
    var categories: [UInt8] = []
    var stages: [Int32] = []
    static let unknown = Int64.min
  }

  /// C(P), the 26 weeks and C(T).
  struct Created: Sendable {
    var amounts: [Int64] = []
    /// Code of the source, plus one.
    var sources: [Int32] = []
    var weekAmounts: [Int64] = []
    var weeks: [UInt8] = []
    /// Of C(T): 1 for deals that are won.
    var isWon: [UInt8] = []
  }

  /// W(P), L(P) or W(T).
  struct Closed: Sendable {
    var amounts: [Int64] = []
    /// Days from creation to closing.
    var lengths: [Int32] = []
  }

  let open: Open
  let due: Due
  let created: Created
  let won: Closed
  let lost: Closed
  let wonTrailing: Closed
  /// Whether anybody can tell which deals are stale.
  let knowsStale: Bool

  init(_ context: AnswerContext) {
    knowsStale = Freshness.obstacle(context.snapshot) == nil
    open = Self.open(context, knowsStale: knowsStale)
    due = Self.due(context)
    created = Self.created(context)
    won = Self.closed(.won, context)
    lost = Self.closed(.lost, context)
    wonTrailing = Self.closed(.wonTrailing, context)
  }

  private static func open(_ context: AnswerContext, knowsStale: Bool) -> Open {
    let (all, book) = (context.selection.candidates, context.book)
    let asOf = context.question.asOf
    let (today, p0) = (asOf.number, context.question.period.start.number)
    let fresh = knowsStale ? context.memory.freshness(on: asOf) : nil
    let (amounts, closes, births) = (
      book.state.amount, book.state.close, context.snapshot.deals.created
    )
    let (amount, close, created) = (amounts.span, closes.span, births.span)
    let (stageRows, sinces) = (book.stageRow, book.stageSince)
    let list = all.places(.open)
    var columns = Open()
    columns.amounts.reserveCapacity(list.count)
    columns.marks.reserveCapacity(list.count)
    columns.stages.reserveCapacity(list.count)
    columns.daysInStage.reserveCapacity(list.count)
    for place in list {
      let row = Int(all.rows[Int(place)])
      let (day, born) = (close[row], created[row])
      var mark = UInt8(truncatingIfNeeded: PipelineFacts.agingBucket(today &- born))
      if day != Day.unknownNumber {
        if day < today { mark |= Open.isPastDue }
        if day < p0 { mark |= Open.isBeforePeriod }
      }
      if let fresh, fresh.isStale(row, created: born) { mark |= Open.isStale }
      columns.amounts.append(amount[row])
      columns.marks.append(mark)
      columns.stages.append(Int32(stageRows[row]))
      columns.daysInStage.append(today &- sinces[row])
    }
    return columns
  }

  private static func due(_ context: AnswerContext) -> Due {
    let (all, book) = (context.selection.candidates, context.book)
    let (amounts, categories, stageRows) = (book.state.amount, book.category, book.stageRow)
    let chances = ChanceTable(context)
    var columns = Due()
    for place in all.places(.openInPeriod) {
      let row = Int(all.rows[Int(place)])
      let chance = chances[row]
      columns.amounts.append(amounts[row])
      columns.expected.append(
        chance >= 0 ? Exact.product(cents: amounts[row], billionths: chance) : Due.unknown)
      columns.categories.append(categories[row])
      columns.stages.append(Int32(stageRows[row]))
    }
    return columns
  }

  private static func created(_ context: AnswerContext) -> Created {
    let (all, book, deals) = (context.selection.candidates, context.book, context.snapshot.deals)
    let (amounts, standings) = (book.state.amount, book.standing)
    let (sources, births) = (deals.source.codes, deals.created)
    var columns = Created()
    for place in all.places(.created) {
      let row = Int(all.rows[Int(place)])
      columns.amounts.append(amounts[row])
      columns.sources.append(sources[row] &+ 1)
    }
    let monday = all.scope.firstWeek.number
    for place in all.places(.createdInWeeks) {
      let row = Int(all.rows[Int(place)])
      columns.weekAmounts.append(amounts[row])
      columns.weeks.append(UInt8(truncatingIfNeeded: (births[row] &- monday) / 7))
    }
    let won = Standing.won.rawValue
    columns.isWon = all.places(.createdTrailing).map {
      standings[Int(all.rows[Int($0)])] == won ? 1 : 0
    }
    return columns
  }

  private static func closed(_ member: DealSelection.Member, _ context: AnswerContext) -> Closed {
    let (all, book) = (context.selection.candidates, context.book)
    let (amounts, closings, births) = (
      book.state.amount, book.closed, context.snapshot.deals.created
    )
    var columns = Closed()
    for place in all.places(member) {
      let row = Int(all.rows[Int(place)])
      columns.amounts.append(amounts[row])
      columns.lengths.append(closings[row] &- births[row])
    }
    return columns
  }
}
