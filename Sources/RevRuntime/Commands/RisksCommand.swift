import RevBase
import RevMetrics
import RevModel
import RevPresentation
package import RevRisk

/// `revtop deals --at-risk`: open deals with their chances and every reason behind them, in the
/// order in which they need somebody.
package struct RisksCommand: Sendable {
  package var form = DealsCommand.Form.text
  /// Only deals with this flag, whether they are at risk or not.
  package var flag: RiskFlag?

  package init() {}

  /// Only deals that are stalled.
  package mutating func narrowToStalled() { flag = .stalled }

  package func run(_ opened: SnapshotRequest.Opened) throws(CommandError) -> String {
    let analyst = Analyst(opened.engine)
    let context = opened.engine.context(opened.question)
    let model = analyst.outcomes(for: opened.question)
    let list = RiskList(model, context)
    let rows = flag.map { list.rows(with: $0) } ?? list.risky
    let lines = rows.compactMap { row in
      model.risk(ofDeal: row.deal).map { RiskLine(DealLine(row.deal, context), $0) }
    }
    let total = rows.reduce(Money.zero) { $0 + $1.shortfall }
    switch form {
    case .csv:
      return ([DealLine.columns + RiskLine.columns] + lines.map { $0.deal.cells + $0.cells })
        .map { CSVText.line($0) + "\n" }.joined()
    case .json:
      var members = KPIDocument.header(opened.question, opened.engine.snapshot)
      members += [
        .init("chances_by", .day(list.period.end)),
        .init("mode", .string(list.mode.isLearnt ? "learnt" : "rules")),
        .init("remarks", .array(list.remarks.map { .string($0) })),
        .init("ranked", .int(list.rows.count)), .init("count", .int(lines.count)),
        .init("money_at_risk", .money(total)), .init("deals", .array(lines.map(\.json))),
      ]
      return JSON.object(members).text() + "\n"
    case .text:
      return text(lines, list, total, opened)
    }
  }

  private func text(
    _ lines: [RiskLine], _ list: RiskList, _ total: Money, _ opened: SnapshotRequest.Opened
  ) -> String {
    var table = TextTable([
      .init("deal", limit: 20), .init("name", limit: 30), .init("owner", limit: 16),
      .init("stage", limit: 14), .init("amount", .right), .init("close"), .init("win", .right),
      .init("clean", .right), .init("at risk", .right), .init("strongest reason", limit: 60),
    ])
    for line in lines {
      let risk = line.risk
      table.rows.append([
        line.deal.id, line.deal.name, line.deal.ownerName ?? "(none)", line.deal.stage,
        PlainText.amount(line.deal.amount), line.deal.close.map { "\($0)" } ?? "(none)",
        Format.percent(risk.chance, digits: 0), Format.percent(risk.reference, digits: 0),
        PlainText.amount(risk.shortfall),
        risk.strongest?.words ?? risk.flags.all.map(\.short).joined(separator: ", "),
      ])
    }
    let currency = opened.engine.snapshot.manifest.currency
    let noun = flag.map { "with the flag \($0.word)" } ?? "at risk"
    let remarks = list.remarks.map { $0 + "\n" }.joined()
    return Headline.text(opened.question, opened.engine.snapshot) + "\n" + table.text
      + "\n\(lines.count) of \(list.rows.count) deals \(noun), "
      + "\(PlainText.amount(total)) \(currency) missing against a clean record\n" + remarks
  }
}
