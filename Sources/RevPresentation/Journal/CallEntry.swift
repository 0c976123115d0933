package import RevBase
package import RevJournal
package import RevModel

/// A call for a period as the journal keeps it: an owner's own, or a manager's over it.
package struct CallEntry: Equatable, Sendable {
  /// Id of the person whose number it is.
  package var person: String
  package var period: Period
  /// The as-of day on which it was made.
  package var day: Day
  package var amount: Money
  package var reason: String
  /// Id of whoever made it; empty when nobody was named.
  package var author: String
  package var isOverride: Bool

  package init(
    person: String, period: Period, day: Day, amount: Money, reason: String, author: String,
    isOverride: Bool
  ) {
    self.person = person
    self.period = period
    self.day = day
    self.amount = amount
    self.reason = reason
    self.author = author
    self.isOverride = isOverride
  }

  /// nil when the entry is no call, or one that this version does not understand.
  package init?(_ entry: JournalEntry) {
    guard entry.kind == .call, let start = entry.details["period_start"].flatMap({ Day($0) }),
      let end = entry.details["period_end"].flatMap({ Day($0) }), start <= end,
      let day = entry.details["made"].flatMap({ Day($0) }),
      let amount = entry.details["amount"].flatMap({ AmountWords.money($0) })
    else { return nil }
    self.init(
      person: entry.details["person"] ?? "",
      period: Period(label: entry.details["period"] ?? "", start: start, end: end), day: day,
      amount: amount, reason: entry.details["reason"] ?? "", author: entry.details["author"] ?? "",
      isOverride: entry.details["call"] == "override")
  }

  /// The entry to be written.
  ///
  /// - Parameter name: what the person is called.
  package func draft(name: String) -> JournalDraft {
    let whose = isOverride ? "Override of the call of \(name)" : "Call of \(name)"
    var details = [
      "person": person, "period": period.label, "period_start": "\(period.start)",
      "period_end": "\(period.end)", "made": "\(day)", "amount": "\(amount)",
      "call": isOverride ? "override" : "call",
    ]
    if !reason.isEmpty { details["reason"] = reason }
    if !author.isEmpty { details["author"] = author }
    return JournalDraft(
      .call, about: "owner:\(person)",
      title: "\(whose) for \(period.label): \(amount)" + (reason.isEmpty ? "" : ", \(reason)"),
      details: details, owner: person)
  }
}

extension EnteredCall {
  /// The calls of people among the entries of a journal, as they were written: overrides of their
  /// managers are scored beside them and never take their place.
  package static func all(_ entries: [JournalEntry]) -> [EnteredCall] {
    entries.compactMap { entry in
      guard let call = CallEntry(entry), !call.isOverride else { return nil }
      return EnteredCall(
        person: call.person, periodStart: call.period.start, made: call.day, amount: call.amount)
    }
  }
}
