import RevBase
import RevRisk

/// The columns of the list of next-best actions.
enum ActionColumns {
  static let all: [TableColumnSpec] = [
    .text("Action", 24, 46, flex: 3) { .name($0.title($0.actions[$1])) },
    .text("State", 9, 9) { .text($0.actions[$1].stateWord) },
    TableColumnSpec(
      title: "Mid", isNumeric: true, isSummed: false, minimum: 9, ideal: 9, flex: 0, priority: 0
    ) { reader, row in
      reader.actions[row].impact.map { .money($0.mid.cents) } ?? .text("unsized")
    },
    TableColumnSpec(
      title: "Counts", isNumeric: true, isSummed: true, minimum: 9, ideal: 9, flex: 0, priority: 2
    ) { reader, row in
      let line = reader.actions[row]
      return line.isOpen ? .money(line.claimed.cents) : .none
    },
    .text("Owner", 10, 16, priority: 1) { $0.person(id: $0.actions[$1].ownerID) },
    .day("Due", priority: 1) { $0.day($0.actions[$1].due?.number ?? Day.unknownNumber) },
    .text("Confidence", 10, 10, priority: 3) {
      $0.word($0.actions[$1].confidence?.rawValue)
    },
    .text("Effort", 9, 9, priority: 4) { $0.word($0.actions[$1].effort?.rawValue) },
    TableColumnSpec(
      title: "Low", isNumeric: true, isSummed: false, minimum: 9, ideal: 9, flex: 0, priority: 5
    ) { reader, row in reader.actions[row].impact.map { .money($0.low.cents) } ?? .none },
    TableColumnSpec(
      title: "High", isNumeric: true, isSummed: false, minimum: 9, ideal: 9, flex: 0, priority: 5
    ) { reader, row in reader.actions[row].impact.map { .money($0.high.cents) } ?? .none },
    .text("Rule", 10, 14, priority: 6) { .text($0.actions[$1].rule?.rawValue ?? "by hand") },
    .text("Kind of money", 12, 24, priority: 7) { $0.word($0.actions[$1].impact?.kind.rawValue) },
  ]
}

extension RowReader {
  /// The line of an action; without names when they are masked.
  func title(_ line: ActionLine) -> String {
    guard masksNames else { return line.title }
    guard let rule = line.rule else { return "\(about(line.object)): as written" }
    return "\(rule.verb) \(about(line.object))"
  }
}
