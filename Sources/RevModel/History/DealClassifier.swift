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

    @inline(__always)
    var isClosed: Bool {
      standing == Standing.won.rawValue || standing == Standing.lost.rawValue
    }
  }

  private let day: Int32
  private let names: Int
  private let lookup: [Int16]
  private let pipeline: [Int32]
  private let stageNow: [UInt16]
  /// One bit a deal whose written category holds whatever stage it is in. On the snapshot's own day
  /// these are all, since deals.csv says everything.
  private let keepsCategory: [UInt64]
  /// By stage row + 1 and written category: the category that counts.
  private let categories: [UInt8]
  /// By stage row + 1, then whether the category is omitted: raw values of `Standing`.
  private let standings: [UInt8]
  private static let words = 8

  init(_ snapshot: Snapshot, on day: Day) {
    self.day = day.number
    names = snapshot.stages.names.count
    lookup = snapshot.stages.lookup
    pipeline = snapshot.deals.pipeline
    stageNow = snapshot.deals.stage
    let isHome = day == snapshot.manifest.asOf
    let words = (snapshot.deals.count + 63) / 64
    keepsCategory =
      isHome
      ? [UInt64](repeating: .max, count: words)
      : snapshot.history?.categoryChanged.words ?? [UInt64](repeating: 0, count: words)
    let defaults = [StageTable.Category.pipeline] + snapshot.stages.rows.map(\.category)
    categories = defaults.flatMap { byDefault in
      (0..<UInt8(Self.words)).map { Self.category($0, byDefault).rawValue }
    }
    let outcomes =
      [Standing.unknown]
      + snapshot.stages.rows.map {
        switch $0.outcome {
        case .won: Standing.won
        case .lost: Standing.lost
        case .open: $0.qualified ? Standing.open : Standing.unqualified
        }
      }
    standings = outcomes.flatMap { [$0, $0 == .open ? .omitted : $0].map(\.rawValue) }
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
  @inline(__always)
  func place(_ row: Int, _ name: UInt16, written: UInt8, created: Int32) -> Place {
    let known = stageRow(row, name)
    let keeps = keepsCategory[row >> 6] &>> UInt64(truncatingIfNeeded: row & 63) & 1
    let holds = (name == stageNow[row] ? 1 : 0) | UInt8(truncatingIfNeeded: keeps)
    // Blank is 0.
    let word = written & (0 &- holds) & UInt8(Self.words &- 1)
    let category = categories[(known &+ 1) &* Self.words &+ Int(word)]
    let isOmitted = category == StageTable.Category.omitted.rawValue ? 1 : 0
    let stands = standings[2 &* (known &+ 1) &+ isOmitted]
    return Place(
      stage: known, category: category,
      standing: created > day ? Standing.absent.rawValue : stands)
  }

  /// Row of `StageTable.rows` of a deal in a stage; −1 when the stage is not known.
  @inline(__always)
  func stageRow(_ row: Int, _ name: UInt16) -> Int {
    let name = Int(name)
    return name < names ? Int(lookup[Int(pipeline[row] &+ 1) &* names &+ name]) : -1
  }
}
