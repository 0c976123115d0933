import Foundation
import RevBase
package import RevJournal

/// `revtop journal`: what the user wrote, as a list or as lines of JSON.
package enum JournalCommand {
  /// Where the journal is: `$XDG_DATA_HOME/revtop/journal.sqlite`.
  static func path() throws(CommandError) -> String {
    guard let folder = DataFolders().userData else {
      throw CommandError(
        .badUsage, "the journal has no place: neither XDG_DATA_HOME nor HOME is set")
    }
    return "\(folder)/journal.sqlite"
  }

  private static func open() throws(CommandError) -> Journal? {
    let path = try path()
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    do throws(JournalError) {
      return try Journal(path: path)
    } catch {
      throw CommandError(.badData, error.description)
    }
  }

  /// The entries of a snapshot, for a report; none where nothing was written yet.
  static func entries(_ snapshot: String) throws(CommandError) -> [JournalEntry] {
    guard let journal = try open() else { return [] }
    do throws(JournalError) {
      return try journal.entries(of: snapshot)
    } catch {
      throw CommandError(.badData, error.description)
    }
  }

  /// A table of the entries, oldest first.
  package static func list(snapshot: String?) throws(CommandError) -> String {
    guard let journal = try open() else { return "the journal is empty\n" }
    let entries: [JournalEntry]
    do throws(JournalError) {
      entries = try journal.entries(of: snapshot)
    } catch {
      throw CommandError(.badData, error.description)
    }
    if entries.isEmpty { return "the journal is empty\n" }
    var table = TextTable([
      .init("id", limit: 12), .init("snapshot", limit: 24), .init("kind"), .init("state"),
      .init("object", limit: 24), .init("owner", limit: 16), .init("due"), .init("text", limit: 60),
    ])
    for entry in entries {
      table.rows.append([
        entry.id, entry.snapshot, entry.kind.rawValue, entry.state.rawValue, entry.object,
        entry.owner, entry.due.map { "\($0)" } ?? "", entry.title,
      ])
    }
    return table.text
  }

  /// Every entry with its changes, one line of JSON each.
  package static func export(snapshot: String?) throws(CommandError) -> String {
    guard let journal = try open() else { return "" }
    do throws(JournalError) {
      return try JournalExport.text(journal, snapshot: snapshot)
    } catch {
      throw CommandError(.badData, error.description)
    }
  }

  /// An entry in the words of the command line.
  package static func draft(
    kind: String, about: String, text: String, owner: String, due: String?
  ) throws(CommandError) -> JournalDraft {
    let kinds: [JournalEntry.Kind] = [.note, .decision, .action]
    guard let kind = kinds.first(where: { $0.rawValue == kind }) else {
      throw CommandError(
        .badUsage, "--kind: '\(kind)' is no kind of entry; choose note, decision or action")
    }
    var day: Day?
    if let due {
      guard let known = Day(due) else {
        throw CommandError(.badUsage, "--due: '\(due)' is not a day; write it as 2026-11-16")
      }
      day = known
    }
    return JournalDraft(kind, about: about, title: text, owner: owner, due: day)
  }

  /// Writes one entry.
  ///
  /// - Returns: its id; when this returns, the entry is on the disk.
  package static func add(_ draft: JournalDraft, snapshot: String) throws(CommandError) -> String {
    var desk = JournalDesk(path: try path(), snapshot: snapshot)
    return try add(draft, &desk)
  }

  /// Writes one entry for each line, and says each id as soon as its entry is on the disk.
  package static func add(
    _ draft: JournalDraft, snapshot: String, lines: () -> String?, said: (String) -> Void
  ) throws(CommandError) {
    var desk = JournalDesk(path: try path(), snapshot: snapshot)
    while let line = lines() {
      var next = draft
      next.title = line.trimmingCharacters(in: .whitespaces)
      if next.title.isEmpty { continue }
      said(try add(next, &desk))
    }
  }

  private static func add(
    _ draft: JournalDraft, _ desk: inout JournalDesk
  ) throws(CommandError) -> String {
    let id = JournalPlace.newID()
    do throws(JournalError) {
      try desk.write([.add(draft)], at: JournalPlace.now) { id }
    } catch {
      throw CommandError(.badData, error.description)
    }
    return id
  }

  /// Adds the entries of an export; those that are there already are left as they are.
  package static func load(_ text: String) throws(CommandError) -> String {
    do throws(JournalError) {
      let records = try JournalExport.read(text)
      let added = try Journal(path: (try? path()) ?? "").merge(records)
      return "\(added) of \(records.count) entries were new\n"
    } catch {
      throw CommandError(.badData, error.description)
    }
  }
}
