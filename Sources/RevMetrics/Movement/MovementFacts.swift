import RevBase
import RevModel

/// What moved in and out of the pipeline between two days, under the slicers of a question.
package struct MovementFacts: Sendable {
  /// Why it cannot be known; nil when it can.
  package let obstacle: String?
  /// The balance; nil exactly when there is an obstacle.
  package let movement: Movement?
  /// Every deal that was in on some day or was closed in between, in the order of deals.csv.
  package let lines: [MovementLine]

  /// The movement from t0 of the question to its as-of day.
  init(_ context: AnswerContext) {
    let question = context.question
    let from = question.since ?? question.asOf - 7
    if from >= question.asOf {
      self.init(obstacle: "the movement would begin on \(from), not before \(question.asOf)")
    } else {
      self.init(context, from: from, to: question.asOf)
    }
  }

  /// The movement of the period: from the day before it to E.
  static func ofPeriod(_ context: AnswerContext) -> MovementFacts {
    let question = context.question
    guard question.hasBegun else { return MovementFacts(obstacle: Self.notBegun) }
    return MovementFacts(context, from: question.period.start - 1, to: question.end)
  }

  package static let notBegun = "the period has not begun"

  private init(obstacle: String) {
    self.init(obstacle: obstacle, movement: nil, lines: [])
  }

  private init(obstacle: String?, movement: Movement?, lines: [MovementLine]) {
    self.obstacle = obstacle
    self.movement = movement
    self.lines = lines
  }

  private init(_ context: AnswerContext, from: Day, to: Day) {
    let snapshot = context.snapshot
    if let reason = context.obstacle(.deals) {
      self.init(obstacle: reason)
      return
    }
    guard let history = snapshot.history else {
      self.init(obstacle: "\(TableName.dealHistory.file) is missing")
      return
    }
    let span = MovementSpan(from: from, to: to, window: context.question.period)
    let supposed = to == context.question.asOf ? context.question.whatIf : []
    let ledger = context.memory.ledger(
      span, history, endingAt: supposed.isEmpty && to == context.book.day ? context.book : nil)
    var lines = Self.pick(ledger, context, leavingOut: Set(supposed.map { Int32($0.deal) }))
    for deal in Set(supposed.map(\.deal)).sorted() {
      let end = DealMoment(deal, in: context.book)
      guard end.standing != Standing.absent.rawValue,
        context.selection.filter.passesButOwner(deal, snapshot.deals)
      else { continue }
      let actual = DealMoment(deal, in: context.memory.book(on: to))
      let known = to == snapshot.manifest.asOf ? history.moment(deal, before: actual) : nil
      let line = ledger.walk.line(
        deal, endingIn: end, known: known ?? actual, filter: context.selection.filter)
      if let line { lines.append(line) }
    }
    if !supposed.isEmpty { lines.sort { $0.deal < $1.deal } }
    self.init(obstacle: nil, movement: Self.balance(lines, span), lines: lines)
  }

  /// The lines that pass the slicers.
  private static func pick(
    _ ledger: MovementLedger, _ context: AnswerContext, leavingOut supposed: Set<Int32>
  ) -> [MovementLine] {
    let (filter, deals) = (context.selection.filter, context.snapshot.deals)
    var result: [MovementLine] = []
    var next = 0
    for (place, line) in ledger.lines.enumerated() {
      let isHanded = next < ledger.handed.count && ledger.handed[next].place == place
      if isHanded { next += 1 }
      let row = Int(line.deal)
      guard filter.passesButOwner(row, deals) else { continue }
      if !supposed.isEmpty, supposed.contains(line.deal) { continue }
      if !filter.slicesOwners {
        result.append(line)
      } else if isHanded {
        let (_, end, known) = ledger.handed[next - 1]
        let own = ledger.walk.line(row, endingIn: end, known: known, filter: filter)
        if let own { result.append(own) }
      } else if filter.passes(owner: ledger.owners[place]) {
        result.append(line)
      }
    }
    return result
  }

  private static func balance(_ lines: [MovementLine], _ span: MovementSpan) -> Movement {
    var totals = [Total](repeating: Total(), count: Movement.Bucket.allCases.count)
    var (start, end) = (Total(), Total())
    for line in lines {
      if let entry = line.entry {
        totals[entry.position].add(line.before)
      } else {
        start.add(line.before)
      }
      if let exit = line.exit { totals[exit.position].add(line.after) } else { end.add(line.after) }
      if line.after > line.before {
        totals[Movement.Bucket.increased.position].add(line.after - line.before)
      } else if line.after < line.before {
        totals[Movement.Bucket.decreased.position].add(line.before - line.after)
      }
    }
    var movement = Movement(from: span.from, to: span.to)
    (movement.start, movement.end) = (start.tally, end.tally)
    for bucket in Movement.Bucket.allCases { movement[bucket] = totals[bucket.position].tally }
    return movement
  }

  /// The deals of a bucket, in the order of deals.csv.
  package func lines(in bucket: Movement.Bucket) -> [MovementLine] {
    lines.filter { $0.isIn(bucket) }
  }
}
