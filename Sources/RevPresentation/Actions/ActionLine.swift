package import RevBase
package import RevJournal
import RevMetrics
package import RevRisk

/// One thing to do as the list shows it: found by a rule today, written by a person, or carried
/// over from an earlier day on which a rule had found it.
package struct ActionLine: Equatable, Sendable {
  package enum Standing: String, Sendable {
    case new, accepted, snoozed, done, dismissed
  }

  /// The rule's own id, or that of the journal's entry for what a person wrote.
  package var id: String
  package var rule: ActionRule?
  package var title: String
  /// `deal:D-17`.
  package var object: String
  package var ownerID: String
  package var due: Day?
  package var standing: Standing
  package var impact: ActionImpact?
  /// Why it has no size; nil when it has one.
  package var unsized: String?
  /// What of it counts in totals.
  package var claimed = Money.zero
  package var evidence: [String] = []
  package var confidence: ActionConfidence?
  package var effort: ActionEffort?
  package var gap: String?
  package var claimedBy: String?
  package var demoted: String?
  /// The journal's entry about it; nil when nobody decided anything yet.
  package var entry: JournalEntry?
  /// Whether it was accepted earlier and no rule finds it any more.
  package var isCarried = false
  /// Today's finding; nil for what is carried over or written by a person.
  package var action: NextAction?

  /// Whether somebody still has to do it now.
  package var isOpen: Bool { standing == .new || standing == .accepted }

  /// The word of the column State: a carried one says so.
  package var stateWord: String {
    if standing == .accepted, isCarried { return "carried" }
    return standing.rawValue
  }
}

extension ActionLine.Standing {
  /// A snoozed one is back on its day.
  init(_ entry: JournalEntry, today: Day) {
    switch entry.state {
    case .open: self = entry.details["action"] == nil ? .accepted : .new
    case .accepted: self = .accepted
    case .snoozed:
      let until = entry.details["snoozed_until"].flatMap { Day($0) }
      self = until.map { $0 > today } ?? true ? .snoozed : .accepted
    case .done: self = .done
    case .dismissed: self = .dismissed
    }
  }
}
