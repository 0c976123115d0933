import RevBase
import RevMetrics
import RevRisk

/// Which rows of the screen differ between two answers to one question.
struct ReloadChanges {
  private(set) var items: Set<Item> = []

  init(from old: Answers, to new: Answers) {
    let (was, now) = (old.now.tables, new.now.tables)
    // Stages by their names: their rows may stand elsewhere.
    compare(
      was.stages.value, now.stages.value, by: { "\($0.pipeline ?? "")/\($0.stage)" }, \.tally
    ) { .stage($0.row) }
    let buckets = (now.aging.value ?? []).map(\.bucket)
    compare(was.aging.value, now.aging.value, by: \.bucket, \.tally) { line in
      .aging(buckets.firstIndex(of: line.bucket) ?? 0)
    }
    compare(was.owners.value, now.owners.value, by: \.owner, Self.words) { .owner($0.owner) }
    if let before = was.mrrMovement.value, let after = now.mrrMovement.value {
      for line in MRRLine.allCases where before.part(line).0 != after.part(line).0 {
        items.insert(.mrr(line))
      }
    }
    compare(
      old.renewals?.windows, new.renewals?.windows, by: { "\($0.days)" },
      { [$0.due, $0.uncovered] }
    ) { .renewals($0.days) }
    for flag in RiskFlag.allCases where old.risk.byFlag[flag] != new.risk.byFlag[flag] {
      // While the model is fitted nothing is known of either.
      if !old.risk.isLearning, !new.risk.isLearning { items.insert(.riskFlag(flag)) }
    }
  }

  /// Lines that are new or have another value; nothing where one side has no table.
  private mutating func compare<Line, Value: Equatable>(
    _ old: [Line]?, _ new: [Line]?, by key: (Line) -> String, _ value: (Line) -> Value,
    item: (Line) -> Item
  ) {
    guard let old, let new else { return }
    let known = Dictionary(old.map { (key($0), value($0)) }) { first, _ in first }
    for line in new where known[key(line)] != value(line) { items.insert(item(line)) }
  }

  /// What an owner's line says; the code of a person may be another.
  private static func words(_ line: OwnerLine) -> OwnerLine {
    var line = line
    line.person = nil
    return line
  }
}
