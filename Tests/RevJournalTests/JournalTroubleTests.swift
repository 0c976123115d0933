import Dispatch
import Foundation
import RevBase
import Synchronization
import Testing

@testable import RevJournal

/// What happens where the journal cannot be written: one line, and what is there is still read.
@Suite struct JournalTroubleTests {
  private final class Folder: Sendable {
    let path = NSTemporaryDirectory() + "rt-trouble-\(UUID().uuidString)"
    var file: String { "\(path)/journal.sqlite" }
    deinit { try? FileManager.default.removeItem(atPath: path) }
  }

  /// A folder that is there.
  private func madeFolder() throws -> Folder {
    let folder = Folder()
    try FileManager.default.createDirectory(
      atPath: folder.path, withIntermediateDirectories: true)
    return folder
  }

  private static let moment = Instant(microseconds: 1_000_000)

  private func draft(_ title: String) -> JournalAct { .add(JournalDraft(.note, title: title)) }

  private func desk(_ folder: Folder) -> JournalDesk {
    JournalDesk(path: folder.file, snapshot: "Aurora")
  }

  @Test func readingMakesNothing() {
    let folder = Folder()
    var desk = desk(folder)
    #expect(desk.read() == JournalBook())
    #expect(!FileManager.default.fileExists(atPath: folder.path))
  }

  /// Whoever comes second finds a file without tables, or with half of them.
  @Test func manyMakeANewJournalAtTheSameMoment() {
    for round in 0..<20 {
      let folder = Folder()
      let faults = Mutex<[String]>([])
      DispatchQueue.concurrentPerform(iterations: 4) { writer in
        do {
          let journal = try Journal(path: folder.file)
          if let notice = journal.notice { throw notice }
          try journal.write([draft("here")], snapshot: "Aurora", at: Self.moment) { "w\(writer)" }
        } catch {
          faults.withLock { $0.append("\(error)") }
        }
      }
      #expect(faults.withLock { $0 } == [], "round \(round)")
      #expect((try? Journal(path: folder.file).entries().count) == 4)
    }
  }

  @Test func aTurnIsOneProgramsAtATime() throws {
    let folder = try madeFolder()
    func isFree(_ path: String) -> Bool {
      if FolderTurn(in: path, within: 10) == nil { false } else { true }
    }
    guard let first = FolderTurn(in: folder.path, within: 0) else {
      Issue.record("nobody has a turn")
      return
    }
    withExtendedLifetime(first) { #expect(!isFree(folder.path), "two at a time") }
    _ = consume first
    #expect(isFree(folder.path), "the turn was not given back")
    // Where there is no folder nobody is kept from the error that says so.
    #expect(isFree(folder.path + "/none"))
  }

  @Test func aJournalIsOpenedWhenItsTurnHasCome() throws {
    let folder = try madeFolder()
    guard let turn = FolderTurn(in: folder.path, within: 0) else {
      Issue.record("nobody has a turn")
      return
    }
    let isOpen = DispatchSemaphore(value: 0)
    DispatchQueue.global().async {
      if (try? Journal(path: folder.file))?.notice == nil { isOpen.signal() }
    }
    withExtendedLifetime(turn) {
      #expect(isOpen.wait(timeout: .now() + 0.2) == .timedOut, "another program has the turn")
    }
    _ = consume turn
    #expect(isOpen.wait(timeout: .now() + 60) == .success)
  }

  @Test func actsOfOneWriteStandTogether() throws {
    let folder = Folder()
    var desk = desk(folder)
    var number = 0
    func id() -> String {
      number += 1
      return "n\(number)"
    }
    try desk.write([draft("one"), draft("two")], at: Self.moment, newID: id)
    #expect(desk.read().entries.map(\.title) == ["one", "two"])
    // The second act names nothing: the first is not written either.
    #expect(throws: JournalError.unknownEntry(id: "gone")) {
      try desk.write(
        [draft("three"), .revise(id: "gone", JournalRevision(state: .done))], at: Self.moment,
        newID: id)
    }
    #expect(desk.read().entries.count == 2)
    try desk.write(
      [.revise(id: "n1", JournalRevision(state: .done, details: ["reason": "over"]))],
      at: Self.moment, newID: id)
    let entry = desk.read().entry("n1")
    #expect(entry?.state == .done)
    #expect(entry?.details == ["reason": "over"])
    #expect(entry?.title == "one")
  }

