/// The sales process: the rows of stages.csv, or what was inferred from the deals.
///
/// Rows are in the order of pipeline (as the pipelines first appear), then position.
package struct StageTable: Sendable {
  package enum Outcome: UInt8, Sendable { case open, won, lost }

  /// Forecast category, as it counts.
  package enum Category: UInt8, Sendable, CaseIterable {
    case omitted, pipeline, bestCase, commit
  }

  package struct Row: Sendable, Equatable {
    /// Code into `names`.
    package var name: Int32
    /// Code into `pipelines`; −1 for the default one.
    package var pipeline: Int32
    package var position: Int
    package var outcome: Outcome
    package var category: Category
    /// Chance to win in billionths; −1 when unknown.
    package var probability: Int32
    package var qualified: Bool

    package init(
      name: Int32, pipeline: Int32, position: Int, outcome: Outcome,
      category: Category = .pipeline, probability: Int32 = -1, qualified: Bool = true
    ) {
      self.name = name
      self.pipeline = pipeline
      self.position = position
      self.outcome = outcome
      self.category = category
      self.probability = probability
      self.qualified = qualified
    }
  }

  package var rows: [Row]
  /// Every stage name that any file mentions; deals and history hold codes of it.
  package var names: Vocabulary
  /// Every pipeline that any file mentions.
  package var pipelines: Vocabulary
  /// False when stages.csv is missing and the stages were inferred.
  package var isLoaded: Bool
  /// Row of a stage by (pipeline + 1) × names + name; −1 where there is none.
  private let resolved: [Int16]

  /// - Precondition: fewer than 32,000 rows, and (pipelines + 1) × names fits memory.
  package init(rows: [Row], names: Vocabulary, pipelines: Vocabulary, isLoaded: Bool) {
    precondition(rows.count < 32_000)
    self.rows = rows
    self.names = names
    self.pipelines = pipelines
    self.isLoaded = isLoaded
    var exact: [Int64: Int16] = [:]
    var byName: [Int32: [Int16]] = [:]
    for (index, row) in rows.enumerated() {
      exact[Int64(row.pipeline) << 32 | Int64(row.name)] = Int16(index)
      byName[row.name, default: []].append(Int16(index))
    }
    var table = [Int16](repeating: -1, count: (pipelines.count + 1) * names.count)
    for pipeline in -1..<Int32(pipelines.count) {
      for name in 0..<Int32(names.count) {
        let slot = Int(pipeline + 1) * names.count + Int(name)
        if let row = exact[Int64(pipeline) << 32 | Int64(name)] {
          table[slot] = row
        } else if pipeline >= 0, let row = exact[Int64(-1) << 32 | Int64(name)] {
          table[slot] = row
        } else if pipeline < 0, let only = byName[name], only.count == 1 {
          table[slot] = only[0]
        }
      }
    }
    resolved = table
  }

  /// The stage row of a deal's (pipeline, stage name); −1 when the stage is unknown.
  ///
  /// Its own pipeline first, then the default one, then, for a deal without a pipeline, the only
  /// pipeline that has the stage.
  package func row(pipeline: Int32, name: Int32) -> Int {
    name < 0 ? -1 : Int(resolved[Int(pipeline + 1) * names.count + Int(name)])
  }

  /// The whole look-up table, for kernels: index (pipeline + 1) × `names.count` + name.
  package var lookup: [Int16] { resolved }

  package func title(_ row: Int) -> String { names[rows[row].name] ?? "" }
}
