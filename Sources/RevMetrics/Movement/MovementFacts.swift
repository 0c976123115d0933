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
  private let picked: MovementPick?

  /// The movement from t0 of the question to its as-of day.
  init(_ context: AnswerContext) {
    let question = context.question
    let from = question.since ?? question.asOf - 7
    if from >= question.asOf {
      self.init(obstacle: "the movement would begin on \(from), not before \(question.asOf)")
    } else {
      self.init(
        context, MovementSpan(from: from, to: question.asOf, window: question.period))
    }
  }

  /// The movement of the period: from the day before it to E.
  static func ofPeriod(_ context: AnswerContext) -> MovementFacts {
    let question = context.question
    guard question.hasBegun else { return MovementFacts(obstacle: Self.notBegun) }
    return MovementFacts(context, MovementSpan(ofPeriod: question))
  }

  package static let notBegun = "the period has not begun"

  private init(obstacle: String) {
    self.init(obstacle: obstacle, movement: nil, picked: nil)
  }

  private init(obstacle: String?, movement: Movement?, picked: MovementPick?) {
    self.obstacle = obstacle
    self.movement = movement
    self.picked = picked
    lines = picked?.lines ?? []
  }

  private init(_ context: AnswerContext, _ span: MovementSpan) {
    if let reason = context.obstacle(.deals) {
      self.init(obstacle: reason)
      return
    }
    guard let history = context.snapshot.history else {
      self.init(obstacle: "\(TableName.dealHistory.file) is missing")
      return
    }
    let pick = MovementPick(context, history, span)
    self.init(obstacle: nil, movement: Self.balance(pick.lines, span), picked: pick)
  }

  private static func balance(_ lines: [MovementLine], _ span: MovementSpan) -> Movement {
    let positions = Movement.Bucket.allCases.map(\.position)
    var totals = [Total](repeating: Total(), count: positions.count)
    let (up, down) = (Movement.Bucket.increased.position, Movement.Bucket.decreased.position)
    var (start, end) = (Total(), Total())
    for line in lines {
      if let entry = line.entry {
        totals[entry.position].add(line.before)
      } else {
        start.add(line.before)
      }
      if let exit = line.exit {
        totals[exit.position].add(line.after)
      } else {
        end.add(line.after)
      }
      if line.after > line.before {
        totals[up].add(line.after - line.before)
      } else if line.after < line.before {
        totals[down].add(line.before - line.after)
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

  /// What was pushed out, as each owner alone would see it, by slot of the owner.
  func pushedOut(by slots: OwnerSlots) -> [Total] {
    picked?.pushedOut(by: slots) ?? [Total](repeating: Total(), count: slots.count)
  }
}
