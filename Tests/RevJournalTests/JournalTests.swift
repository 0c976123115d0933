import Foundation
import RevBase
import Testing

@testable import RevJournal

/// A folder that is removed at the end of a test.
private final class TemporaryFolder {
  let path = NSTemporaryDirectory() + "rt-journal-\(UUID().uuidString)"
  var file: String { "\(path)/deep/journal.sqlite" }
  deinit { try? FileManager.default.removeItem(atPath: path) }
}

private func moment(_ second: Int64) -> Instant { Instant(microseconds: second * 1_000_000) }

private func entry(_ id: String, _ kind: JournalEntry.Kind = .note, at second: Int64 = 1)
  -> JournalEntry
{
  JournalEntry(
    id: id, snapshot: "Aurora", kind: kind, object: "deal:D-1", title: "Call the buyer",
    details: ["why": "quiet for \"40\" days\n"], owner: "p1", due: Day("2026-11-20"),
    createdAt: moment(second))
}

@Suite struct JournalTests {
  @Test func whatWasAddedIsReadBackByAnotherOpening() throws {
    let folder = TemporaryFolder()
    try Journal(path: folder.file).add(entry("a", .action))
    let again = try Journal(path: folder.file)
    #expect(try again.entries(of: "Aurora") == [entry("a", .action)])
    #expect(try again.entries(of: "Other").isEmpty)
    #expect(again.notice == nil)
  }

  @Test func theFileIsForItsOwnerAlone() throws {
    let folder = TemporaryFolder()
    _ = try Journal(path: folder.file)
    let mode = try FileManager.default.attributesOfItem(atPath: folder.file)[.posixPermissions]
    #expect(mode as? Int == 0o600)
  }

  @Test func everyChangeIsKeptWithOldAndNew() throws {
    let folder = TemporaryFolder()
    let journal = try Journal(path: folder.file)
    try journal.add(entry("a", .action))
    try journal.update("a", at: moment(5)) { $0.state = .accepted }
    try journal.update("a", at: moment(9)) {
      $0.state = .done
      $0.owner = "p2"
    }
    let late = try journal.changes(of: "a").filter { $0.old != nil }
    #expect(
      late == [
        JournalChange(entry: "a", at: moment(5), field: "state", old: "open", new: "accepted"),
        JournalChange(entry: "a", at: moment(9), field: "owner", old: "p1", new: "p2"),
        JournalChange(entry: "a", at: moment(9), field: "state", old: "accepted", new: "done"),
      ])
    #expect(try journal.entries().first?.changedAt == moment(9))
  }

  @Test func aChangeThatChangesNothingLeavesNoTrace() throws {
    let folder = TemporaryFolder()
    let journal = try Journal(path: folder.file)
    try journal.add(entry("a"))
    let before = try journal.changes(of: "a")
    try journal.update("a", at: moment(7)) { $0.owner = "p1" }
    #expect(try journal.changes(of: "a") == before)
  }

  @Test func changingWhatIsNotThereNamesIt() throws {
    let folder = TemporaryFolder()
    let journal = try Journal(path: folder.file)
    #expect(throws: JournalError.unknownEntry(id: "x")) {
      try journal.update("x", at: moment(1)) { $0.state = .done }
    }
  }

  @Test func twoOpeningsWriteSideBySide() throws {
    let folder = TemporaryFolder()
    let (one, two) = (try Journal(path: folder.file), try Journal(path: folder.file))
    for number in 0..<20 {
      try one.add(entry("one\(number)", at: Int64(number)))
      try two.add(entry("two\(number)", at: Int64(number)))
    }
    #expect(try one.entries().count == 40)
    #expect(try two.entries() == one.entries())
  }

  @Test func anExportCanBeMergedAndMergingTwiceChangesNothing() throws {
    let folder = TemporaryFolder()
    let source = try Journal(path: folder.file)
    try source.add(entry("a", .decision))
    try source.update("a", at: moment(3)) { $0.title = "Decided otherwise" }
    try source.add(entry("b", at: 2))
    let text = try JournalExport.text(source, snapshot: nil)
    let other = TemporaryFolder()
    let target = try Journal(path: other.file)
    #expect(try target.merge(JournalExport.read(text)) == 2)
    #expect(try target.merge(JournalExport.read(text)) == 0)
    #expect(try JournalExport.text(target, snapshot: nil) == text)
  }

  @Test func aDamagedExportNamesItsLine() throws {
    let folder = TemporaryFolder()
    let journal = try Journal(path: folder.file)
    try journal.add(entry("a"))
    let text = try JournalExport.text(journal, snapshot: nil) + "\n{\"id\":1}\n"
    #expect(throws: JournalError.badExport(line: 3, why: "this is no entry of a journal")) {
      try JournalExport.read(text)
    }
  }

  @Test func aFileThatIsNoJournalIsNotTouched() throws {
    let folder = TemporaryFolder()
    _ = try Journal(path: folder.file)
    let text = Data(repeating: 0x41, count: 5000)
    try? FileManager.default.removeItem(atPath: folder.file + "-wal")
    try text.write(to: URL(filePath: folder.file))
    #expect(throws: JournalError.self) { try Journal(path: folder.file) }
    #expect(try Data(contentsOf: URL(filePath: folder.file)) == text)
  }

  @Test func aLaterSchemaIsRefused() throws {
    let folder = TemporaryFolder()
    do {
      let journal = try Journal(path: folder.file)
      try journal.pretendLaterSchema()
    }
    #expect(throws: JournalError.newerSchema(path: folder.file)) {
      try Journal(path: folder.file)
    }
  }
}
