import Foundation
import RevJournal

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
