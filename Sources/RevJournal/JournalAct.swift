package import RevBase

/// An entry before it is written: whoever writes it adds id, snapshot and moment.
package struct JournalDraft: Sendable, Equatable, Hashable {
  package var kind: JournalEntry.Kind
  package var object: String
  package var title: String
  package var details: [String: String]
  package var owner: String
  package var due: Day?
  package var state: JournalEntry.State

  package init(
    _ kind: JournalEntry.Kind, about object: String = "", title: String,
    details: [String: String] = [:], owner: String = "", due: Day? = nil,
    state: JournalEntry.State = .open
  ) {
    self.kind = kind
    self.object = object
    self.title = title
    self.details = details
    self.owner = owner
    self.due = due
    self.state = state
  }
}

/// What changes in an entry; what is nil stays as it is.
package struct JournalRevision: Sendable, Equatable, Hashable {
  package var state: JournalEntry.State?
  package var title: String?
  package var owner: String?
  package var due: Day?
  /// Details that are set; others stay.
  package var details: [String: String]

  package init(
    state: JournalEntry.State? = nil, title: String? = nil, owner: String? = nil, due: Day? = nil,
    details: [String: String] = [:]
  ) {
    self.state = state
    self.title = title
    self.owner = owner
    self.due = due
    self.details = details
  }

  func apply(to entry: inout JournalEntry) {
    if let state { entry.state = state }
    if let title { entry.title = title }
    if let owner { entry.owner = owner }
    if let due { entry.due = due }
    entry.details.merge(details) { _, new in new }
  }
}

/// One thing to be written into the journal.
package enum JournalAct: Sendable, Equatable, Hashable {
  case add(JournalDraft)
  case revise(id: String, JournalRevision)
}
