import RevBase
import RevMetrics
import RevModel

/// The deals of each step of the movement.
struct MovementListing {
  private let facts: MovementFacts

  init(_ context: AnswerContext) { facts = Facts(context).movement }

  func listing(_ step: MovementStep) -> RowListing {
    if let obstacle = facts.obstacle { return RowListing(reason: obstacle) }
    switch step {
    case .bucket(let bucket):
      let lines = facts.lines(in: bucket)
      return RowListing(
        .deals, rows: lines.map(\.deal), amounts: lines.map { $0.amount(in: bucket).cents })
    case .start:
      let lines = facts.lines.filter { $0.entry == nil }
      return RowListing(.deals, rows: lines.map(\.deal), amounts: lines.map(\.before))
    case .end:
      let lines = facts.lines.filter { $0.exit == nil }
      return RowListing(.deals, rows: lines.map(\.deal), amounts: lines.map(\.after))
    case .unexplained:
      return RowListing(reason: "nothing should be unexplained: please report it")
    }
  }
}
