import RevBase

/// What a deal's stage and category mean on a day.
///
/// Everything is a look-up: what the next deal is cannot be guessed, and a wrong guess costs more.
struct DealClassifier {
  /// Where one deal stands.
  struct Place {
    /// Row of `StageTable.rows`; −1 when the stage is not known.
    let stage: Int
    /// Raw value of `StageTable.Category`.
    let category: UInt8
    /// Raw value of `Standing`.
    let standing: UInt8
    let isClosed: Bool

    /// - Parameter packed: of `meanings`.
    @inline(__always)
    init(stage: Int, _ packed: UInt32) {
      self.stage = stage
      category = UInt8(truncatingIfNeeded: packed)
      standing = UInt8(truncatingIfNeeded: packed &>> 8)
      isClosed = packed &>> 16 != 0
    }
  }

  let day: Int32
  /// How many stages have a name; whatever is no name comes after them.
  let names: Int
  /// By pipeline + 1 and name: row of `StageTable.rows`, −1 for what is not known.
  let stages: [Int16]
  let pipeline: [Int32]
  let stageNow: [UInt16]
  /// One bit a deal whose written category holds whatever stage it is in. On the snapshot's own day
  /// these are all, since deals.csv says everything.
  let keepsCategory: [UInt64]
  /// By stage row + 1 and written category: what it means, packed. The lowest byte is the category
  /// that counts, the next one the standing, and the next one says whether that is won or lost.
  let meanings: [UInt32]
  /// Which bits of a packed meaning are there of a deal that is not created yet: the category, with
  /// 0 for `Standing.absent` above it.
  static let absent: UInt32 = 0xFF
  static let words = 8

  init(_ snapshot: Snapshot, on day: Day) {
    self.day = day.number
    let (names, lookup) = (snapshot.stages.names.count, snapshot.stages.lookup)
    self.names = names
    stages = (0..<(names == 0 ? 1 : lookup.count / names)).flatMap { pipeline in
      lookup[pipeline * names..<(pipeline + 1) * names] + [-1]
    }
    pipeline = snapshot.deals.pipeline
    stageNow = snapshot.deals.stage
    let isHome = day == snapshot.manifest.asOf
    let words = (snapshot.deals.count + 63) / 64
    keepsCategory =
      isHome
      ? [UInt64](repeating: .max, count: words)
      : snapshot.history?.categoryChanged.words ?? [UInt64](repeating: 0, count: words)
    let known = snapshot.stages.rows.map { stage -> (Standing, StageTable.Category) in
      switch stage.outcome {
      case .won: (.won, stage.category)
      case .lost: (.lost, stage.category)
      case .open: (stage.qualified ? .open : .unqualified, stage.category)
      }
    }
    meanings = ([(.unknown, .pipeline)] + known).flatMap { standing, byDefault in
      (0..<UInt8(Self.words)).map { written in
        let category = Self.category(written, byDefault)
        let stands = standing == .open && category == .omitted ? Standing.omitted : standing
        let isClosed: UInt32 = stands == .won || stands == .lost ? 1 : 0
        return UInt32(category.rawValue) | UInt32(stands.rawValue) << 8 | isClosed << 16
      }
    }
  }

  /// The category that a written one means: the deal's own, or its stage's default.
  private static func category(
    _ written: UInt8, _ byDefault: StageTable.Category
  ) -> StageTable.Category {
    switch DealTable.WrittenCategory(rawValue: written) {
    case .blank: byDefault
    case .omitted: .omitted
    case .bestCase: .bestCase
    case .commit: .commit
    case .pipeline, .closed, .other, nil: .pipeline
    }
  }

  /// Where a deal stands that is in a stage, with a category as it was last written.
  ///
  /// A category that never changed belongs to the stage that the deal is in now.
  func place(_ row: Int, _ name: UInt16, written: UInt8, created: Int32) -> Place {
    let keeps = keepsCategory[row >> 6] >> UInt64(row & 63) & 1 == 1
    let known = stageRow(row, name)
    let word = name == stageNow[row] || keeps ? Int(written) % Self.words : 0
    let packed = meanings[(known + 1) * Self.words + word]
    return Place(stage: known, created > day ? packed & Self.absent : packed)
  }

  /// Row of `StageTable.rows` of a deal in a stage; −1 when the stage is not known.
  func stageRow(_ row: Int, _ name: UInt16) -> Int {
    Int(stages[Int(pipeline[row] + 1) * (names + 1) + min(Int(name), names)])
  }
}
