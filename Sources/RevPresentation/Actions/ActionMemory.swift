import RevBase
import RevJournal
import RevMetrics
import RevModel
import RevRisk

/// Actions to and from the journal: what is kept of one when somebody decides about it, so that it
/// can be carried over, and held against what came.
enum ActionMemory {
  /// `deal:D-17`: the object of an action as the journal names it.
  static func object(_ action: NextAction, _ snapshot: Snapshot) -> String {
    switch action.object {
    case .deal(let row): "deal:\(snapshot.deals.id[row])"
    case .contract(let row):
      "contract:\(snapshot.contracts?.id[row] ?? "\(row + 1)")"
    case .account(let code): "account:\(snapshot.accounts.ids[code])"
    case .person(let code): "owner:\(snapshot.people.ids[Int(code)])"
    case .segment(let segment): "segment:\(segment)"
    case .channel(let channel): "channel:\(channel)"
    case .selection: ""
    }
  }

  /// What is kept of an action besides its title, owner and day.
  static func details(_ line: ActionLine, _ glance: RiskGlance?, end: Day) -> [String: String] {
    var details = ["action": line.id]
    if let rule = line.rule { details["rule"] = rule.rawValue }
    if let impact = line.impact {
      details["low"] = "\(impact.low)"
      details["mid"] = "\(impact.mid)"
      details["high"] = "\(impact.high)"
      details["impact"] = impact.kind.rawValue
      details["formula"] = impact.formula
    }
    if let confidence = line.confidence { details["confidence"] = confidence.rawValue }
    if !line.evidence.isEmpty { details["evidence"] = line.evidence.joined(separator: "\n") }
    if let glance {
      details["chance"] = "\(glance.chance)"
      details["amount"] = "\(Money(cents: Int64((glance.amount * 100).rounded())))"
      details["period_end"] = "\(end)"
    }
    return details
  }

  /// For how long what was done or dismissed stays decided.
  static let decidedDays = 30

  /// Whether an action that is found today has to be decided about anew.
  static func isStale(_ entry: JournalEntry, today: Day) -> Bool {
    guard entry.state == .done || entry.state == .dismissed else { return false }
    let changed = Day(Int32(clamping: entry.changedAt.microseconds / Instant.perDay))
    return today - changed > decidedDays
  }

  /// An action that only the journal knows: carried over, or written by a person.
  static func line(_ entry: JournalEntry, today: Day) -> ActionLine {
    let details = entry.details
    var line = ActionLine(
      id: details["action"] ?? entry.id,
      rule: details["rule"].flatMap { ActionRule(rawValue: $0) }, title: entry.title,
      object: entry.object, ownerID: entry.owner, due: entry.due,
      standing: ActionLine.Standing(entry, today: today), impact: impact(details),
      unsized: details["mid"] == nil ? "written by hand: no size was given" : nil)
    line.evidence = (details["evidence"] ?? "").split(separator: "\n").map(String.init)
    line.confidence = details["confidence"].flatMap { ActionConfidence(rawValue: $0) }
    line.effort = line.rule?.effort
    line.entry = entry
    line.isCarried = details["action"] != nil
    return line
  }

  private static func impact(_ details: [String: String]) -> ActionImpact? {
    func money(_ key: String) -> Money? {
      details[key].flatMap { text in
        text.hasPrefix("-")
          ? AmountWords.money(String(text.dropFirst())).map { -$0 } : AmountWords.money(text)
      }
    }
    guard let low = money("low"), let mid = money("mid"), let high = money("high"), low <= mid,
      mid <= high
    else { return nil }
    return ActionImpact(
      low: low, mid: mid, high: high,
      details["impact"].flatMap { ActionImpact.Kind(rawValue: $0) } ?? .newMoney,
      formula: details["formula"] ?? "")
  }

  /// What became of the actions that were accepted or done and whose deals are decided by now.
  static func outcomes(_ journal: JournalBook, _ context: AnswerContext) -> [ActionOutcome] {
    let taken = journal.entries.filter {
      $0.kind == .action && ($0.state == .accepted || $0.state == .done)
        && $0.object.hasPrefix("deal:") && $0.details["chance"] != nil
    }
    if taken.isEmpty { return [] }
    let rows = DealRows.find(taken.map { String($0.object.dropFirst(5)) }, context.snapshot)
    return taken.compactMap { entry in
      let details = entry.details
      guard let rule = details["rule"].flatMap({ ActionRule(rawValue: $0) }),
        let row = rows[String(entry.object.dropFirst(5))],
        let chance = details["chance"].flatMap({ Double($0) }),
        let amount = details["amount"].flatMap({ AmountWords.money($0) }),
        let sized = details["mid"].flatMap({ AmountWords.money($0) }),
        let end = details["period_end"].flatMap({ Day($0) }),
        let realised = ActionOutcome.realised(
          deal: row, chance: chance, amount: amount, by: end, in: context.book)
      else { return nil }
      return ActionOutcome(rule: rule, sized: sized, realised: realised)
    }
  }
}

/// Rows of deals.csv by their ids.
enum DealRows {
  /// One pass over the table, whatever the number of ids.
  static func find(_ ids: [String], _ snapshot: Snapshot) -> [String: Int] {
    if ids.isEmpty { return [:] }
    var wanted: [ArraySlice<UInt8>: String] = [:]
    for id in ids { wanted[Array(id.utf8)[...]] = id }
    var rows: [String: Int] = [:]
    for row in 0..<snapshot.deals.count {
      if let id = wanted[snapshot.deals.id.utf8(row)] { rows[id] = row }
      if rows.count == wanted.count { break }
    }
    return rows
  }
}
