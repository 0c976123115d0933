import GRDB

/// The tables of the journal, version by version.
///
/// A version that was released never changes; a new one is added below it.
enum JournalSchema {
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1 entries and their changes") { database in
      try database.execute(
        sql: """
          CREATE TABLE entry (
            id TEXT PRIMARY KEY NOT NULL,
            snapshot TEXT NOT NULL,
            kind TEXT NOT NULL,
            object TEXT NOT NULL,
            title TEXT NOT NULL,
            details TEXT NOT NULL,
            owner TEXT NOT NULL,
            due TEXT,
            state TEXT NOT NULL,
            created_at INTEGER NOT NULL,
            changed_at INTEGER NOT NULL
          );
          CREATE INDEX entry_by_snapshot ON entry (snapshot, created_at);
          CREATE TABLE change (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            entry TEXT NOT NULL REFERENCES entry (id),
            at INTEGER NOT NULL,
            field TEXT NOT NULL,
            old TEXT,
            new TEXT NOT NULL
          );
          CREATE INDEX change_by_entry ON change (entry, number);
          """)
    }
    return migrator
  }
}