  @Test func whatCannotBeWrittenIsStillRead() throws {
    let folder = Folder()
    // Another program holds it, so that the last entries stand in the write-ahead log.
    let other = try Journal(path: folder.file)
    try other.write([draft("here")], snapshot: "Aurora", at: Self.moment) { "a" }
    let journal = try Journal(path: folder.file, mayWrite: false)
    #expect(!journal.isWritable)
    #expect(journal.notice == .readOnly(path: folder.file))
    #expect(try journal.entries().map(\.title) == ["here"])
    #expect(throws: JournalError.readOnly(path: folder.file)) {
      try journal.write([draft("more")], snapshot: "Aurora", at: Self.moment) { "b" }
    }
  }

  @Test func aFileThatAFullDiskLeftEmptyIsAnEmptyJournal() throws {
    let folder = Folder()
    try FileManager.default.createDirectory(
      atPath: folder.path, withIntermediateDirectories: true)
    try Data().write(to: URL(filePath: folder.file))
    let journal = try Journal(path: folder.file, mayWrite: false)
    #expect(try journal.entries().isEmpty)
    #expect(journal.notice == .readOnly(path: folder.file))
    // Once there is room it is a journal like any other.
    let later = try Journal(path: folder.file)
    try later.write([draft("kept")], snapshot: "Aurora", at: Self.moment) { "a" }
    #expect(try later.entries().map(\.title) == ["kept"])
  }

  @Test func aFullDiskLosesNothingThatWasWritten() throws {
    let folder = Folder()
    let journal = try Journal(path: folder.file)
    try journal.write([draft("kept")], snapshot: "Aurora", at: Self.moment) { "a" }
    try journal.pretendFullDisk()
    let long = String(repeating: "x", count: 200_000)
    #expect(throws: JournalError.diskFull(path: folder.file)) {
      try journal.write([draft(long)], snapshot: "Aurora", at: Self.moment) { "b" }
    }
    #expect(try journal.entries().map(\.title) == ["kept"])
    #expect(
      JournalError.diskFull(path: "j").description
        == "j: the disk is full; nothing was written. Free some space and try again.")
  }

  @Test func aLaterSchemaIsOneLineAndNoEntries() throws {
    let folder = Folder()
    do {
      let journal = try Journal(path: folder.file)
      try journal.write([draft("old")], snapshot: "Aurora", at: Self.moment) { "a" }
      try journal.pretendLaterSchema()
    }
    var desk = desk(folder)
    let book = desk.read()
    #expect(book.entries.isEmpty)
    #expect(!book.isWritable)
    #expect(book.notice?.contains("written by a later revtop") == true)
    #expect(book.notice?.contains("\n") == false)
    #expect(throws: JournalError.newerSchema(path: folder.file)) {
      try desk.write([draft("new")], at: Self.moment) { "b" }
    }
  }

  @Test func aFileThatWasMovedAwayIsNoLongerWrittenTo() throws {
    let folder = Folder()
    var desk = desk(folder)
    try desk.write([draft("first")], at: Self.moment) { "a" }
    try FileManager.default.removeItem(atPath: folder.path)
    #expect(desk.read().entries.isEmpty)
    try desk.write([draft("second")], at: Self.moment) { "b" }
    #expect(desk.read().entries.map(\.title) == ["second"])
    #expect(try Journal(path: folder.file).entries().map(\.title) == ["second"])
  }

  @Test func withoutAPlaceItSaysSo() {
    var desk = JournalDesk(path: nil, snapshot: "Aurora")
    #expect(desk.read().notice?.contains("neither XDG_DATA_HOME nor HOME is set") == true)
    #expect(throws: JournalError.self) {
      try desk.write([draft("lost")], at: Self.moment) { "a" }
    }
  }
}
