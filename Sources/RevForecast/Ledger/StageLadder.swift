import RevModel

/// The open stages of the sales process as rising numbers that do not depend on the order of
/// any file: by pipeline's name, position, name.
struct StageLadder: Sendable {
  static let unknown: Int16 = -1
  static let won: Int16 = -2
  static let lost: Int16 = -3
  /// Not created yet.
  static let absent: Int16 = -4

  /// Row of `StageTable.rows` of each open stage.
  let rows: [Int]
  /// The next stage of the same pipeline; −1 after the last.
  let next: [Int]
  /// By row of `StageTable.rows` + 1; the first is the unknown stage.
  private let codes: [Int16]

  init(_ stages: StageTable) {
    let open = stages.rows.indices.filter { stages.rows[$0].outcome == .open }
    let ordered = open.sorted { a, b in
      let (x, y) = (stages.rows[a], stages.rows[b])
      if x.pipeline != y.pipeline {
        return (stages.pipelines[x.pipeline] ?? "") < (stages.pipelines[y.pipeline] ?? "")
      }
      if x.position != y.position { return x.position < y.position }
      return (stages.names[x.name] ?? "") < (stages.names[y.name] ?? "")
    }
    var codes = [Int16](repeating: Self.unknown, count: stages.rows.count + 1)
    for (index, row) in stages.rows.enumerated() {
      if row.outcome == .won { codes[index + 1] = Self.won }
      if row.outcome == .lost { codes[index + 1] = Self.lost }
    }
    for (code, row) in ordered.enumerated() { codes[row + 1] = Int16(code) }
    rows = ordered
    next = ordered.indices.map { code in
      let follows = code + 1 < ordered.count
      return follows
        && stages.rows[ordered[code]].pipeline == stages.rows[ordered[code + 1]].pipeline
        ? code + 1 : -1
    }
    self.codes = codes
  }

  var count: Int { rows.count }

  /// The code of a row of `StageTable.rows`, −1 for none.
  @inline(__always)
  func code(ofRow row: Int) -> Int16 { codes[row + 1] }
}
