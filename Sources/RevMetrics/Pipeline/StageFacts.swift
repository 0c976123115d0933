import RevBase
import RevModel

/// How deals go through the open stages: `tables.stages` of the book.
package struct StageFacts: Sendable {
  /// Open stages by pipeline, then position.
  package private(set) var lines: [StageLine]
  /// Place in `lines` by row of `StageTable.rows`; −1 for stages that are not open.
  private var places: [Int]

  init(_ context: AnswerContext) {
    let stages = context.snapshot.stages
    let order = Self.order(stages)
    lines = order.map { row in
      let stage = stages.rows[row]
      return StageLine(
        row: row, stage: stages.title(row), pipeline: stages.pipelines[stage.pipeline],
        position: stage.position)
    }
    places = [Int](repeating: -1, count: stages.rows.count)
    for (place, row) in order.enumerated() { places[row] = place }
    countOpen(context)
    guard context.snapshot.history != nil else { return }
    followVisits(context)
    measureAges(context)
    markBottleneck()
  }

  /// The default pipeline first, the others by the bytes of their names; inside by position.
  private static func order(_ stages: StageTable) -> [Int] {
    let open = stages.rows.indices.filter { stages.rows[$0].outcome == .open }
    let names = stages.rows.map { Array((stages.pipelines[$0.pipeline] ?? "").utf8) }
    return open.sorted { a, b in
      if names[a] != names[b] { return names[a].lexicographicallyPrecedes(names[b]) }
      let (left, right) = (stages.rows[a].position, stages.rows[b].position)
      return left == right ? a < b : left < right
    }
  }

  private mutating func countOpen(_ context: AnswerContext) {
    var totals = [Total](repeating: Total(), count: places.count)
    for id in context.selection.openInPeriod {
      let stage = Int(context.book.stageRow[Int(id)])
      totals[stage].add(context.book.state.amount[Int(id)])
    }
    for place in lines.indices { lines[place].tally = totals[lines[place].row].tally }
  }

  private mutating func followVisits(_ context: AnswerContext) {
    let (snapshot, question, book) = (context.snapshot, context.question, context.book)
    var tally = VisitTally(
      stages: snapshot.stages.rows.count, from: question.trailing.start.number,
      to: question.end.number, asOf: question.asOf.number)
    // Deals whose stage is not the one that their history ends in have a trail of their own.
    var special: Set<Int> = []
    if question.asOf == snapshot.manifest.asOf, let history = snapshot.history {
      special.formUnion(history[.stage].corrected.map { Int($0) })
    }
    for change in question.whatIf {
      if case .stage = change.change { special.insert(change.deal) }
    }
    var standing = context.selection.standing
    for deal in special where standing[deal] != Standing.absent.rawValue {
      let trail = StageTrail(
        ofDeal: deal, in: snapshot, through: question.asOf, endingIn: book.state.stage[deal])
      tally.add(
        StageVisits.visits(of: trail, in: snapshot.stages), standing: standing[deal])
      standing[deal] = Standing.absent.rawValue
    }
    tally.add(context.memory.visits(), standing: standing)
    for place in lines.indices { tally.fill(&lines[place]) }
  }

  /// Days that today's deals of O have been in their stage.
  private mutating func measureAges(_ context: AnswerContext) {
    let book = context.book
    let (stageRows, sinces, today) = (book.stageRow, book.stageSince, book.day.number)
    var ages = DayHistogram(groups: places.count)
    let (stageRow, since) = (stageRows.span, sinces.span)
    for id in context.selection.open {
      ages.add(today &- since[Int(id)], to: Int(stageRow[Int(id)]))
    }
    for place in lines.indices { lines[place].medianAge = ages.median(of: lines[place].row) }
  }

  /// The stage with the lowest conversion among those that 20 deals have left.
  private mutating func markBottleneck() {
    var worst: Int?
    for (place, line) in lines.enumerated() {
      guard let advanced = line.advanced, let lost = line.lost, advanced + lost >= 20 else {
        continue
      }
      guard let best = worst, let a = lines[best].advanced, let l = lines[best].lost else {
        worst = place
        continue
      }
      if advanced * (a + l) < a * (advanced + lost) { worst = place }
    }
    if let worst { lines[worst].isBottleneck = true }
  }
}

