package import RevBase
package import RevForecast
package import RevJournal
package import RevMetrics
package import RevModel
package import RevRisk

/// What to do about the numbers of one question, with what the journal says was decided.
package struct ActionSheet: Equatable, Sendable {
  package var question: Question
  /// Open ones by the money that they claim, then snoozed, done and dismissed ones.
  package var lines: [ActionLine] = []
  package var gaps: [ActionGap] = []
  /// Sized against realised of the rules that have outcomes.
  package var records: [ActionRecord] = []
  package var unlisted: [ActionRule: Int] = [:]
  /// Why a rule cannot speak.
  package var silent: [ActionRule: String] = [:]
  /// What all open lines claim of gaps that money closes.
  package var claimed = Money.zero
  /// What the objects of the lines are in the snapshot, by their names in the journal.
  var objects: [String: ActionObject] = [:]
  /// Why there is no list yet; nil when there is one.
  package var reason: String?

  /// A list that cannot be made yet.
  init(_ question: Question, waiting reason: String) {
    self.question = question
    self.reason = reason
  }

  /// - Parameter journal: of the snapshot; entries of other questions count too.
  package init(
    _ engine: Engine, _ context: AnswerContext, _ model: RiskModel, _ list: RiskList,
    _ forecast: Forecast, _ journal: JournalBook, calls: [ForecastAudit.CallBias] = []
  ) {
    question = context.question
    let found = NextBestActions(
      engine, context, model, list, forecast, calls: calls,
      outcomes: ActionMemory.outcomes(journal, context))
    let today = context.question.asOf
    (gaps, records) = (found.gaps, found.records)
    (unlisted, silent) = (found.unlisted, found.silent)
    var entries: [String: JournalEntry] = [:]
    for entry in journal.entries where entry.kind == .action {
      guard let id = entry.details["action"] else { continue }
      // What was decided long ago is found anew.
      entries[id] = ActionMemory.isStale(entry, today: today) ? nil : entry
    }
    for action in found.actions {
      lines.append(Self.line(action, entries.removeValue(forKey: action.id), context, today))
    }
    for entry in journal.entries where entry.kind == .action {
      if let id = entry.details["action"], entries[id]?.id != entry.id { continue }
      let line = ActionMemory.line(entry, today: today)
      // What nobody decided about and no rule finds any more is gone.
      if line.standing == .new, line.isCarried { continue }
      lines.append(line)
    }
    for line in lines { objects[line.object] = line.action?.object ?? objects[line.object] }
    order()
    let money = Set(gaps.filter(\.isMoney).map(\.key))
    claimed = lines.reduce(.zero) { sum, line in
      line.isOpen && line.gap.map(money.contains) ?? false ? sum + line.claimed : sum
    }
  }

  private static func line(
    _ action: NextAction, _ entry: JournalEntry?, _ context: AnswerContext, _ today: Day
  ) -> ActionLine {
    let people = context.snapshot.people
    var line = ActionLine(
      id: action.id, rule: action.rule, title: action.title,
      object: ActionMemory.object(action, context.snapshot),
      ownerID: action.owner.map { people.ids[Int($0)] } ?? "", due: action.due,
      standing: .new, impact: action.impact, unsized: action.unsized)
    line.claimed = action.claimed
    line.evidence = action.evidence
    line.confidence = action.confidence
    line.effort = action.effort
    line.gap = action.gap
    line.claimedBy = action.claimedBy
    line.demoted = action.demoted
    line.action = action
    if let entry {
      line.entry = entry
      line.standing = ActionLine.Standing(entry, today: today)
      if !entry.owner.isEmpty { line.ownerID = entry.owner }
      if let due = entry.due { line.due = due }
    }
    return line
  }

  /// Keeps the order of the rules, with what is decided already behind what is not.
  private mutating func order() {
    func shelf(_ line: ActionLine) -> Int {
      switch line.standing {
      case .new, .accepted: 0
      case .snoozed: 1
      case .done: 2
      case .dismissed: 3
      }
    }
    let sorted = lines.enumerated().sorted { a, b in
      let (x, y) = (shelf(a.element), shelf(b.element))
      return x == y ? a.offset < b.offset : x < y
    }
    lines = sorted.map(\.element)
  }
}
