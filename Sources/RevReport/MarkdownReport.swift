import RevBase
import RevMetrics
import RevPresentation

/// The weekly report as Markdown: one fact a line, in a fixed order.
struct MarkdownReport {
  let report: WeeklyReport
  private let words: ReportWords

  init(_ report: WeeklyReport) {
    self.report = report
    words = ReportWords(report: report)
  }

  var text: String {
    let lines =
      heading + quarter + changes + deals + pipeline + customers + anomalies + actions + journal
      + footer
    return lines.joined(separator: "\n") + "\n"
  }

  private func md(_ text: String) -> String { ReportText.markdown(text) }

  private func table(_ heads: [String], _ rows: [[String]]) -> [String] {
    guard !rows.isEmpty else { return [] }
    // A head that begins with a blank column is one of numbers.
    let rule = heads.map { $0.hasPrefix(" ") ? "--:" : "---" }
    func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }
    let names = heads.map { $0.hasPrefix(" ") ? String($0.dropFirst()) : $0 }
    return ["", line(names), "|" + rule.joined(separator: "|") + "|"]
      + rows.map { line($0.map(md)) }
  }

  private func figures(_ title: String, _ rows: [ReportRow]) -> [String] {
    table(
      [title, " value", " \(ReportWords.change)", "note"],
      rows.map { [$0.label, $0.value, $0.change, $0.note] })
  }

  private func section(_ title: String, _ body: [String]) -> [String] {
    ["", "## \(title)"] + body
  }

  private func paragraph(_ text: String) -> [String] { text.isEmpty ? [] : ["", md(text)] }

  private func list(_ lines: [String]) -> [String] {
    lines.isEmpty ? [] : [""] + lines.map { "- \(md($0))" }
  }

  // MARK: - Sections

  private var heading: [String] {
    [
      "# Weekly revenue report: \(md(report.heading.company))", "",
      "- Period: \(md(words.period))",
      "- As of: \(report.heading.asOf), compared with \(report.heading.since)",
      "- Scope: \(md(words.slicers))",
      "- Amounts in \(md(report.heading.currency))",
    ]
  }

  private var quarter: [String] {
    let verdict = report.verdict
    return section(
      "Will we reach the quarter?",
      ["", "**\(md(verdict.answer))**: \(md(verdict.reason))"]
        + figures("number", words.numbers)
        + list(
          [report.confidenceWords].filter { !$0.isEmpty }.map { "confidence: \($0)" }
            + report.remarks))
  }

  private var changes: [String] {
    let changes = report.changes
    var body = paragraph(changes.forecastReason ?? "")
    body += table(
      ["why the expected landing moved", " amount"],
      changes.forecast.map { [$0.words, words.signed($0.amount)] })
    body += paragraph(changes.movementReason ?? "")
    body += table(
      ["open pipeline of the period", " amount", " deals", "what it counts"],
      changes.movement.map {
        [
          $0.label, $0.kind == .total ? words.money($0.amount) : words.signed($0.signed),
          Format.count($0.count), $0.words,
        ]
      })
    return section("What changed since \(report.heading.since)", body)
  }

  private var deals: [String] {
    let deals = report.deals
    var body = paragraph(words.atRisk)
    body += list(deals.remarks)
    for (index, deal) in deals.top.enumerated() {
      body += ["", "### \(index + 1). \(md(deal.name))", ""]
      let close = deal.close.map { ", due \($0)" } ?? ", no close date"
      body.append(
        "- \(md("\(words.money(deal.amount)), \(deal.stage)\(close), \(deal.account), owner \(deal.owner)"))"
      )
      body.append(
        "- \(words.percent(deal.chance)) to win in the period, "
          + "\(words.percent(deal.reference)) with a clean record: "
          + "\(words.money(deal.shortfall)) is missing")
      body += deal.reasons.map { "- \($0.points) points: \(md($0.words))" }
      if !deal.flags.isEmpty { body.append("- flags: \(md(deal.flags.joined(separator: ", ")))") }
    }
    return section("Which deals need us?", body)
  }

  private var pipeline: [String] {
    var body = figures("pipeline", words.pipeline)
    body += table(
      ["stage", " deals", " amount", " conversion"],
      report.pipeline.stages.map {
        [
          $0.stage, Format.count($0.tally.count), words.money($0.tally.amount),
          $0.conversion.map(words.percent) ?? Format.missing,
        ]
      })
    body += table(
      ["created in the week of", " amount", " deals"],
      report.pipeline.created.suffix(13).map {
        ["\($0.week)", words.money($0.tally.amount), Format.count($0.tally.count)]
      })
    body += table(
      ["days since created", " amount", " deals"],
      report.pipeline.aging.map {
        [$0.bucket, words.money($0.tally.amount), Format.count($0.tally.count)]
      })
    return section("Is there enough pipeline?", body)
  }

  private var customers: [String] {
    let retention = report.retention
    var body = figures("customers", words.retention)
    body += paragraph(retention.stepsReason ?? "")
    body += table(
      ["recurring revenue a year, \(retention.span)", " amount", " customers"],
      retention.steps.map {
        [
          $0.label, $0.kind == .total ? words.money($0.amount) : words.signed($0.signed),
          Format.count($0.count),
        ]
      })
    body += paragraph(retention.windowsReason ?? "")
    body += table(
      ["renewals due within", " amount", " contracts", " nobody works on", " of them"],
      retention.windows.map {
        [
          "\($0.days) days", words.money($0.due.amount), Format.count($0.due.count),
          words.money($0.uncovered.amount), Format.count($0.uncovered.count),
        ]
      })
    return section("Are customers staying?", body)
  }

  private var anomalies: [String] {
    let body =
      report.anomalies.isEmpty
      ? paragraph("nothing is beyond its last weeks or past a threshold")
      : table(
        ["number", " value", "", "why"],
        report.anomalies.map { [$0.title, $0.shownValue, $0.word, $0.why] })
    return section("What is unusual?", body)
  }

  private var actions: [String] {
    let actions = report.actions
    guard !actions.lines.isEmpty else {
      return section("What should we do?", paragraph("no rule asks for an action"))
    }
    var body = paragraph(words.actionsNote)
    body += table(
      ["action", "owner", "due", " worth", " counted", "kind", "effort"],
      actions.lines.map {
        [
          $0.title, $0.owner, "\($0.due)", words.size($0), words.money($0.claimed), $0.kind,
          $0.effort,
        ]
      })
    body += table(
      ["gap", " amount", " closed by actions"],
      actions.gaps.map { [$0.title, words.money($0.amount), words.money($0.claimed)] })
    return section("What should we do?", body)
  }

  private var journal: [String] {
    let journal = report.journal
    func rows(_ entries: [WeeklyReport.Entry]) -> [[String]] {
      entries.map { [$0.text, $0.owner, words.due($0), "\($0.written)"] }
    }
    var body: [String] = []
    if journal.decisions.isEmpty, journal.open.isEmpty, journal.done.isEmpty {
      body = paragraph("nothing was written down since \(report.heading.since)")
    }
    body += table(["decision", "owner", "due", "written"], rows(journal.decisions))
    body += table(["open action", "owner", "due", "written"], rows(journal.open))
    body += table(["done", "owner", "due", "written"], rows(journal.done))
    return section("What did we decide?", body)
  }

  private var footer: [String] {
    let warnings =
      report.warnings == 0
      ? [] : ["- \(Format.count(report.warnings, "warning")) about the data while loading"]
    return section("About these numbers", [""] + warnings)
      + [
        "- every number is defined in Documentation/Metrics.md and printed by `revtop kpis`",
        "- expected, range and chance come from the company's own history; "
          + "`revtop forecast --audit` shows how good they were",
      ]
  }
}
