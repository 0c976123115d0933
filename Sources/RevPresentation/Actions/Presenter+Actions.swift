import RevBase
import RevForecast
import RevJournal
import RevMetrics
import RevModel
import RevRisk

extension Presenter {
  /// The next-best actions of a question.
  mutating func actionSheet(_ question: Question) -> ActionSheet {
    if let known = actionSheets.first(where: { $0.question == question }) { return known }
    guard let model = analyst.riskModel(for: question) else {
      return ActionSheet(question, waiting: "learning from the history")
    }
    guard isPatient else {
      isIncomplete = true
      return ActionSheet(question, waiting: Self.workingWords)
    }
    let context = context(question)
    let made = ActionSheet(
      engine, context, model, riskList(question, model), analyst.forecaster.forecast(context),
      journal)
    actionSheets.insert(made, at: 0)
    if actionSheets.count > 2 { actionSheets.removeLast() }
    return made
  }

  func actionLine(_ row: Int32, _ sheet: ActionSheet) -> ActionLine? {
    sheet.lines.indices.contains(Int(row)) ? sheet.lines[Int(row)] : nil
  }

  mutating func actionTopic(_ row: Int32, _ question: Question) -> JournalTopic {
    guard let line = actionLine(row, actionSheet(question)) else { return JournalTopic() }
    return JournalTopic(
      object: line.object, title: objectTitle(line.object), owner: line.ownerID,
      details: ["about_action": line.id])
  }

  /// What stands behind a row of the lists of actions and of the journal.
  mutating func target(_ source: RowSource, _ row: Int32, _ question: Question) -> ObjectTarget? {
    switch source {
    case .actions:
      guard let line = actionLine(row, actionSheet(question)) else { return nil }
      if case .deal(let deal) = line.action?.object { return .deal(Int32(deal)) }
      if let rows = line.action?.rows, !rows.rows.isEmpty {
        return .rows(.action(line.id), selected: nil)
      }
      return target(line.object)
    case .journal: return journalEntry(row).flatMap { target($0.object) }
    case .item, .warnings, .suppositions, .scenario: return nil
    }
  }

  private func target(_ object: String) -> ObjectTarget? {
    let parts = object.split(separator: ":", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return nil }
    switch parts[0] {
    case "deal": return dealRow(parts[1]).map { .deal(Int32($0)) }
    case "owner": return .rows(.owner(parts[1]), selected: nil)
    case "metric": return MetricID(rawValue: parts[1]).map { .rows(.metric($0), selected: nil) }
    default: return nil
    }
  }

  // MARK: - Decisions

  /// The acts that put actions where the person wants them.
  mutating func prepare(
    _ move: ActionMove, _ source: RowSource, _ rows: [Int32], _ question: Question
  ) -> Action {
    var acts: [JournalAct] = []
    switch source {
    case .actions:
      let sheet = actionSheet(question)
      for row in rows {
        guard let line = actionLine(row, sheet) else { continue }
        acts.append(act(move, line, question))
      }
    case .journal:
      for row in rows {
        guard let entry = journalEntry(row), entry.kind == .action || entry.kind == .decision
        else { continue }
        acts.append(.revise(id: entry.id, move.revision))
      }
      if acts.isEmpty { return .said("only actions and decisions have a state") }
    case .item, .warnings, .suppositions, .scenario: break
    }
    return .actsPrepared(acts, said: "\(Format.count(acts.count, "action")) \(move.past)")
  }

  private mutating func act(
    _ move: ActionMove, _ line: ActionLine, _ question: Question
  ) -> JournalAct {
    if let entry = line.entry { return .revise(id: entry.id, move.revision) }
    let model = analyst.riskModel(for: question)
    var glance: RiskGlance?
    if case .deal(let row) = line.action?.object { glance = model?.glance(ofDeal: row) }
    let details = ActionMemory.details(
      line, glance, end: model?.period.end ?? question.period.end
    ).merging(move.revision.details) { _, new in new }
    return .add(
      JournalDraft(
        .action, about: line.object, title: line.title, details: details, owner: line.ownerID,
        due: line.due, state: move.revision.state ?? .accepted))
  }
}

extension ActionMove {
  /// What it changes in an entry.
  var revision: JournalRevision {
    switch self {
    case .accept: JournalRevision(state: .accepted)
    case .finish: JournalRevision(state: .done)
    case .snooze(let day):
      JournalRevision(state: .snoozed, details: ["snoozed_until": "\(day)"])
    case .dismiss(let reason):
      JournalRevision(state: .dismissed, details: ["reason": reason])
    }
  }

  /// `accepted`, `put off until 2026-11-23`.
  var past: String {
    switch self {
    case .accept: "accepted"
    case .finish: "done"
    case .snooze(let day): "put off until \(day)"
    case .dismiss: "dismissed"
    }
  }
}
