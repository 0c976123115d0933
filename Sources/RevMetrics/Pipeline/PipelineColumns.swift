import RevBase
import RevModel

/// What the sums of the pipeline read of each candidate, side by side, set by set.
///
/// Made once for a day, a period and the types of deals, so that a change of slicers reads a few
/// bytes of each candidate in order instead of gathering them from all over the book. Columns are
/// parallel to `DealCandidates.rows` of their set. Those of a day near by are moved: only deals that
/// changed in between are gathered.
struct PipelineColumns: Sendable, Equatable {
  /// O.
  struct Open: Sendable, Equatable {
    fileprivate(set) var amounts: [Int64] = []
    /// Place in `AgingLine.buckets`, and what else is told by the bits below.
    fileprivate(set) var marks: [UInt8] = []
    /// Row of `StageTable.rows`, and the day since which the deal is in the stage.
    fileprivate(set) var stages: [Int16] = []
    fileprivate(set) var since: [Int32] = []
    fileprivate var created: [Int32] = []
    fileprivate var close: [Int32] = []

    static let bucket: UInt8 = 7
    static let isPastDue: UInt8 = 8
    static let isBeforePeriod: UInt8 = 16
    static let isStale: UInt8 = 32
  }

  /// O(P).
  struct Due: Sendable, Equatable {
    fileprivate(set) var amounts: [Int64] = []
    /// Amount × probability, rounded once; `unknown` when the deal has no probability.
    fileprivate(set) var expected: [Int64] = []
    /// Raw values of `StageTable.Category`.
    fileprivate(set) var categories: [UInt8] = []
    fileprivate(set) var stages: [Int16] = []
    static let unknown = Int64.min
  }

  /// C(P), the 26 weeks and C(T).
  struct Created: Sendable, Equatable {
    fileprivate(set) var amounts: [Int64] = []
    /// Code of the source; −1 for blank.
    fileprivate(set) var sources: [Int32] = []
    fileprivate(set) var weekAmounts: [Int64] = []
    /// The days of creation of the 26 weeks.
    fileprivate(set) var weekDays: [Int32] = []
    /// Of C(T): raw values of `Standing`.
    fileprivate(set) var standings: [UInt8] = []
  }

  /// W(P), L(P) or W(T).
  struct Closed: Sendable, Equatable {
    fileprivate(set) var amounts: [Int64] = []
    fileprivate(set) var created: [Int32] = []
    fileprivate(set) var closed: [Int32] = []

    /// Days from creation to closing.
    @inline(__always)
    func length(_ position: Int) -> Int32 { closed[position] &- created[position] }
  }

  private(set) var open = Open()
  private(set) var due = Due()
  private(set) var created = Created()
  private(set) var won = Closed()
  private(set) var lost = Closed()
  private(set) var wonTrailing = Closed()
  /// Whether anybody can tell which deals are stale.
  let knowsStale: Bool

  /// - Parameters:
  ///   - old: the columns of another day, when they are at hand.
  ///   - changes: by `DealCandidates.Member` how the sets follow from those of that day.
  init(_ context: AnswerContext, from old: PipelineColumns? = nil, _ changes: [SetChange] = []) {
    knowsStale = Freshness.obstacle(context.snapshot) == nil
    let source = ColumnSource(context.selection.candidates, changes)
    let (deals, book) = (context.snapshot.deals, context.book)
    open.amounts = source.column(.open, old?.open.amounts, book.state.amount)
    open.stages = source.column(.open, old?.open.stages, book.stageRow)
    open.since = source.column(.open, old?.open.since, book.stageSince)
    open.created = source.column(.open, old?.open.created, deals.created)
    open.close = source.column(.open, old?.open.close, book.state.close)
    open.marks = marks(context)
    due.amounts = source.column(.openInPeriod, old?.due.amounts, book.state.amount)
    due.categories = source.column(.openInPeriod, old?.due.categories, book.category)
    due.stages = source.column(.openInPeriod, old?.due.stages, book.stageRow)
    due.expected = expected(context)
    created.amounts = source.column(.created, old?.created.amounts, book.state.amount)
    created.sources = source.column(.created, old?.created.sources, deals.source.codes)
    created.weekAmounts = source.column(
      .createdInWeeks, old?.created.weekAmounts, book.state.amount)
    created.weekDays = source.column(.createdInWeeks, old?.created.weekDays, deals.created)
    created.standings = source.column(.createdTrailing, old?.created.standings, book.standing)
    won = Self.closed(.won, old?.won, source, context)
    lost = Self.closed(.lost, old?.lost, source, context)
    wonTrailing = Self.closed(.wonTrailing, old?.wonTrailing, source, context)
  }

