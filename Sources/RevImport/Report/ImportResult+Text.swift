import RevBase

extension ImportResult {
  /// The report for people: what each file was taken for, what was decided, what was set aside.
  package var text: String {
    var lines: [String] = []
    for file in plan.files { lines += Self.lines(file) }
    lines += plan.leftOut.map { "left out: \($0)" }
    if let asOf = plan.asOf {
      lines.append("as of \(asOf): \(plan.asOfEvidence)")
    }
    if !plan.stages.isEmpty { lines += stageLines }
    lines += joinLines
    if newDeals + changedDeals + vanishedDeals > 0 {
      lines.append(
        "deals: \(newDeals) new, \(changedDeals) changed, \(vanishedDeals) vanished; "
          + "\(comparedChanges) changes added to deal_history.csv")
    }
    lines += plan.notes.map { "note: \($0)" }
    lines += notes.map { "note: \($0)" }
    lines.append(
      "rows: \(rowsRead) read = \(rowsAccepted) accepted + \(rowsSetAside) set aside")
    lines.append(outcome)
    return lines.joined(separator: "\n") + "\n"
  }

  private var outcome: String {
    if !isChanged { return "\(folder): nothing new; nothing was written" }
    let list = tables.map { "\($0.name) \($0.rows)" }.joined(separator: ", ")
    return isDryRun ? "\(folder): would be written: \(list)" : "\(folder): written: \(list)"
  }

  private static func lines(_ file: FilePlan) -> [String] {
    let sure = file.sureness.map { " (\(file.surenessWord), \(Int(($0 * 100).rounded())) %)" }
      ?? " (as told)"
    var lines = ["\(file.path): \(file.system.title) \(file.title)\(sure) -> \(file.table)"]
    var form = "  \(file.encoding.rawValue), \(file.delimiter), header on line \(file.headerLine)"
    if !file.titleLines.isEmpty {
      form += ", above it: " + file.titleLines.map { "'\($0)'" }.joined(separator: ", ")
    }
    lines.append(form)
    if let asOf = file.asOf, let evidence = file.asOfEvidence {
      lines.append("  exported on \(asOf): \(evidence)")
    }
    for column in file.columns {
      let sources = column.sources.map { $0.hasPrefix("=") ? $0 : "'\(CellText.shown($0))'" }
      var line = "  \(column.target) <- \(sources.joined(separator: ", else "))"
      if let decision = column.decision { line += ", \(decision)" }
      lines.append(line)
    }
    if !file.unusedColumns.isEmpty {
      let shown = file.unusedColumns.prefix(12).map { CellText.shown($0) }
      let more = file.unusedColumns.count - shown.count
      lines.append(
        "  not used: " + shown.joined(separator: ", ") + (more > 0 ? " and \(more) more" : ""))
    }
    lines.append(
      "  rows: \(file.log.read) read = \(file.log.accepted) accepted + "
        + "\(file.log.setAsideCount) set aside")
    for (reason, tally) in file.log.setAside.sorted(by: { $0.key < $1.key }) {
      lines.append("  set aside: \(tally.count), \(reason.rawValue)")
      for example in tally.examples.prefix(3) { lines.append("    \(place(file, example))") }
    }
    for (column, tally) in file.log.unreadableCells.sorted(by: { $0.key < $1.key }) {
      lines.append("  taken as blank: \(tally.count) unreadable cells of \(column)")
      for example in tally.examples.prefix(3) { lines.append("    \(place(file, example))") }
    }
    for row in file.firstRows { lines.append("  > \(CellText.line(row))") }
    return lines
  }

  private static func place(_ file: FilePlan, _ example: RowLog.Example) -> String {
    let column = example.column.map { " \($0)" } ?? ""
    return "\(file.name):\(example.line):\(column) '\(example.value)'"
  }

  private var stageLines: [String] {
    var lines = ["stages" + (plan.stageEvidence.isEmpty ? "" : ", \(plan.stageEvidence)") + ":"]
    for stage in plan.stages {
      let pipeline = stage.pipeline.isEmpty ? "" : " [\(CellText.shown(stage.pipeline))]"
      let share = stage.probability.map { " \($0 / 10_000_000) %" } ?? ""
      lines.append(
        "  \(stage.position). \(CellText.shown(stage.stage))\(pipeline): \(stage.outcome), "
          + "\(stage.category)\(share)")
    }
    return lines
  }

  private var joinLines: [String] {
    var lines: [String] = []
    let joins = plan.joins
    if !joins.matched.isEmpty {
      let parts = JoinPlan.Reason.allCases.compactMap { reason in
        joins.matched[reason].map { "\($0) by \(reason.rawValue)" }
      }
      lines.append("customers joined to accounts: " + parts.joined(separator: ", "))
    }
    if !joins.unmatched.isEmpty {
      lines.append("customers without an account: \(joins.unmatched.count)")
      for open in joins.unmatched.prefix(10) {
        var line = "  \(CellText.shown(open.customer))"
        if !open.name.isEmpty, open.name != open.customer { line += " \(CellText.shown(open.name))" }
        line += ": \(open.moneyText)"
        if !open.candidates.isEmpty {
          line += ", could be " + open.candidates.joined(separator: " or ")
        }
        lines.append(line)
      }
    }
    if joins.dealsByID + joins.dealsByAccount + joins.withoutDeal > 0 {
      lines.append(
        "invoices and subscriptions joined to deals: \(joins.dealsByID) by id, "
          + "\(joins.dealsByAccount) by account, \(joins.withoutDeal) to none")
    }
    if !joins.unknownOwners.isEmpty {
      let deals = joins.unknownOwners.values.reduce(0, +)
      lines.append(
        "owners without a name: \(joins.unknownOwners.count), of \(deals) deals; add the export of "
          + "users")
    }
    return lines
  }
}

extension CellText {
  /// A whole line with control characters made visible, cut to what a screen shows.
  static func line(_ text: String) -> String {
    let cut = text.prefix(160)
    return cut.count < text.count ? visibleText(String(cut)) + "…" : visibleText(text)
  }

  private static func visibleText(_ text: String) -> String {
    text.unicodeScalars.map { scalar in
      scalar.value < 0x20 || scalar.value == 0x7F ? "\u{FFFD}" : String(scalar)
    }.joined()
  }
}
