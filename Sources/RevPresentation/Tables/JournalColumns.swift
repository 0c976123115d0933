import RevBase
import RevJournal
import RevModel

/// The columns of the journal.
enum JournalColumns {
  static let all: [TableColumnSpec] = [
    .text("Text", 20, 44, flex: 3) { .text($0.masked($0.journal[$1])) },
    .text("Kind", 8, 9) { .text($0.journal[$1].kind.rawValue) },
    .text("About", 12, 26, flex: 1, priority: 1) { .name($0.about($0.journal[$1].object)) },
    .text("Owner", 10, 18, priority: 3) { $0.person(id: $0.journal[$1].owner) },
    .day("Due", priority: 2) { $0.day($0.journal[$1].due?.number ?? Day.unknownNumber) },
    .text("State", 9, 9, priority: 2) { reader, row in
      let entry = reader.journal[row]
      guard entry.kind == .action || entry.kind == .decision else { return .none }
      return .text(entry.state.rawValue)
    },
    TableColumnSpec(
      title: "Written", isNumeric: false, isSummed: false, minimum: 16, ideal: 16, flex: 0,
      priority: 4
    ) { .moment($0.journal[$1].createdAt.microseconds) },
  ]
}

extension RowReader {
  func person(id: String) -> TableValue {
    if id.isEmpty { return .none }
    guard let code = snapshot.people.ids.firstRow(of: id) else { return .name(id) }
    return person(Int32(code))
  }

  /// What an object of the journal is called.
  func about(_ object: String) -> String { titles[object] ?? object }

  /// The text of an entry; titles that a rule or a call wrote hold names.
  func masked(_ entry: JournalEntry) -> String {
    guard masksNames, entry.details["action"] != nil || entry.kind == .call else {
      return entry.title
    }
    let rule = entry.details["rule"] ?? entry.kind.rawValue
    return "\(rule): \(about(entry.object))"
  }
}
