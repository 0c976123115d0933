import RevBase
import RevModel

/// Stages when stages.csv is missing, from the deals in them.
enum StageInference {
  /// The stages in the default pipeline, in the order in which deals travel.
  ///
  /// Open ones by rising mean age of their deals on the as-of day, then by name; then the won, then
  /// the lost ones by name.
  static func rows(deals: DealTable, names: Vocabulary, asOf: Day) -> [StageTable.Row] {
    var ages = [Int64](repeating: 0, count: names.count)
    var counts = [Int64](repeating: 0, count: names.count)
    for row in 0..<deals.count {
      let stage = Int(deals.stage[row])
      ages[stage] += Int64(asOf.number) - Int64(deals.created[row])
      counts[stage] += 1
    }
    let order = (0..<names.count).filter { counts[$0] > 0 }.sorted { a, b in
      let (first, second) = (outcome(names.words[a]), outcome(names.words[b]))
      if first != second { return first.rawValue < second.rawValue }
      if first == .open {
        let (left, right) = (
          Int128(ages[a]) * Int128(counts[b]), Int128(ages[b]) * Int128(counts[a])
        )
        if left != right { return left < right }
      }
      return names.words[a].utf8.lexicographicallyPrecedes(names.words[b].utf8)
    }
    return order.enumerated().map { position, name in
      StageTable.Row(
        name: Int32(name), pipeline: Vocabulary.blank, position: position + 1,
        outcome: outcome(names.words[name]))
    }
  }

  /// Closed when a word of the name, a run of letters and digits, is won or lost in any case; also
  /// grown together with closed, as HubSpot's own ids are: closedwon.
  static func outcome(_ name: String) -> StageTable.Outcome {
    let words = name.lowercased().split { !$0.isLetter && !$0.isNumber }
    if words.contains("won") || words.contains("closedwon") { return .won }
    return words.contains("lost") || words.contains("closedlost") ? .lost : .open
  }
}
