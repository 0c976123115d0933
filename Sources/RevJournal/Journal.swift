import Foundation
import GRDB
import Glibc
package import RevBase

/// Everything that the user wrote, in one SQLite file.
///
/// Write-ahead log with full sync, one transaction an act: what was acknowledged survives the
/// program being killed and the machine losing power. Two programs may use the same file; the
/// second waits a moment for the first. A class of the library underneath does the locking.
package struct Journal: Sendable {
  package let path: String
  /// False when the file can only be read, with the reason in `notice`.
  package let isWritable: Bool
  /// What the user should be told about the journal; nil when all is well.
  package let notice: JournalError?
  private let database: DatabaseQueue

  /// Opens the journal, and makes it when there is none.
  ///
  /// A file or folder that cannot be written is opened for reading, and says so in `notice`.
  package init(path: String) throws(JournalError) { try self.init(path: path, mayWrite: nil) }

  /// - Parameter mayWrite: whether file and folder can be written; asked of the system when nil.
  init(path: String, mayWrite: Bool?) throws(JournalError) {
    self.path = path
    let folder = (path as NSString).deletingLastPathComponent
    let exists = FileManager.default.fileExists(atPath: path)
    if !exists {
      do {
        try FileManager.default.createDirectory(
          atPath: folder, withIntermediateDirectories: true,
          attributes: [.posixPermissions: 0o700])
      } catch {
        throw .cannotOpen(path: path, why: "the folder \(folder) cannot be made")
      }
      // Made with the right mode before anything is in it, and never cut: another program may have
      // made it a moment ago.
      let descriptor = unsafe Glibc.open(path, O_CREAT | O_WRONLY | O_CLOEXEC, 0o600)
      guard descriptor >= 0 else { throw .cannotOpen(path: path, why: "the file cannot be made") }
      Glibc.close(descriptor)
    }
    let mayWrite =
      mayWrite ?? FileManager.default.isWritableFile(atPath: path)
      && FileManager.default.isWritableFile(atPath: folder.isEmpty ? "." : folder)
    var trouble = JournalError.readOnly(path: path)
    if mayWrite {
      do {
        database = try Self.open(path, in: folder)
        isWritable = true
        notice = nil
        return
      } catch {
        trouble = (error as? JournalError) ?? Self.translate(error, path)
        // Where only writing is in the way, what is there can still be read.
        guard exists, trouble.leavesReading else { throw trouble }
      }
    }
    do {
      let queue = try Self.copy(path)
      if try queue.read({ try JournalSchema.migrator.hasBeenSuperseded($0) }) {
        throw JournalError.newerSchema(path: path)
      }
      // A file that was made on a full disk is empty, and an old one lacks tables: the copy has them.
      try JournalSchema.migrator.migrate(queue)
      database = queue
      isWritable = false
      notice = trouble
    } catch let error as JournalError {
      throw error
    } catch {
      throw mayWrite ? trouble : Self.translate(error, path)
    }
  }

  /// The journal as it stands, in memory: a file with a write-ahead log cannot be opened where
  /// nothing can be written beside it.
  private static func copy(_ path: String) throws -> DatabaseQueue {
    let folder = NSTemporaryDirectory() + "revtop-journal-\(UUID().uuidString)"
    let files = FileManager.default
    try files.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    defer { try? files.removeItem(atPath: folder) }
    let target = "\(folder)/journal.sqlite"
    try files.copyItem(atPath: path, toPath: target)
    if files.fileExists(atPath: "\(path)-wal") {
      try files.copyItem(atPath: "\(path)-wal", toPath: "\(target)-wal")
    }
    return try DatabaseQueue.inMemoryCopy(fromPath: target)
  }

  /// Opens the file for writing and makes the tables that it lacks.
  ///
  /// To give a new file its write-ahead log and its tables is one program's turn at a time: SQLite
  /// tells the second one at once that the file is busy, however long it would have waited.
  private static func open(_ path: String, in folder: String) throws -> DatabaseQueue {
    guard let turn = FolderTurn(in: folder, within: patience * 1000) else {
      throw JournalError.busy(path: path)
    }
    return try withExtendedLifetime(turn) {
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      let migrator = JournalSchema.migrator
      if try queue.read(migrator.hasBeenSuperseded) { throw JournalError.newerSchema(path: path) }
      try migrator.migrate(queue)
      return queue
    }
  }

  private static var configuration: Configuration {
    var configuration = Configuration()
    configuration.busyMode = .timeout(TimeInterval(patience))
    configuration.label = "journal"
    configuration.prepareDatabase { database in
      try database.execute(sql: "PRAGMA journal_mode = WAL")
      try database.execute(sql: "PRAGMA synchronous = FULL")
    }
    return configuration
  }

  /// Seconds for which one program waits for another.
  private static let patience = 5

  // MARK: - Reading

  /// The entries of a snapshot, oldest first; of all snapshots when nil.
  package func entries(of snapshot: String? = nil) throws(JournalError) -> [JournalEntry] {
    try reading { database in
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT * FROM entry WHERE ?1 IS NULL OR snapshot = ?1 ORDER BY created_at, id
          """, arguments: [snapshot])
      var entries: [JournalEntry] = []
      while let row = try rows.next() { entries.append(JournalRow.entry(row)) }
      return entries
    }
  }

  /// Every change of an entry, oldest first.
  package func changes(of id: String) throws(JournalError) -> [JournalChange] {
    try reading { database in
      try Row.fetchAll(
        database, sql: "SELECT * FROM change WHERE entry = ? ORDER BY number", arguments: [id]
      ).map(JournalRow.change)
    }
  }

  // MARK: - Writing

  /// Adds an entry; when this returns, it is on the disk.
  ///
  /// An entry whose id is there already is left as it is.
  package func add(_ entry: JournalEntry) throws(JournalError) {
    try writing { database in
      try JournalRow.insert(entry, database)
    }
  }

  /// Changes an entry; fields that stay the same leave no trace.
  package func update(
    _ id: String, at moment: Instant, _ change: @Sendable (inout JournalEntry) -> Void
  ) throws(JournalError) {
    try writing { database in
      try Self.revise(id, at: moment, database, change)
    }
  }

  /// Adds and revises entries in one transaction; when this returns, all of it is on the disk.
  ///
  /// - Parameter newID: asked for once an added entry.
  package func write(
    _ acts: [JournalAct], snapshot: String, at moment: Instant, newID: () -> String
  ) throws(JournalError) {
    let ids = acts.map { act in if case .add = act { newID() } else { "" } }
    try writing { database in
      for (act, id) in zip(acts, ids) {
        switch act {
        case .add(let draft):
          try JournalRow.insert(
            JournalEntry(
              id: id, snapshot: snapshot, kind: draft.kind, object: draft.object,
              title: draft.title, details: draft.details, owner: draft.owner, due: draft.due,
              state: draft.state, createdAt: moment), database)
        case .revise(let id, let revision):
          try Self.revise(id, at: moment, database) { revision.apply(to: &$0) }
        }
      }
    }
  }

  private static func revise(
    _ id: String, at moment: Instant, _ database: Database,
    _ change: (inout JournalEntry) -> Void
  ) throws {
    guard
      let row = try Row.fetchOne(
        database, sql: "SELECT * FROM entry WHERE id = ?", arguments: [id])
    else { throw JournalError.unknownEntry(id: id) }
    let old = JournalRow.entry(row)
    var new = old
    change(&new)
    new.changedAt = moment
    try JournalRow.update(from: old, to: new, at: moment, database)
  }

  /// Adds entries with all their changes, as an export gives them; those that are there are left.
  ///
  /// - Returns: how many were new.
  @discardableResult
  package func merge(
    _ records: [(entry: JournalEntry, changes: [JournalChange])]
  ) throws(JournalError) -> Int {
    try writing { database in
      var added = 0
      for record in records {
        let known = try Bool.fetchOne(
          database, sql: "SELECT EXISTS (SELECT 1 FROM entry WHERE id = ?)",
          arguments: [record.entry.id])
        if known == true { continue }
        try JournalRow.insert(record.entry, database, changes: record.changes)
        added += 1
      }
      return added
    }
  }

  /// Marks the file as written by a later version, for the test of that case.
  func pretendLaterSchema() throws {
    try database.write { database in
      try database.execute(
        sql: "INSERT INTO grdb_migrations (identifier) VALUES (?)", arguments: ["99 the future"])
    }
  }

  /// Leaves the file no room to grow, for the test of a full disk.
  func pretendFullDisk() throws {
    try database.writeWithoutTransaction { database in
      let pages = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 1
      try database.execute(sql: "PRAGMA max_page_count = \(pages)")
    }
  }

  // MARK: - Errors

  private func reading<Value>(_ body: (Database) throws -> Value) throws(JournalError) -> Value {
    do {
      return try database.read(body)
    } catch let error as JournalError {
      throw error
    } catch {
      throw Self.translate(error, path)
    }
  }

  private func writing<Value>(
    _ body: @Sendable (Database) throws -> Value
  ) throws(JournalError) -> Value {
    guard isWritable else { throw .readOnly(path: path) }
    do {
      return try database.write(body)
    } catch let error as JournalError {
      throw error
    } catch {
      throw Self.translate(error, path)
    }
  }

  private static func translate(_ error: any Error, _ path: String) -> JournalError {
    guard let error = error as? DatabaseError else {
      return .failed(path: path, why: "\(error)")
    }
    return switch error.resultCode {
    case .SQLITE_FULL: .diskFull(path: path)
    case .SQLITE_IOERR where Self.isFull(error.extendedResultCode): .diskFull(path: path)
    case .SQLITE_READONLY: .readOnly(path: path)
    case .SQLITE_BUSY, .SQLITE_LOCKED: .busy(path: path)
    case .SQLITE_NOTADB, .SQLITE_CORRUPT:
      .damaged(path: path, why: error.message ?? "unreadable")
    case .SQLITE_CANTOPEN, .SQLITE_PERM:
      .cannotOpen(path: path, why: error.message ?? "permission denied")
    default: .failed(path: path, why: error.message ?? "\(error.resultCode)")
    }
  }

  /// Results of writing, or of making the index of the log, that a full disk gives.
  private static func isFull(_ code: ResultCode) -> Bool {
    [.SQLITE_IOERR_WRITE, .SQLITE_IOERR_SHMSIZE, .SQLITE_IOERR_FSYNC, .SQLITE_IOERR_TRUNCATE]
      .contains(code)
  }
}