  private static func closed(
    _ member: DealSelection.Member, _ old: Closed?, _ source: ColumnSource, _ context: AnswerContext
  ) -> Closed {
    var columns = Closed()
    columns.amounts = source.column(member, old?.amounts, context.book.state.amount)
    columns.created = source.column(member, old?.created, context.snapshot.deals.created)
    columns.closed = source.column(member, old?.closed, context.book.closed)
    return columns
  }

  /// What the day says of each deal of O.
  private func marks(_ context: AnswerContext) -> [UInt8] {
    let asOf = context.question.asOf
    let (today, p0) = (asOf.number, context.question.period.start.number)
    let fresh = knowsStale ? context.memory.freshness(on: asOf) : nil
    // Whoever was created before and not touched since is stale.
    let (touchedWords, horizon) = (fresh?.words ?? [], today &- Int32(Freshness.days))
    let list = context.selection.candidates.rows(.open)
    let (rows, touched) = (list.span, touchedWords.span)
    let (close, created) = (open.close.span, open.created.span)
    let unknown = Day.unknownNumber
    var marks = [UInt8](repeating: 0, count: list.count)
    var mark = marks.mutableSpan
    for position in 0..<rows.count {
      let (day, born) = (close[position], created[position])
      var bits = UInt8(truncatingIfNeeded: PipelineFacts.agingBucket(today &- born))
      if day != unknown {
        if day < today { bits |= Open.isPastDue }
        if day < p0 { bits |= Open.isBeforePeriod }
      }
      if knowsStale, born < horizon {
        let row = Int(rows[position])
        let word = touched[row >> 6]
        if word &>> UInt64(truncatingIfNeeded: row & 63) & 1 == 0 { bits |= Open.isStale }
      }
      mark[position] = bits
    }
    return marks
  }

  /// Amount × probability of each deal of O(P).
  private func expected(_ context: AnswerContext) -> [Int64] {
    let chances = ChanceTable(context)
    let rows = context.selection.candidates.rows(.openInPeriod)
    var expected = [Int64](repeating: Due.unknown, count: rows.count)
    for position in rows.indices {
      let chance = chances[Int(rows[position])]
      if chance >= 0 {
        expected[position] = Exact.product(cents: due.amounts[position], billionths: chance)
      }
    }
    return expected
  }
}

/// Where columns come from: those of another day, or all of the book.
private struct ColumnSource {
  private let candidates: DealCandidates
  private let changes: [SetChange]

  init(_ candidates: DealCandidates, _ changes: [SetChange]) {
    (self.candidates, self.changes) = (candidates, changes)
  }

  /// The values of the deals of a set.
  func column<Value: BitwiseCopyable & ExpressibleByIntegerLiteral>(
    _ member: DealCandidates.Member, _ old: [Value]?, _ values: [Value]
  ) -> [Value] {
    if let old { return changes[member.rawValue].moved(old, from: values) }
    let list = candidates.rows(member)
    var result = [Value](repeating: 0, count: list.count)
    let (value, rows) = (values.span, list.span)
    var target = result.mutableSpan
    for position in 0..<rows.count { target[position] = value[Int(rows[position])] }
    return result
  }
}

extension SetChange {
  /// A column that lies parallel to the rows.
  ///
  /// - Parameters:
  ///   - column: the column before.
  ///   - values: what it holds of every deal now.
  fileprivate func moved<Value: BitwiseCopyable & ExpressibleByIntegerLiteral>(
    _ column: [Value], from values: [Value]
  ) -> [Value] {
    var result = [Value](repeating: 0, count: rows.count)
    let (old, source) = (column.span, sources.span)
    let (value, row, places) = (values.span, rows.span, fresh.span)
    var target = result.mutableSpan
    // Where everything is fresh there may be nothing to copy from.
    if !old.isEmpty {
      for position in 0..<source.count { target[position] = old[Int(source[position])] }
    }
    for place in 0..<places.count {
      let position = Int(places[place])
      target[position] = value[Int(row[position])]
    }
    return result
  }
}
