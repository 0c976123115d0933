import RevBase
import RevForecast
import RevJournal
import RevMetrics
import RevModel
import RevPresentation
import RevRisk

/// `revtop actions`: what to do about the numbers, with what the journal says was decided.
package struct ActionsCommand: Sendable {
  package var form = DealsCommand.Form.text
  /// Leaves out what is snoozed, done or dismissed.
  package var onlyOpen = false

  package init() {}

  package func run(_ opened: SnapshotRequest.Opened) -> String {
    let analyst = Analyst(opened.engine)
    let context = opened.engine.context(opened.question)
    let model = analyst.outcomes(for: opened.question)
    var desk = JournalDesk(
      path: JournalPlace.path, snapshot: opened.engine.snapshot.manifest.name)
    let journal = desk.read()
    var sheet = ActionSheet(
      opened.engine, context, model, RiskList(model, context),
      analyst.forecaster.forecast(context), journal)
    if onlyOpen { sheet.lines.removeAll { !$0.isOpen } }
    switch form {
    case .csv:
      return ([ActionDocument.columns] + sheet.lines.map(ActionDocument.cells))
        .map { CSVText.line($0) + "\n" }.joined()
    case .json:
      var members = KPIDocument.header(opened.question, opened.engine.snapshot)
      members += ActionDocument.members(sheet)
      members.append(.init("journal", .text(journal.notice)))
      return JSON.object(members).text() + "\n"
    case .text: return text(sheet, journal, opened)
    }
  }

  private func text(
    _ sheet: ActionSheet, _ journal: JournalBook, _ opened: SnapshotRequest.Opened
  ) -> String {
    let snapshot = opened.engine.snapshot
    var table = TextTable([
      .init("action", limit: 48), .init("owner", limit: 18), .init("due"), .init("state"),
      .init("low", .right), .init("mid", .right), .init("high", .right), .init("counts", .right),
      .init("confidence"), .init("effort"), .init("because", limit: 60),
    ])
    for line in sheet.lines {
      let owner = snapshot.people.ids.firstRow(of: line.ownerID)
      table.rows.append([
        line.title, owner.flatMap { snapshot.people.title(ofCode: Int32($0)) } ?? line.ownerID,
        line.due.map { "\($0)" } ?? "", line.stateWord,
        line.impact.map { PlainText.amount($0.low) } ?? "",
        line.impact.map { PlainText.amount($0.mid) } ?? "unsized",
        line.impact.map { PlainText.amount($0.high) } ?? "",
        line.isOpen ? PlainText.amount(line.claimed) : "", line.confidence?.rawValue ?? "",
        line.effort?.rawValue ?? "", line.evidence.first ?? line.unsized ?? "",
      ])
    }
    var out = Headline.text(opened.question, snapshot) + "\n" + table.text + "\n"
    let currency = snapshot.manifest.currency
    for gap in sheet.gaps where gap.amount > .zero {
      out +=
        "\(gap.title): \(PlainText.amount(gap.amount)) \(currency), of which actions count "
        + "\(PlainText.amount(gap.claimed))\(gap.isMoney ? "" : " (no new money)")\n"
    }
    for record in sheet.records {
      let share = record.share.map { " (\(Format.percent($0, digits: 0)))" } ?? ""
      out +=
        "\(record.rule.rawValue) so far: \(record.cases) cases, sized at "
        + "\(PlainText.amount(record.sized)), brought \(PlainText.amount(record.realised))\(share)\n"
    }
    for rule in ActionRule.allCases {
      if let why = sheet.silent[rule] { out += "\(rule.rawValue) is silent: \(why)\n" }
      if let more = sheet.unlisted[rule] { out += "\(rule.rawValue): \(more) more cases\n" }
    }
    if let notice = journal.notice { out += "\(notice)\n" }
    return out
  }
}
