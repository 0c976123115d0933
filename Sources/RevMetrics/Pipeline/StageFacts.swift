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
    followStays(context)
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
    let (due, passes) = (context.base.pipeline(context).due, context.selection.passes)
    let list = context.selection.candidates.rows(.openInPeriod)
    for position in list.indices where passes[Int(list[position])] != 0 {
      totals[Int(due.stages[position])].add(due.amounts[position])
    }
    for place in lines.indices { lines[place].tally = totals[lines[place].row].tally }
  }

  private mutating func followStays(_ context: AnswerContext) {
    context.base.stays(context).fill(&lines)
  }

  /// Days that today's deals of O have been in their stage.
  private mutating func measureAges(_ context: AnswerContext) {
    let (open, passes) = (context.base.pipeline(context).open, context.selection.passes)
    var ages = DayHistogram(groups: places.count)
    let list = context.selection.candidates.rows(.open)
    let (row, pass) = (list.span, passes.span)
    let (stage, since) = (open.stages.span, open.since.span)
    let today = context.question.asOf.number
    for position in 0..<row.count where pass[Int(row[position])] != 0 {
      ages.add(today &- since[position], to: Int(stage[position]))
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
