import RevBase
import RevIngest

extension ImportResult {
  /// The report for people: what each file was taken for, what was decided, what was set aside;
  /// what matters most stands at the end, where a terminal shows it.
  package var text: String {
    (details + [""] + summary).joined(separator: "\n") + "\n"
  }

  /// What was done, the most important first; without the files one by one.
  package var summary: [String] {
    var lines = [outcome]
    lines.append(
      "rows: \(rowsRead) read = \(rowsAccepted) accepted + \(rowsSetAside) set aside")
    if newDeals + changedDeals + vanishedDeals > 0 {
      lines.append(
        "deals: \(newDeals) new, \(changedDeals) changed, \(vanishedDeals) vanished; "
          + "\(comparedChanges) changes added to deal_history.csv")
    }
    if let asOf = plan.asOf { lines.append("as of \(asOf): \(plan.asOfEvidence)") }
    lines += plan.leftOut.map { "left out: \($0)" }
    lines += (notes + plan.notes).map { "note: \($0)" }
    return lines + joinLines
  }

  /// Every file with its columns and decisions, then the stages.
  package var details: [String] {
    var lines: [String] = []
    for file in plan.files { lines += self.lines(of: file) }
    return plan.stages.isEmpty ? lines : lines + stageLines
  }

  private var outcome: String {
    if !isChanged { return "\(folder): nothing new; nothing was written" }
    let list = tables.map { "\($0.name) \($0.rows)" }.joined(separator: ", ")
    return isDryRun ? "\(folder): would be written: \(list)" : "\(folder): written: \(list)"
  }

  private func lines(of file: FilePlan) -> [String] {
    let sure =
      file.sureness.map { " (\(file.surenessWord), \(Int(($0 * 100).rounded()))%)" }
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
    lines += isDryRun ? file.columns.map { "  " + Self.words($0) } : Self.columns(of: file)
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
      for example in tally.examples.prefix(3) { lines.append("    \(Self.place(file, example))") }
    }
    for (column, tally) in file.log.unreadableCells.sorted(by: { $0.key < $1.key }) {
      lines.append("  taken as blank: \(tally.count) unreadable cells of \(column)")
      for example in tally.examples.prefix(3) { lines.append("    \(Self.place(file, example))") }
    }
    if isDryRun, !file.firstRows.isEmpty {
      lines.append("  first rows of \(file.table).csv:")
      for row in file.firstRows { lines.append("  > \(CellText.line(row))") }
    }
    return lines
  }

  /// One column: `close_date <- 'Close Date', month first ('12/15/2026')`.
  private static func words(_ column: ColumnPlan) -> String {
    let sources = column.sources.map { $0.hasPrefix("=") ? $0 : "'\(CellText.shown($0))'" }
    let line = "\(column.target) <- \(sources.joined(separator: ", else "))"
    return column.decision.map { "\(line), \($0)" } ?? line
  }

  /// All columns in few lines; those about which something was decided have one of their own.
  private static func columns(of file: FilePlan) -> [String] {
    var (lines, line): ([String], String) = ([], "")
    for column in file.columns where column.decision == nil {
      let word = words(column)
      if !line.isEmpty, line.count + word.count > 96 {
        lines.append("  " + line)
        line = ""
      }
      line += (line.isEmpty ? "" : "; ") + word
    }
    if !line.isEmpty { lines.append("  " + line) }
    return lines + file.columns.filter { $0.decision != nil }.map { "  " + words($0) }
  }

  private static func place(_ file: FilePlan, _ example: RowLog.Example) -> String {
    let column = example.column.map { " \($0)" } ?? ""
    return "\(file.name):\(example.line):\(column) '\(example.value)'"
  }

  private var stageLines: [String] {
    var lines = ["stages" + (plan.stageEvidence.isEmpty ? "" : ", \(plan.stageEvidence)") + ":"]
    for stage in plan.stages {
      let pipeline = stage.pipeline.isEmpty ? "" : " [\(CellText.shown(stage.pipeline))]"
      let share = stage.probability.map { " \($0 / 10_000_000)%" } ?? ""
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
        if !open.name.isEmpty, open.name != open.customer {
          line += " \(CellText.shown(open.name))"
        }
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
        "owners without a name: \(joins.unknownOwners.count), of \(Shown.count(deals, "deal")); add the export of "
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
