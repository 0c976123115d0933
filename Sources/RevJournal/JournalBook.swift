package import RevBase

/// What the journal says about one snapshot, as a screen keeps it: plain values.
package struct JournalBook: Sendable, Equatable {
  /// Oldest first.
  package var entries: [JournalEntry] = []
  /// One line about why it cannot be read or written; nil when all is well.
  package var notice: String?
  package var isWritable = true

  package init(entries: [JournalEntry] = [], notice: String? = nil, isWritable: Bool = true) {
    self.entries = entries
    self.notice = notice
    self.isWritable = isWritable
  }

  /// Entries about an object such as `deal:D-17`, oldest first.
  package func entries(about object: String) -> [JournalEntry] {
    entries.filter { $0.object == object }
  }

  /// Actions and decisions that are carried to the next meeting: neither done nor dismissed.
  package var pending: [JournalEntry] {
    entries.filter { ($0.kind == .action || $0.kind == .decision) && $0.state.isPending }
  }

  /// Entries written on or after a moment, oldest first.
  package func entries(since moment: Instant) -> [JournalEntry] {
    entries.filter { $0.createdAt >= moment }
  }

  package func entry(_ id: String) -> JournalEntry? { entries.first { $0.id == id } }
}
