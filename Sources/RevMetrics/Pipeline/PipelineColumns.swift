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
    // Whoever was created before and not touched since is stale.
    let (touchedWords, horizon) = (fresh?.words ?? [], today &- Int32(Freshness.days))
    let (closes, births) = (book.state.close, context.snapshot.deals.created)
    let (close, created, touched) = (closes.span, births.span, touchedWords.span)
    let (places, sinces) = (all.places(.open), book.stageSince)
    let (place, rows, since) = (places.span, all.rows.span, sinces.span)
    var columns = Open(
      amounts: gathered(book.state.amount, places, all), marks: [], stages: [], daysInStage: [])
    var marks = [UInt8](repeating: 0, count: places.count)
    var days = [Int32](repeating: 0, count: places.count)
    do {
      var mark = marks.mutableSpan
      var inStage = days.mutableSpan
      for position in 0..<place.count {
        let row = Int(rows[Int(place[position])])
        let (day, born) = (close[row], created[row])
        var bits = UInt8(truncatingIfNeeded: PipelineFacts.agingBucket(today &- born))
        if day != Day.unknownNumber {
          if day < today { bits |= Open.isPastDue }
          if day < p0 { bits |= Open.isBeforePeriod }
        }
        if knowsStale, born < horizon {
          let word = touched[row >> 6]
          if word &>> UInt64(truncatingIfNeeded: row & 63) & 1 == 0 { bits |= Open.isStale }
        }
        mark[position] = bits
        inStage[position] = today &- since[row]
      }
    }
    columns.marks = marks
    columns.stages = gathered(book.stageRow, places, all).map { Int32($0) }
    columns.daysInStage = days
    return columns
  }

  /// The values of the deals of a set.
  private static func gathered<Value: BitwiseCopyable & ExpressibleByIntegerLiteral>(
    _ values: [Value], _ places: [Int32], _ all: DealCandidates
  ) -> [Value] {
    var result = [Value](repeating: 0, count: places.count)
    let (value, place, rows) = (values.span, places.span, all.rows.span)
    var target = result.mutableSpan
    for position in 0..<place.count { target[position] = value[Int(rows[Int(place[position])])] }
    return result
  }

  private static func due(_ context: AnswerContext) -> Due {
    let (all, book) = (context.selection.candidates, context.book)
    let places = all.places(.openInPeriod)
    let chances = ChanceTable(context)
    var columns = Due(
      amounts: gathered(book.state.amount, places, all), expected: [],
      categories: gathered(book.category, places, all),
      stages: gathered(book.stageRow, places, all).map { Int32($0) })
    columns.expected.reserveCapacity(places.count)
    for (position, place) in places.enumerated() {
      let chance = chances[Int(all.rows[Int(place)])]
      columns.expected.append(
        chance >= 0
          ? Exact.product(cents: columns.amounts[position], billionths: chance) : Due.unknown)
    }
    return columns
  }

  private static func created(_ context: AnswerContext) -> Created {
    let (all, book, deals) = (context.selection.candidates, context.book, context.snapshot.deals)
    let (period, weeks) = (all.places(.created), all.places(.createdInWeeks))
    var columns = Created()
    columns.amounts = gathered(book.state.amount, period, all)
    columns.sources = gathered(deals.source.codes, period, all).map { $0 &+ 1 }
    columns.weekAmounts = gathered(book.state.amount, weeks, all)
    let monday = all.scope.firstWeek.number
    columns.weeks = gathered(deals.created, weeks, all).map {
      UInt8(truncatingIfNeeded: ($0 &- monday) / 7)
    }
    let won = Standing.won.rawValue
    columns.isWon = gathered(book.standing, all.places(.createdTrailing), all).map {
      $0 == won ? 1 : 0
    }
    return columns
  }

  private static func closed(_ member: DealSelection.Member, _ context: AnswerContext) -> Closed {
    let (all, book) = (context.selection.candidates, context.book)
    let places = all.places(member)
    let births = gathered(context.snapshot.deals.created, places, all)
    var columns = Closed()
    columns.amounts = gathered(book.state.amount, places, all)
    columns.lengths = gathered(book.closed, places, all)
    for position in births.indices { columns.lengths[position] &-= births[position] }
    return columns
  }
}
