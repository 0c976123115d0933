import RevBase
import RevModel

/// First stays counted by stage: what became of those that began in a year T, and how long those
/// took that ended in it.
struct StageTally: Sendable {
  private enum Column {
    static let advanced = 0, lost = 1, open = 2, none = 3
    static let count = 4

    /// By standing: the column of a deal that has not advanced.
    static var byStanding: [UInt8] {
      var columns = [UInt8](repeating: UInt8(none), count: 256)
      columns[Int(Standing.lost.rawValue)] = UInt8(lost)
      for open in [Standing.open, .omitted, .unqualified] {
        columns[Int(open.rawValue)] = UInt8(self.open)
      }
      return columns
    }
  }

  private let stages: Int
  private let asOf: Day
  private let trailing: Period
  /// By stage row and column.
  private var counts: [Int]
  /// Days that stays took, by stage row.
  private var lengths: DayHistogram

  /// Those of the deals that a question selects.
  init(_ context: AnswerContext) {
    self.init(empty: context)
    let special = Self.special(context)
    var passes = context.selection.passes
    for deal in special.rows { passes[Int(deal)] = 0 }
    let calendar = context.memory.stays()
    countBeginnings(calendar, passes, context.book.standing)
    countEndings(calendar, passes)
    for stay in calendar.unusual where passes[Int(stay.deal)] != 0 {
      add(stay.visit, context.book.standing[Int(stay.deal)])
    }
    for row in special.rows where context.selection.passes[Int(row)] != 0 { follow(row, context) }
  }

  init(empty context: AnswerContext) {
    stages = context.snapshot.stages.rows.count
    (asOf, trailing) = (context.question.asOf, context.question.trailing)
    counts = [Int](repeating: 0, count: stages * Column.count)
    lengths = DayHistogram(groups: stages)
  }

  /// Deals whose trail is not the one of their history: on the snapshot's own day deals.csv may put
  /// them in another stage, and anything may be supposed of a deal.
  private static func special(_ context: AnswerContext) -> BitSet {
    var special = BitSet(count: context.snapshot.deals.count)
    if context.question.asOf == context.snapshot.manifest.asOf,
      let history = context.snapshot.history
    {
      for deal in history[.stage].corrected { special[Int(deal)] = true }
    }
    for change in context.question.whatIf { special[change.deal] = true }
    return special
  }

  /// Counts what became of the stays that began in T.
  private mutating func countBeginnings(
    _ calendar: StayCalendar, _ passes: [UInt8], _ standings: [UInt8]
  ) {
    let (first, last) = (
      calendar.begun.slot(after: trailing.start - 1), calendar.begun.slot(after: trailing.end)
    )
    let columns = Column.byStanding
    let (stays, column) = (calendar.beginnings.span, columns.span)
    let (pass, standing) = (passes.span, standings.span)
    let asOf = asOf.number
    var counted = counts
    var count = counted.mutableSpan
    for slot in first..<max(first, last) {
      let known = asOf &- calendar.begun.days[slot]
      let (from, to) = (Int(calendar.begun.starts[slot]), Int(calendar.begun.starts[slot + 1]))
      for place in from..<to {
        let stay = stays[place]
        let deal = Int(stay.deal)
        let other = Int(column[Int(standing[deal])])
        let hasAdvanced = stay.gap != StayCalendar.never && Int32(stay.gap) <= known
        let cell = Int(stay.stage) &* Column.count &+ (hasAdvanced ? Column.advanced : other)
        // Nobody can guess who passes: added as 0 or 1, not by a branch.
        count[cell] &+= Int(pass[deal])
      }
    }
    counts = counted
  }

  /// Counts how long the stays took that ended in T.
  private mutating func countEndings(_ calendar: StayCalendar, _ passes: [UInt8]) {
    let range = calendar.ended.events(after: trailing.start - 1, through: trailing.end)
    lengths.add(calendar.endings, range, where: passes)
  }

  /// Counts the stays of a deal that has a trail of its own.
  private mutating func follow(_ row: Int32, _ context: AnswerContext) {
    let deal = Int(row)
    let trail = StageTrail(
      ofDeal: deal, in: context.snapshot, through: asOf, endingIn: context.book.state.stage[deal])
    for visit in StageVisits.visits(of: trail, in: context.snapshot.stages) {
      add(visit, context.book.standing[deal])
    }
  }

  /// Counts one stay of a deal that stands somewhere on the day.
  private mutating func add(_ visit: StageVisits.Visit, _ standing: UInt8) {
    if standing == Standing.absent.rawValue { return }
    let year = trailing.start.number...trailing.end.number
    if year.contains(visit.entered) {
      let column =
        visit.advanced <= asOf.number ? Column.advanced : Int(Column.byStanding[Int(standing)])
      counts[Int(visit.stage) * Column.count + column] += 1
    }
    if year.contains(visit.left) {
      lengths.add(visit.left &- visit.entered, to: Int(visit.stage))
    }
  }

  /// What the counts say of the lines of open stages.
  func fill(_ lines: inout [StageLine]) {
    for place in lines.indices {
      let row = lines[place].row
      func count(_ column: Int) -> Int { counts[row * Column.count + column] }
      let (advanced, lost, open) = (
        count(Column.advanced), count(Column.lost), count(Column.open)
      )
      lines[place].entered = advanced + lost + open + count(Column.none)
      lines[place].advanced = advanced
      lines[place].lost = lost
      lines[place].open = open
      lines[place].conversion =
        advanced + lost == 0 ? nil : Double(advanced) / Double(advanced + lost)
      lines[place].medianDays = lengths.median(of: row)
    }
  }
}

extension StageTally: Equatable {
  /// The same without the calendar: every deal's trail is followed by itself.
  ///
  /// It takes far longer. Tests compare both.
  init(following context: AnswerContext) {
    self.init(empty: context)
    for row in context.snapshot.deals.created.indices
    where context.selection.passes[row] != 0 { follow(Int32(row), context) }
  }
}
