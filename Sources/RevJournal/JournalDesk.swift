import Foundation
package import RevBase

/// The journal of one snapshot at the hands of a program that runs for hours.
///
/// Nothing is made on the disk before something is written. What cannot be opened or written is
/// said in one line, and whatever can be read is still read.
package struct JournalDesk: Sendable {
  /// nil when neither `$XDG_DATA_HOME` nor `$HOME` says where it would be.
  package let path: String?
  /// Name of the snapshot whose entries are read and written.
  package let snapshot: String
  private var journal: Journal?

  package init(path: String?, snapshot: String) {
    self.path = path
    self.snapshot = snapshot
  }

  /// Everything about the snapshot as it stands on the disk now, also what other programs wrote.
  package mutating func read() -> JournalBook {
    guard let path else { return JournalBook(notice: Self.homeless, isWritable: false) }
    guard FileManager.default.fileExists(atPath: path) else {
      journal = nil
      return JournalBook()
    }
    do throws(JournalError) {
      let journal = try opened(path)
      return JournalBook(
        entries: try journal.entries(of: snapshot), notice: journal.notice?.description,
        isWritable: journal.isWritable)
    } catch {
      journal = nil
      return JournalBook(notice: error.description, isWritable: false)
    }
  }

  /// Writes acts as one: all of them are on the disk when this returns, or none is.
  ///
  /// - Parameter newID: an id that is unique for ever, asked for once an added entry.
  package mutating func write(
    _ acts: [JournalAct], at moment: Instant, newID: () -> String
  ) throws(JournalError) {
    guard let path else { throw .failed(path: "journal", why: Self.homeless) }
    try opened(path).write(acts, snapshot: snapshot, at: moment, newID: newID)
  }

  /// A file that was moved away is no longer written to.
  private mutating func opened(_ path: String) throws(JournalError) -> Journal {
    if let journal, FileManager.default.fileExists(atPath: path) { return journal }
    let made = try Journal(path: path)
    // One that could only be read is tried anew the next time.
    journal = made.isWritable ? made : nil
    return made
  }

  private static let homeless = "the journal has no place: neither XDG_DATA_HOME nor HOME is set"
}
