import RevBase
import RevModel

/// First stays counted by stage: what became of those that began in a year T, and how long those
/// took that ended in it.
struct StageTally: Sendable, Equatable {
  private let stages: Int
  private let asOf: Day
  private let trailing: Period
  /// By stage row, whether the deal had advanced, and mark.
  private var counts: [Int]
  /// Days that stays took, by stage row.
  private var lengths: DayHistogram

  /// What is told of each deal in one byte: 0 for one that does not count, else its standing and 1.
  private static let marks = 8
  private static let cells = 2 * marks

  /// Those of the deals that a question selects.
  init(_ context: AnswerContext) {
    self.init(empty: context)
    let special = Self.special(context)
    var marks = Self.marks(context)
    for deal in special.rows { marks[Int(deal)] = 0 }
    let calendar = context.memory.stays()
    countBeginnings(calendar, marks)
    let year = calendar.ended.events(after: trailing.start - 1, through: trailing.end)
    lengths.add(calendar.endings, year, marks)
    for stay in calendar.unusual where marks[Int(stay.deal)] != 0 {
      add(stay.visit, context.book.standing[Int(stay.deal)])
    }
    for row in special.rows where context.selection.passes[Int(row)] != 0 { follow(row, context) }
  }

  /// Without any stay yet.
  init(empty context: AnswerContext) {
    stages = context.snapshot.stages.rows.count
    (asOf, trailing) = (context.question.asOf, context.question.trailing)
    counts = [Int](repeating: 0, count: stages * Self.cells)
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

  private static func marks(_ context: AnswerContext) -> [UInt8] {
    let (passes, standings) = (context.selection.passes, context.book.standing)
    let (pass, standing) = (passes.span, standings.span)
    var marks = [UInt8](repeating: 0, count: passes.count)
    var mark = marks.mutableSpan
    // 0 or all bits: no branch, since nobody can guess who passes.
    for row in 0..<mark.count { mark[row] = (0 &- pass[row]) & (standing[row] &+ 1) }
    return marks
  }

  /// Counts what became of the stays that began in T.
  private mutating func countBeginnings(_ calendar: StayCalendar, _ marks: [UInt8]) {
    let days = calendar.begun
    let (first, last) = (days.slot(after: trailing.start - 1), days.slot(after: trailing.end))
    let (stays, mark, asOf) = (calendar.beginnings.span, marks.span, asOf.number)
    var counted = counts
    var count = counted.mutableSpan
    for slot in first..<max(first, last) {
      let known = asOf &- days.days[slot]
      for place in Int(days.starts[slot])..<Int(days.starts[slot &+ 1]) {
        let stay = stays[place]
        let hasAdvanced = stay.gap != StayCalendar.never && Int32(stay.gap) <= known
        let cell = Int(stay.stage) &* Self.cells &+ (hasAdvanced ? Self.marks : 0)
        count[cell &+ Int(mark[Int(stay.deal)])] &+= 1
      }
    }
    // Who does not count was counted as well, rather than asked for.
    for stage in 0..<stages {
      (counted[stage * Self.cells], counted[stage * Self.cells + Self.marks]) = (0, 0)
    }
    counts = counted
  }

  /// Counts the stays of a deal that has a trail of its own.
  mutating func follow(_ row: Int32, _ context: AnswerContext) {
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
      let cell = Int(visit.stage) * Self.cells + (visit.advanced <= asOf.number ? Self.marks : 0)
      counts[cell + Int(standing) + 1] += 1
    }
    if year.contains(visit.left) {
      lengths.add(visit.left &- visit.entered, to: Int(visit.stage))
    }
  }

  /// What the counts say of the lines of open stages.
  func fill(_ lines: inout [StageLine]) {
    for place in lines.indices {
      let row = lines[place].row
      let cells = counts[(row * Self.cells)..<((row + 1) * Self.cells)]
      func count(_ standings: Standing...) -> Int {
        standings.reduce(0) { $0 + cells[cells.startIndex + Int($1.rawValue) + 1] }
      }
      let advanced = cells.suffix(Self.marks).reduce(0, +)
      let (lost, open) = (count(.lost), count(.open, .omitted, .unqualified))
      lines[place].entered = cells.reduce(0, +)
      lines[place].advanced = advanced
      lines[place].lost = lost
      lines[place].open = open
      lines[place].conversion =
        advanced + lost == 0 ? nil : Double(advanced) / Double(advanced + lost)
      lines[place].medianDays = lengths.median(of: row)
    }
  }
}
