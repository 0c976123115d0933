import Foundation
import RevBase

/// The journal as lines of JSON: one entry with its changes a line, for backups and for merging.
package enum JournalExport {
  private struct Line: Codable {
    var id: String
    var snapshot: String
    var kind: String
    var object: String
    var title: String
    var details: [String: String]
    var owner: String
    var due: String?
    var state: String
    var createdAt: Int64
    var changedAt: Int64
    var changes: [Change]

    enum CodingKeys: String, CodingKey {
      case id, snapshot, kind, object, title, details, owner, due, state, changes
      case createdAt = "created_at"
      case changedAt = "changed_at"
    }
  }

  private struct Change: Codable {
    var at: Int64
    var field: String
    var old: String?
    var new: String
  }

  /// Everything in a journal, or what belongs to one snapshot.
  package static func text(_ journal: Journal, snapshot: String?) throws(JournalError) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    var out = ""
    for entry in try journal.entries(of: snapshot) {
      let changes = try journal.changes(of: entry.id)
      let line = Line(
        id: entry.id, snapshot: entry.snapshot, kind: entry.kind.rawValue, object: entry.object,
        title: entry.title, details: entry.details, owner: entry.owner,
        due: entry.due.map { "\($0)" }, state: entry.state.rawValue,
        createdAt: entry.createdAt.microseconds, changedAt: entry.changedAt.microseconds,
        changes: changes.map {
          Change(at: $0.at.microseconds, field: $0.field, old: $0.old, new: $0.new)
        })
      guard let data = try? encoder.encode(line) else {
        throw .failed(path: journal.path, why: "entry \(entry.id) cannot be written as JSON")
      }
      out += String(decoding: data, as: UTF8.self) + "\n"
    }
    return out
  }

  /// Reads an export; the first line that is no entry ends it.
  package static func read(
    _ text: String
  ) throws(JournalError) -> [(entry: JournalEntry, changes: [JournalChange])] {
    var records: [(entry: JournalEntry, changes: [JournalChange])] = []
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() where !line.allSatisfy(\.isWhitespace) {
      guard let parsed = try? JSONDecoder().decode(Line.self, from: Data(line.utf8)) else {
        throw .badExport(line: index + 1, why: "this is no entry of a journal")
      }
      guard let kind = JournalEntry.Kind(rawValue: parsed.kind) else {
        throw .badExport(line: index + 1, why: "'\(parsed.kind)' is no kind of entry")
      }
      guard let state = JournalEntry.State(rawValue: parsed.state) else {
        throw .badExport(line: index + 1, why: "'\(parsed.state)' is no state of an entry")
      }
      var due: Day?
      if let text = parsed.due {
        guard let day = Day(text) else {
          throw .badExport(line: index + 1, why: "due '\(text)' is not a day")
        }
        due = day
      }
      var entry = JournalEntry(
        id: parsed.id, snapshot: parsed.snapshot, kind: kind, object: parsed.object,
        title: parsed.title, details: parsed.details, owner: parsed.owner, due: due,
        state: state, createdAt: Instant(microseconds: parsed.createdAt))
      entry.changedAt = Instant(microseconds: parsed.changedAt)
      records.append(
        (
          entry,
          parsed.changes.map {
            JournalChange(
              entry: parsed.id, at: Instant(microseconds: $0.at), field: $0.field, old: $0.old,
              new: $0.new)
          }
        ))
    }
    return records
  }
}
