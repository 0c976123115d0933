package import RevBase

/// One thing that the user wrote: a note, a decision, an action, a call or a scenario.
package struct JournalEntry: Sendable, Equatable, Identifiable {
  package enum Kind: String, Sendable, CaseIterable {
    case note, decision, action, call, scenario
  }

  /// Where an action stands; notes and calls are always `open`.
  package enum State: String, Sendable, CaseIterable {
    case open, accepted, snoozed, done, dismissed

    /// Whether it is carried over to the next meeting.
    package var isPending: Bool {
      switch self {
      case .open, .accepted, .snoozed: true
      case .done, .dismissed: false
      }
    }
  }

  /// Unique for ever, also across journals that were merged.
  package let id: String
  /// Name of the snapshot that it belongs to.
  package let snapshot: String
  package let kind: Kind
  /// What it is about: `deal:D-17`, `owner:p3`, `period:2026-11-01`; empty for the whole company.
  package var object: String
  /// One line.
  package var title: String
  /// Whatever else belongs to it, by name, in the order of the names.
  package var details: [String: String]
  /// Id of the person who is to do it; empty when nobody was named.
  package var owner: String
  package var due: Day?
  package var state: State
  package let createdAt: Instant
  package internal(set) var changedAt: Instant

  package init(
    id: String, snapshot: String, kind: Kind, object: String = "", title: String,
    details: [String: String] = [:], owner: String = "", due: Day? = nil, state: State = .open,
    createdAt: Instant
  ) {
    self.id = id
    self.snapshot = snapshot
    self.kind = kind
    self.object = object
    self.title = title
    self.details = details
    self.owner = owner
    self.due = due
    self.state = state
    self.createdAt = createdAt
    changedAt = createdAt
  }
}

/// One change of one field of an entry; the first of an entry has no old value.
package struct JournalChange: Sendable, Equatable {
  package let entry: String
  package let at: Instant
  package let field: String
  package let old: String?
  package let new: String
}
