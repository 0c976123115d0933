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
    let visits = context.memory.visits()
    var standing = context.selection.standing
    // Deals whose stage is not the one that their history ends in have a trail of their own.
    var special: [Int] = []
    if question.asOf == snapshot.manifest.asOf, let history = snapshot.history {
      special = history[.stage].corrected.map { Int($0) }
    }
    for change in question.whatIf {
      if case .stage = change.change { special.append(change.deal) }
    }
    for deal in Set(special) where standing[deal] != Standing.absent.rawValue {
      let trail = StageTrail(
        ofDeal: deal, in: snapshot, through: question.asOf, endingIn: book.state.stage[deal])
      for visit in StageVisits.visits(of: trail, in: snapshot.stages) {
        tally.add(visit, standing: standing[deal])
      }
      standing[deal] = Standing.absent.rawValue
    }
    tally.add(visits, standing: standing)
    for place in lines.indices { tally.fill(&lines[place]) }
  }

  /// Days that today's deals of O have been in their stage.
  private mutating func measureAges(_ context: AnswerContext) {
    let book = context.book
    var ages = [[Int64]](repeating: [], count: places.count)
    for id in context.selection.open {
      let row = Int(id)
      ages[Int(book.stageRow[row])].append(Int64(book.day.number - book.stageSince[row]))
    }
    for place in lines.indices { lines[place].medianAge = Middle(ages[lines[place].row])?.mean }
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
  private let from: Int32
  private let to: Int32
  private let asOf: Int32
  private var entered: [Int]
  private var advanced: [Int]
  private var lost: [Int]
  private var open: [Int]
  /// Lengths in days of completed first stays that ended in the year.
  private var lengths: [[Int64]]

  init(stages: Int, from: Int32, to: Int32, asOf: Int32) {
    (self.from, self.to, self.asOf) = (from, to, asOf)
    entered = [Int](repeating: 0, count: stages)
    (advanced, lost, open) = (entered, entered, entered)
    lengths = [[Int64]](repeating: [], count: stages)
  }

  /// Adds the visits of every deal whose standing is not absent.
  mutating func add(_ all: StageVisits, standing: [UInt8]) {
    let (starts, latest, visits) = (all.starts.span, all.latest.span, all.visits.span)
    let stands = standing.span
    for deal in 0..<standing.count {
      if latest[deal] < from || stands[deal] == Standing.absent.rawValue { continue }
      for place in Int(starts[deal])..<Int(starts[deal + 1]) {
        add(visits[place], standing: stands[deal])
      }
    }
  }

  mutating func add(_ visit: StageVisits.Visit, standing: UInt8) {
    let stage = Int(visit.stage)
    if visit.left >= from && visit.left <= to {
      lengths[stage].append(Int64(visit.left) - Int64(visit.entered))
    }
    guard visit.entered >= from && visit.entered <= to else { return }
    entered[stage] += 1
    if visit.advanced <= asOf {
      advanced[stage] += 1
    } else if standing == Standing.lost.rawValue {
      lost[stage] += 1
    } else if standing == Standing.open.rawValue || standing == Standing.omitted.rawValue
      || standing == Standing.unqualified.rawValue
    {
      open[stage] += 1
    }
  }

  func fill(_ line: inout StageLine) {
    let row = line.row
    line.entered = entered[row]
    line.advanced = advanced[row]
    line.lost = lost[row]
    line.open = open[row]
    let left = advanced[row] + lost[row]
    line.conversion = left == 0 ? nil : Double(advanced[row]) / Double(left)
    line.medianDays = Middle(lengths[row])?.mean
  }
}
