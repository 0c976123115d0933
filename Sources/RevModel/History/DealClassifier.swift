import RevBase

/// What a deal's stage and category mean on a day.
struct DealClassifier {
  private let day: Int32
  /// Whether it is the snapshot's own day, on which deals.csv says everything.
  private let isHome: Bool
  private let names: Int
  private let lookup: [Int16]
  private let pipeline: [Int32]
  private let stageNow: [UInt16]
  private let everChanged: [UInt64]
  /// By stage row + 1; the first is the unknown stage.
  private let outcomes: [UInt8]
  private let defaults: [UInt8]

  init(_ snapshot: Snapshot, on day: Day) {
    self.day = day.number
    isHome = day == snapshot.manifest.asOf
    names = snapshot.stages.names.count
    lookup = snapshot.stages.lookup
    pipeline = snapshot.deals.pipeline
    stageNow = snapshot.deals.stage
    everChanged =
      snapshot.history?.categoryChanged.words
      ?? [UInt64](repeating: 0, count: (snapshot.deals.count + 63) / 64)
    outcomes =
      [Standing.unknown.rawValue]
      + snapshot.stages.rows.map {
        switch $0.outcome {
        case .won: Standing.won.rawValue
        case .lost: Standing.lost.rawValue
        case .open: $0.qualified ? Standing.open.rawValue : Standing.unqualified.rawValue
        }
      }
    defaults =
      [StageTable.Category.pipeline.rawValue] + snapshot.stages.rows.map(\.category.rawValue)
  }

  /// Row of `StageTable.rows` of a deal in a stage; −1 when the stage is not known.
  @inline(__always)
  func stageRow(_ row: Int, _ name: UInt16) -> Int {
    let name = Int(name)
    return name < names ? Int(lookup[Int(pipeline[row] &+ 1) &* names &+ name]) : -1
  }

  /// The category that counts: the deal's own, or its stage's default.
  ///
  /// A category that never changed belongs to the stage that the deal is in now.
  @inline(__always)
  func category(_ row: Int, _ name: UInt16, _ known: Int, _ written: UInt8) -> UInt8 {
    var word = written
    if !isHome, name != stageNow[row],
      everChanged[row >> 6] >> UInt64(truncatingIfNeeded: row & 63) & 1 == 0
    {
      word = DealTable.WrittenCategory.blank.rawValue
    }
    switch word {
    case DealTable.WrittenCategory.blank.rawValue: return defaults[known + 1]
    case DealTable.WrittenCategory.omitted.rawValue:
      return StageTable.Category.omitted.rawValue
    case DealTable.WrittenCategory.bestCase.rawValue:
      return StageTable.Category.bestCase.rawValue
    case DealTable.WrittenCategory.commit.rawValue: return StageTable.Category.commit.rawValue
    default: return StageTable.Category.pipeline.rawValue
    }
  }

  /// Raw value of `Standing`.
  @inline(__always)
  func standing(_ known: Int, _ category: UInt8, created: Int32) -> UInt8 {
    if created > day { return Standing.absent.rawValue }
    let stands = outcomes[known + 1]
    if stands == Standing.open.rawValue, category == StageTable.Category.omitted.rawValue {
      return Standing.omitted.rawValue
    }
    return stands
  }
}
