import RevBase
import RevMetrics
import RevModel
import RevPresentation

/// The weekly report as JSON: exact numbers, one row a line.
struct JSONReport {
  let report: WeeklyReport
  let snapshot: Snapshot

  init(_ report: WeeklyReport, _ snapshot: Snapshot) {
    self.report = report
    self.snapshot = snapshot
  }

  var text: String {
    var members = KPIDocument.header(report.readout.question, snapshot)
    members += [
      .init("since", .day(report.heading.since)),
      .init("week", .string(report.heading.week)),
      .init(
        "verdict",
        ["answer": .string(report.verdict.answer), "reason": .string(report.verdict.reason)]),
      .init("metrics", metrics),
      .init("confidence", .string(report.confidenceWords)),
      .init("remarks", .array(report.remarks.map { .string($0) })),
      .init("forecast_change", .array(report.changes.forecast.map(part))),
      .init("movement", .array(report.changes.movement.map(step))),
      .init("at_risk", atRisk),
      .init("deals", .array(report.deals.top.map(deal))),
      .init("arr_bridge", .array(report.retention.steps.map(step))),
      .init("renewals", .array(report.retention.windows.map(window))),
      .init("anomalies", .array(report.anomalies.map(Self.anomaly))),
      .init("actions", .array(report.actions.lines.map(action))),
      .init("actions_claimed", .money(report.actions.claimed)),
      .init("gaps", .array(report.actions.gaps.map(gap))),
      .init("decisions", .array(report.journal.decisions.map(entry))),
      .init("open_actions", .array(report.journal.open.map(entry))),
      .init("done_actions", .array(report.journal.done.map(entry))),
      .init("warnings", .int(report.warnings)),
    ]
    return JSON.object(members).text() + "\n"
  }

  /// Every number of the book, as `revtop kpis --json` prints it.
  private var metrics: JSON {
    .object(
      MetricCatalog.all.filter { report.readout.has($0.id) }.map {
        .init($0.id.rawValue, KPIDocument.measure(report.readout[$0.id], $0.unit))
      })
  }

  private func part(_ part: WeeklyReport.Part) -> JSON {
    ["words": .string(part.words), "amount": .money(part.amount)]
  }

  private func step(_ step: WeeklyReport.Step) -> JSON {
    [
      "label": .string(step.label), "kind": .string(step.kind.rawValue),
      "amount": .money(step.signed), "count": .int(step.count),
    ]
  }

  private var atRisk: JSON {
    [
      "count": .int(report.deals.atRisk.count), "missing": .money(report.deals.atRisk.amount),
      "exposed": .money(report.deals.exposed), "considered": .int(report.deals.considered),
    ]
  }

  private func deal(_ deal: WeeklyReport.Deal) -> JSON {
    [
      "name": .string(deal.name), "account": .string(deal.account), "owner": .string(deal.owner),
      "stage": .string(deal.stage), "amount": .money(deal.amount), "close": .day(deal.close),
      "chance": .real(deal.chance), "clean_chance": .real(deal.reference),
      "missing": .money(deal.shortfall),
      "reasons": .array(
        deal.reasons.map { ["points": .int($0.points), "words": .string($0.words)] }),
      "flags": .array(deal.flags.map { .string($0) }),
    ]
  }

  private func window(_ window: WeeklyReport.Window) -> JSON {
    [
      "days": .int(window.days), "count": .int(window.due.count),
      "amount": .money(window.due.amount), "uncovered_count": .int(window.uncovered.count),
      "uncovered_amount": .money(window.uncovered.amount),
    ]
  }

  private func action(_ action: WeeklyReport.Action) -> JSON {
    [
      "id": .string(action.id), "title": .string(action.title), "owner": .string(action.owner),
      "due": .day(action.due), "low": .money(action.low), "mid": .money(action.mid),
      "high": .money(action.high), "claimed": .money(action.claimed), "kind": .string(action.kind),
      "formula": .string(action.formula), "effort": .string(action.effort),
      "confidence": .string(action.confidence),
      "evidence": .array(action.evidence.map { .string($0) }),
    ]
  }

  private func gap(_ gap: WeeklyReport.Gap) -> JSON {
    [
      "title": .string(gap.title), "amount": .money(gap.amount), "claimed": .money(gap.claimed),
    ]
  }

  private func entry(_ entry: WeeklyReport.Entry) -> JSON {
    [
      "id": .string(entry.id), "text": .string(entry.text), "owner": .string(entry.owner),
      "due": .day(entry.due), "written": .day(entry.written), "state": .string(entry.state),
    ]
  }

  static func anomaly(_ finding: AnomalyFinding) -> JSON { AnomalyDocument.line(finding) }
}
