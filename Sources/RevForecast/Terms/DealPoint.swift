import RevBase
import RevModel

/// What the forecast knows about one open deal on one day.
struct DealPoint: Sendable, Equatable {
  var row: Int32
  var stage: Int16
  /// Days in the stage, and since the deal (or its reopening) began.
  var age: Int32
  var life: Int32
  /// Days since the last activity, or since it began.
  var idle: Int32
  /// Day number; unknown where blank.
  var due: Int32
  /// Hundredths; 0 or less when not sized.
  var amount: Int64
  var owner: UInt16
  var segment: UInt16
  var pushes: UInt8
  /// Raw value of `StageTable.Category`.
  var category: UInt8
}

extension Walk {
  /// An open deal as it stands today.
  func point(_ row: Int) -> DealPoint {
    DealPoint(
      row: Int32(truncatingIfNeeded: row), stage: stage[row], age: day - since[row],
      life: day - sojourn[row], idle: day - max(touched[row], sojourn[row]), due: due[row],
      amount: amount[row], owner: roster.owners.level(owner[row]), segment: roster.segment[row],
      pushes: pushes[row], category: countedCategory(row))
  }

  /// The deal's own category, or its stage's default, by the rules of a deal on an earlier day.
  private func countedCategory(_ row: Int) -> UInt8 {
    let snapshot = roster.snapshot
    let stageRow = snapshot.stages.row(
      pipeline: snapshot.deals.pipeline[row],
      name: stageName[row] == .max ? -1 : Int32(stageName[row]))
    let fallback =
      stageRow < 0
      ? StageTable.Category.pipeline.rawValue : snapshot.stages.rows[stageRow].category.rawValue
    let changed = snapshot.history?.categoryChanged[row] ?? false
    if !changed, stageName[row] != snapshot.deals.stage[row] { return fallback }
    return switch DealTable.WrittenCategory(rawValue: category[row]) {
    case .blank, .none: fallback
    case .omitted: StageTable.Category.omitted.rawValue
    case .bestCase: StageTable.Category.bestCase.rawValue
    case .commit: StageTable.Category.commit.rawValue
    case .pipeline, .closed, .other: StageTable.Category.pipeline.rawValue
    }
  }
}
