import Foundation
import GRDB
import RevBase

/// Entries and changes to and from rows of the database.
enum JournalRow {
  static func entry(_ row: Row) -> JournalEntry {
    var entry = JournalEntry(
      id: row["id"], snapshot: row["snapshot"],
      kind: JournalEntry.Kind(rawValue: row["kind"]) ?? .note, object: row["object"],
      title: row["title"], details: details(row["details"]), owner: row["owner"],
      due: (row["due"] as String?).flatMap { Day($0) },
      state: JournalEntry.State(rawValue: row["state"]) ?? .open,
      createdAt: Instant(microseconds: row["created_at"]))
    entry.changedAt = Instant(microseconds: row["changed_at"])
    return entry
  }

  static func change(_ row: Row) -> JournalChange {
    JournalChange(
      entry: row["entry"], at: Instant(microseconds: row["at"]), field: row["field"],
      old: row["old"], new: row["new"])
  }

  /// The fields that can change, as text.
  private static func fields(_ entry: JournalEntry) -> [(String, String)] {
    [
      ("object", entry.object), ("title", entry.title), ("details", text(entry.details)),
      ("owner", entry.owner), ("due", entry.due.map { "\($0)" } ?? ""),
      ("state", entry.state.rawValue),
    ]
  }

  static func insert(
    _ entry: JournalEntry, _ database: Database, changes: [JournalChange]? = nil
  ) throws {
    try database.execute(
      sql: """
        INSERT OR IGNORE INTO entry
          (id, snapshot, kind, object, title, details, owner, due, state, created_at, changed_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        entry.id, entry.snapshot, entry.kind.rawValue, entry.object, entry.title,
        text(entry.details), entry.owner, entry.due.map { "\($0)" }, entry.state.rawValue,
        entry.createdAt.microseconds, entry.changedAt.microseconds,
      ])
    guard database.changesCount > 0 else { return }
    let first = fields(entry).filter { !$0.1.isEmpty }.map {
      JournalChange(entry: entry.id, at: entry.createdAt, field: $0.0, old: nil, new: $0.1)
    }
    for change in changes ?? first { try record(change, database) }
  }

  static func update(
    from old: JournalEntry, to new: JournalEntry, at moment: Instant, _ database: Database
  ) throws {
    let changed = zip(fields(old), fields(new)).filter { $0.1 != $1.1 }
    if changed.isEmpty { return }
    try database.execute(
      sql: """
        UPDATE entry SET object = ?, title = ?, details = ?, owner = ?, due = ?, state = ?,
          changed_at = ? WHERE id = ?
        """,
      arguments: [
        new.object, new.title, text(new.details), new.owner, new.due.map { "\($0)" },
        new.state.rawValue, moment.microseconds, new.id,
      ])
    for (before, after) in changed {
      try record(
        JournalChange(entry: new.id, at: moment, field: before.0, old: before.1, new: after.1),
        database)
    }
  }

  private static func record(_ change: JournalChange, _ database: Database) throws {
    try database.execute(
      sql: "INSERT INTO change (entry, at, field, old, new) VALUES (?, ?, ?, ?, ?)",
      arguments: [change.entry, change.at.microseconds, change.field, change.old, change.new])
  }

  static func text(_ details: [String: String]) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let data = (try? encoder.encode(details)) ?? Data("{}".utf8)
    return String(decoding: data, as: UTF8.self)
  }

  static func details(_ text: String) -> [String: String] {
    (try? JSONDecoder().decode([String: String].self, from: Data(text.utf8))) ?? [:]
  }
}
