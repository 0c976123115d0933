import RevBase
import RevJournal
import RevMetrics
import RevRisk

extension Presenter {
  /// What objects of the journal and of the actions on the screen are called.
  func objectTitles(masksNames: Bool) -> [String: String] {
    var titles: [String: String] = [:]
    let objects = journal.entries.map(\.object) + actionSheets.flatMap { $0.lines.map(\.object) }
    for object in objects where titles[object] == nil {
      titles[object] = objectTitle(object, masksNames: masksNames)
    }
    return titles
  }

  /// What stands below a table about the row under the cursor.
  mutating func detail(_ source: RowSource, _ state: AppState) -> [TableModel.DetailLine] {
    guard let row = state.view.selected, state.detailRows > 0 else { return [] }
    var lines: [TableModel.DetailLine] = []
    switch source {
    case .actions:
      let sheet = actionSheet(state.question)
      if let line = actionLine(row, sheet) { lines = detail(line, sheet, state) }
    case .journal:
      if let entry = journalEntry(row) { lines = detail(entry, state) }
    case .warnings:
      if Int(row) < warnings.count { lines = detail(warnings[Int(row)]) }
    case .item, .suppositions, .scenario: return []
    }
    let room = max(20, state.size.columns - 4 - TableModel.detailLabel)
    return lines.flatMap { line in
      TextWrap.lines(line.text, width: room).enumerated().map { index, text in
        TableModel.DetailLine(index == 0 ? line.label : "", text, line.tone)
      }
    }
  }

  private func detail(_ warning: DataWarning) -> [TableModel.DetailLine] {
    let place = [
      warning.file, warning.line.map { "line \(Format.count($0))" }, warning.column,
    ].compactMap { $0 }
    var lines: [TableModel.DetailLine] = [.init("Where", place.joined(separator: ", "))]
    if !warning.value.isEmpty { lines.append(.init("Value", warning.value)) }
    lines.append(.init("What", warning.what, .strong))
    if !warning.action.isEmpty { lines.append(.init("Done", warning.action)) }
    return lines
  }

  private func detail(
    _ line: ActionLine, _ sheet: ActionSheet, _ state: AppState
  ) -> [TableModel.DetailLine] {
    var lines: [TableModel.DetailLine] = []
    if let impact = line.impact {
      lines.append(
        .init(
          "Worth",
          "low \(Format.full(impact.low))  mid \(Format.full(impact.mid))  "
            + "high \(Format.full(impact.high, in: currency))  \(impact.kind.rawValue)", .strong))
      if impact.formula != Format.full(impact.mid) {
        lines.append(.init("Formula", "\(impact.formula) = \(Format.full(impact.mid))"))
      }
    } else {
      lines.append(.init("Worth", line.unsized ?? "no size is known", .missing))
    }
    if !state.masksNames {
      for (index, text) in line.evidence.enumerated() {
        lines.append(.init(index == 0 ? "Because" : "", text))
      }
    }
    let basis = [
      line.rule.map { "rule: \($0.trigger)" }, line.confidence.map { "confidence \($0.rawValue)" },
      line.effort.map { "effort \($0.rawValue)" },
    ].compactMap { $0 }
    if !basis.isEmpty { lines.append(.init("Basis", basis.joined(separator: "; "), .dim)) }
    if let gap = sheet.gaps.first(where: { $0.key == line.gap }) { lines.append(words(gap, sheet)) }
    if let holder = line.claimedBy {
      let title = sheet.lines.first { $0.id == holder }?.title
      lines.append(
        .init(
          "Counts",
          "nothing: the same money is claimed by "
            + (state.masksNames ? "another action" : title ?? holder), .dim))
    }
    if let record = sheet.records.first(where: { $0.rule == line.rule }) {
      let share = record.share.map { ", \(Format.percent($0, digits: 0)) of it" } ?? ""
      lines.append(
        .init(
          "So far",
          "\(Format.count(record.cases, "case")) of this rule: sized at "
            + "\(Format.compact(record.sized)), brought \(Format.compact(record.realised))\(share)")
      )
    }
    if let words = line.demoted { lines.append(.init("Shown last", words, .watch)) }
    if let entry = line.entry { lines += history(entry, state) }
    return lines
  }

  private func words(_ gap: ActionGap, _ sheet: ActionSheet) -> TableModel.DetailLine {
    let lines = sheet.lines.filter { $0.isOpen && $0.gap == gap.key && $0.claimed.cents > 0 }
    let sum = lines.reduce(Money.zero) { $0 + $1.claimed }
    let what = gap.isMoney ? "" : ", no new money"
    return TableModel.DetailLine(
      "Gap",
      "\(gap.title): \(Format.compact(gap.amount)); \(Format.count(lines.count, "open action")) "
        + "\(lines.count == 1 ? "counts" : "count") \(Format.compact(sum)) of it\(what)")
  }

  private func history(_ entry: JournalEntry, _ state: AppState) -> [TableModel.DetailLine] {
    var words = "\(entry.state.rawValue) since \(MomentWords.text(entry.changedAt.microseconds))"
    if entry.state == .snoozed, let until = entry.details["snoozed_until"] {
      words += ", until \(until)"
    }
    var lines = [TableModel.DetailLine("Decided", words)]
    if let reason = entry.details["reason"] { lines.append(.init("Reason", reason)) }
    return lines
  }

  private func detail(_ entry: JournalEntry, _ state: AppState) -> [TableModel.DetailLine] {
    let isMasked =
      state.masksNames && (entry.details["action"] != nil || entry.kind == .call)
    var lines = [
      TableModel.DetailLine(
        "Text", isMasked ? "\(entry.kind.rawValue), names are masked" : entry.title, .strong)
    ]
    for key in entry.details.keys.sorted() where !isMasked {
      let value = (entry.details[key] ?? "").replacing("\n", with: "; ")
      if key.hasPrefix("number."), let id = MetricID(rawValue: String(key.dropFirst(7))) {
        let title = MetricCatalog.definition(id)?.title ?? id.rawValue
        lines.append(.init("Led to", "\(title): \(Format.formula(value))", .dim))
        continue
      }
      lines.append(
        .init(String(key.replacing("_", with: " ").prefix(11)), value, .dim))
    }
    lines.append(
      .init("Written", MomentWords.text(entry.createdAt.microseconds) + " UTC", .dim))
    if entry.changedAt != entry.createdAt {
      lines.append(.init("Changed", MomentWords.text(entry.changedAt.microseconds) + " UTC", .dim))
    }
    return lines
  }
}

extension TableModel {
  /// Columns of the labels in front of detail lines.
  package static let detailLabel = 12
}

extension AppState {
  /// Lines below a table about the row under the cursor; 0 where it has none.
  package var detailRows: Int {
    switch view.kind {
    case .table(.actions): size.rows >= 34 ? min(16, size.rows / 3) : max(0, min(9, size.rows - 15))
    case .table(.journal): size.rows >= 24 ? 7 : 0
    case .table(.warnings): size.rows >= 24 ? 6 : 0
    default: 0
    }
  }
}
