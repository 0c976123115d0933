import Foundation
import RevBase
import RevJournal
import RevPresentation

/// Where the journal is, and how effects about it are carried out.
enum JournalPlace {
  /// `$XDG_DATA_HOME/revtop/journal.sqlite`; nil when nothing says where that is.
  static var path: String? { DataFolders().userData.map { "\($0)/journal.sqlite" } }

  static var now: Instant {
    Instant(microseconds: Int64(Date().timeIntervalSince1970 * 1_000_000))
  }

  /// An id that is unique for ever, short enough to be typed.
  static func newID() -> String { UUID().uuidString.lowercased() }

  /// Writes acts and reads the journal again, or says why not.
  static func write(_ acts: [JournalAct], said: String, _ desk: inout JournalDesk) -> Action {
    do throws(JournalError) {
      try desk.write(acts, at: now, newID: newID)
      return .journalRead(desk.read(), said: said)
    } catch {
      return .journalRefused(error.description)
    }
  }
}
