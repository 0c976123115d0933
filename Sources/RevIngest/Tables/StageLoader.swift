import RevBase
import RevModel

/// A stage as stages.csv has it, with the order of its row.
private struct StageDraft {
  var row: StageTable.Row
  var order: Int
}

extension LoadContext {
  /// Rows of stages.csv, or stages inferred, that the model's look-up table can hold.
  static let maximumStageRows = 30_000

  private static let outcomes = WordList(
    words: [
      ("open", StageTable.Outcome.open.rawValue), ("won", StageTable.Outcome.won.rawValue),
      ("lost", StageTable.Outcome.lost.rawValue),
    ],
    blank: .max, other: .max)

  /// Forecast categories of stages: closed, blank and other words count as pipeline.
  private static let stageCategories = WordList(
    words: [
      ("omitted", StageTable.Category.omitted.rawValue),
      ("pipeline", StageTable.Category.pipeline.rawValue),
      ("best_case", StageTable.Category.bestCase.rawValue),
      ("commit", StageTable.Category.commit.rawValue),
      ("closed", StageTable.Category.pipeline.rawValue),
    ],
    blank: StageTable.Category.pipeline.rawValue, other: StageTable.Category.pipeline.rawValue)

  /// Reads stages.csv into rows ordered by pipeline, then position; nil when it is missing.
  mutating func loadStages() throws(LoadError) -> [StageTable.Row]? {
    guard var reader = try open(.stages) else { return nil }
    var drafts: [StageDraft] = []
    var seen: Set<Int64> = []
    var pipelineOrder: [Int32: Int] = [:]
    while try reader.advance() {
      reader.require("stage")
      let position = reader.integers("position", required: true, in: .min ... .max, blank: 0)
      let outcome = reader.outcomes("outcome", Self.outcomes)
      let probability = reader.shares("probability")
      let qualified = reader.flags("qualified", blank: true)
      reader.uniqueStages(&shared.stageNames, &shared.pipelines, &seen)
      reader.settle()
      let category = reader.words("category", Self.stageCategories)
      reader.append("stage", to: &shared.stageNames)
      reader.append("pipeline", to: &shared.pipelines)
      for (index, row) in reader.accepted.enumerated() {
        let pipeline = shared.pipelines.codes[index]
        if pipelineOrder[pipeline] == nil { pipelineOrder[pipeline] = pipelineOrder.count }
        drafts.append(
          StageDraft(
            row: StageTable.Row(
              name: shared.stageNames.codes[index], pipeline: pipeline,
              position: Int(position[row]),
              outcome: StageTable.Outcome(rawValue: outcome[row]) ?? .open,
              category: StageTable.Category(rawValue: category[index]) ?? .pipeline,
              probability: probability[row], qualified: qualified[row]),
            order: drafts.count))
      }
      shared.stageNames.codes.removeAll()
      shared.pipelines.codes.removeAll()
      if drafts.count > Self.maximumStageRows {
        throw .tooManyStageRows(path: reader.path, count: drafts.count)
      }
      try shared.checkStages(reader.path)
    }
    drafts.sort { a, b in
      let (first, second) = (pipelineOrder[a.row.pipeline] ?? 0, pipelineOrder[b.row.pipeline] ?? 0)
      if first != second { return first < second }
      return a.row.position == b.row.position
        ? a.order < b.order : a.row.position < b.row.position
    }
    close(reader)
    return drafts.map(\.row)
  }
}

extension TableReader {
  /// Sets aside rows whose outcome is no such word.
  fileprivate mutating func outcomes(_ name: String, _ list: WordList) -> [UInt8] {
    var values = [UInt8](repeating: list.blank, count: batch.count)
    guard let column = place(name) else { return values }
    for row in 0..<batch.count where needs(row, required: true) {
      let word = text(row, column)
      if word.count == 0 {
        note(row, column, .requiredBlank)
      } else if let value = list.value(of: word) {
        values[row] = value
      } else {
        note(row, column, .unknownOutcome)
      }
    }
    return values
  }

  /// Sets aside rows whose pipeline and stage came before.
  fileprivate mutating func uniqueStages(
    _ names: inout CodeBuilder, _ pipelines: inout CodeBuilder, _ seen: inout Set<Int64>
  ) {
    guard let stage = place("stage") else { return }
    let pipeline = place("pipeline")
    for row in 0..<batch.count where isFine(row) {
      let name = text(row, stage)
      let process = pipeline.map { text(row, $0) }
      let first = process.map { $0.count == 0 ? -1 : pipelines.code(of: $0) } ?? -1
      let key = Int64(first) << 32 | Int64(names.code(of: name))
      if !seen.insert(key).inserted { note(row, stage, .repeatedId) }
    }
  }
}
