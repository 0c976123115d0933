import RevBase
import RevMetrics
import RevPresentation

extension HTMLReport {
  // MARK: - What changed?

  var changes: [String] {
    let changes = report.changes
    var body: [String] = []
    if let total = changes.forecast.first {
      body += ["<h3>Why the expected landing moved</h3>"]
      body += table(
        [.text(""), .number("")],
        [["<b>\(esc(total.words))</b>", "<b>\(esc(words.signed(total.amount)))</b>"]]
          + changes.forecast.dropFirst().map {
            [esc($0.words), esc(words.signed($0.amount))]
          }, style: "narrow")
    }
    body += paragraph(changes.forecastReason)
    if !changes.movement.isEmpty {
      body += ["<h3>Open pipeline of \(esc(report.heading.period.label))</h3>"]
      body += BridgePicture(steps: changes.movement, title: "Open pipeline").svg
    }
    body += paragraph(changes.movementReason)
    return section("What changed since \(report.heading.since)?", body)
  }

  // MARK: - Which deals need us?

  var deals: [String] {
    let deals = report.deals
    var body = paragraph(sentence(words.atRisk), "")
    for remark in deals.remarks { body += paragraph(sentence(remark)) }
    for (index, deal) in deals.top.enumerated() { body += lines(deal, rank: index + 1) }
    return section("Which deals need us?", body)
  }

  private func lines(_ deal: WeeklyReport.Deal, rank: Int) -> [String] {
    let close = deal.close.map { "due \($0)" } ?? "no close date"
    let flags = deal.flags.map { "<span class=\"pill watch\">\(esc($0))</span>" }
    let reasons = deal.reasons.map {
      "<li><b>\($0.points) points</b> \(esc($0.words))</li>"
    }
    return [
      "<div class=\"deal\">", "<div class=\"rank\">\(rank)</div>", "<div>",
      "<b>\(esc(deal.name))</b> \(flags.joined(separator: " "))",
      "<div class=\"note\">\(esc("\(deal.account), \(deal.stage), \(close), owner \(deal.owner)"))</div>",
      reasons.isEmpty ? "" : "<ul>\(reasons.joined())</ul>", "</div>", "<div class=\"odds\">",
      "<b>\(esc(words.money(deal.amount)))</b>",
      "<small>\(words.percent(deal.chance)) to win in the period</small>",
      "<small>\(words.percent(deal.reference)) with a clean record</small>",
      "<small>\(esc(words.money(deal.shortfall))) missing</small>", "</div>", "</div>",
    ].filter { !$0.isEmpty }
  }

  private func sentence(_ text: String) -> String {
    "\(text.prefix(1).uppercased())\(text.dropFirst())."
  }

  // MARK: - Is there enough pipeline?

  var pipeline: [String] {
    let pipeline = report.pipeline
    var body = ["<div class=\"two\">", "<div>"]
    body += ["<h3>Created per week</h3>"] + WeeksPicture(weeks: pipeline.created).svg
    body += ["</div>", "<div>", "<h3>Open deals by days since created</h3>"]
    body +=
      BarsPicture(
        title: "Open deals by age",
        rows: pipeline.aging.map {
          .init(
            label: "\($0.bucket) days", value: $0.tally.amount.units,
            words: "\(Format.compact($0.tally.amount))  (\(Format.count($0.tally.count)))",
            isMarked: $0.bucket == "over 365")
        }
      ).svg
    body += ["</div>", "<div>", "<h3>Open deals by stage</h3>"]
    body +=
      BarsPicture(
        title: "Open deals by stage",
        rows: pipeline.stages.map {
          .init(
            label: $0.stage, value: $0.tally.amount.units,
            words: "\(Format.compact($0.tally.amount))  (\(Format.count($0.tally.count)))",
            isMarked: $0.isBottleneck)
        }
      ).svg
    if pipeline.stages.contains(where: \.isBottleneck) {
      body += paragraph("the marked stage has the lowest conversion of all")
    }
    body += ["</div>", "<div>"] + figures(words.pipeline) + ["</div>", "</div>"]
    return section("Is there enough pipeline?", body)
  }