/// Counts first stays by stage.
private struct VisitTally {
  private enum Column {
    static let entered = 0, advanced = 1, lost = 2, open = 3, none = 4, count = 5
  }

  private let from: Int32
  private let to: Int32
  private let asOf: Int32
  /// By stage row and column.
  private var counts: [Int]
  /// Lengths in days of completed first stays that ended in the year, by stage row.
  private var lengths: DayHistogram
  /// By standing: the column of a deal that has not advanced.
  private let columns: [Int]

  init(stages: Int, from: Int32, to: Int32, asOf: Int32) {
    (self.from, self.to, self.asOf) = (from, to, asOf)
    counts = [Int](repeating: 0, count: stages * Column.count)
    lengths = DayHistogram(groups: stages)
    var columns = [Int](repeating: Column.none, count: 256)
    columns[Int(Standing.lost.rawValue)] = Column.lost
    for open in [Standing.open, .omitted, .unqualified] {
      columns[Int(open.rawValue)] = Column.open
    }
    self.columns = columns
  }

  /// Adds the visits of every deal whose standing is not absent.
  mutating func add(_ all: StageVisits, standing: [UInt8]) {
    let absent = Standing.absent.rawValue
    let (from, to, asOf) = (from, to, asOf)
    let (starts, latest, visits) = (all.starts.span, all.latest.span, all.visits.span)
    let byStanding = self.columns
    let (stands, columns) = (standing.span, byStanding.span)
    var (totals, days) = (counts, lengths.takeCounts())
    var tally = totals.mutableSpan
    var histogram = days.mutableSpan
    // Stays of a length without a place of its own; there are few.
    var unusual: [StageVisits.Visit] = []
    for deal in 0..<stands.count where latest[deal] >= from && stands[deal] != absent {
      let column = columns[Int(stands[deal])]
      for place in Int(starts[deal])..<Int(starts[deal + 1]) {
        let visit = visits[place]
        let stage = Int(visit.stage)
        if visit.left >= from && visit.left <= to {
          let length = Int(visit.left &- visit.entered)
          if length >= 0 && length < DayHistogram.span {
            histogram[stage &* DayHistogram.span &+ length] &+= 1
          } else {
            unusual.append(visit)
          }
        }
        if visit.entered < from || visit.entered > to { continue }
        tally[stage &* Column.count] &+= 1
        // Nobody can guess who advanced: chosen by a multiplication, not by a branch.
        let hasAdvanced = visit.advanced <= asOf ? 1 : 0
        let chosen = column &+ (Column.advanced &- column) &* hasAdvanced
        tally[stage &* Column.count &+ chosen] &+= 1
      }
    }
    counts = totals
    lengths.putBack(days)
    for visit in unusual { lengths.add(visit.left &- visit.entered, to: Int(visit.stage)) }
  }

  mutating func add(_ visits: [StageVisits.Visit], standing: UInt8) {
    let column = columns[Int(standing)]
    for visit in visits {
      let first = Int(visit.stage) * Column.count
      if visit.left >= from && visit.left <= to {
        lengths.add(visit.left &- visit.entered, to: Int(visit.stage))
      }
      if visit.entered < from || visit.entered > to { continue }
      counts[first] += 1
      counts[first + (visit.advanced <= asOf ? Column.advanced : column)] += 1
    }
  }

  func fill(_ line: inout StageLine) {
    let first = line.row * Column.count
    let (advanced, lost) = (counts[first + Column.advanced], counts[first + Column.lost])
    line.entered = counts[first]
    line.advanced = advanced
    line.lost = lost
    line.open = counts[first + Column.open]
    line.conversion = advanced + lost == 0 ? nil : Double(advanced) / Double(advanced + lost)
    line.medianDays = lengths.median(of: line.row)
  }
}