  // MARK: - Are customers staying?

  var customers: [String] {
    let retention = report.retention
    var body: [String] = []
    if !retention.steps.isEmpty {
      body += ["<h3>Recurring revenue a year, \(esc(retention.span))</h3>"]
      body += BridgePicture(steps: retention.steps, title: "Recurring revenue a year").svg
    }
    body += paragraph(retention.stepsReason)
    body += ["<div class=\"two\">", "<div>"] + figures(words.retention) + ["</div>", "<div>"]
    body += paragraph(retention.windowsReason)
    body += table(
      [
        .text("Renewals due within"), .number("amount"), .number("contracts"),
        .number("nobody works on"),
      ],
      retention.windows.map {
        let bare = $0.uncovered
        return [
          "\($0.days) days", esc(words.money($0.due.amount)), Format.count($0.due.count),
          bare.count == 0
            ? "none"
            : "<span class=\"watch\">\(Format.count(bare.count)), \(esc(words.money(bare.amount)))</span>",
        ]
      })
    body += ["</div>", "</div>"]
    return section("Are customers staying?", body)
  }

  // MARK: - What is unusual?

  var anomalies: [String] {
    guard !report.anomalies.isEmpty else {
      return section(
        "What is unusual?", paragraph("Nothing is beyond its last weeks or past a threshold."))
    }
    let rows = report.anomalies.map { finding in
      [
        esc(finding.title), "<b>\(esc(finding.shownValue))</b>",
        "<span class=\"pill \(style(finding.tone))\">\(esc(finding.word))</span>",
        esc(finding.why),
      ]
    }
    return section(
      "What is unusual?",
      table([.text("Number"), .number("value"), .whole(""), .text("why")], rows))
  }

  // MARK: - What should we do?

  var actions: [String] {
    let actions = report.actions
    guard !actions.lines.isEmpty else {
      return section("What should we do?", paragraph("No rule asks for an action."))
    }
    let rows = actions.lines.map { action in
      let evidence = action.evidence.prefix(1).map { esc($0) }.joined(separator: "; ")
      let range = action.low.flatMap { low in
        action.high.map { high in
          low == high ? "" : "<small>\(esc(words.money(low))) to \(esc(words.money(high)))</small>"
        }
      }
      let mid =
        action.mid.map { esc(words.money($0)) } ?? "<span class=\"missing\">not sized</span>"
      return [
        "<b>\(esc(action.title))</b><small>\(evidence)</small>", esc(action.owner), "\(action.due)",
        "\(mid)\(range ?? "")", "\(esc(action.kind))<small>\(esc(action.effort))</small>",
      ]
    }
    var body = paragraph(sentence(words.actionsNote), "")
    body += table(
      [
        .text("Action"), .text("owner"), .whole("due"), .number("worth"),
        Column(title: "what it is", style: "k"),
      ], rows)
    body += table(
      [.text("Gap"), .number("amount"), .number("closed by actions")],
      actions.gaps.map {
        [esc($0.title), esc(words.money($0.amount)), esc(words.money($0.claimed))]
      }, style: "narrow")
    return section("What should we do?", body)
  }

  // MARK: - What did we decide?

  var journal: [String] {
    let journal = report.journal
    func rows(_ title: String, _ entries: [WeeklyReport.Entry]) -> [String] {
      guard !entries.isEmpty else { return [] }
      return ["<h3>\(title)</h3>"]
        + table(
          [.text(""), .text("owner"), .whole("due"), .whole("written")],
          entries.map { entry in
            let due = esc(words.due(entry))
            return [
              esc(entry.text), esc(entry.owner),
              entry.isLate ? "<span class=\"watch\">\(due)</span>" : due, "\(entry.written)",
            ]
          })
    }
    var body =
      rows("Decisions", journal.decisions) + rows("Open actions", journal.open)
      + rows("Done", journal.done)
    if body.isEmpty {
      body = paragraph("Nothing was written down since \(report.heading.since).")
    }
    return section("What did we decide?", body)
  }
}
