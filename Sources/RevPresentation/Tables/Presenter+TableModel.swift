import RevBase
import RevMetrics
import RevModel

/// A table as it is drawn: only the rows that can be seen.
extension Presenter {
  mutating func tableModel(_ state: AppState) -> TableModel? {
    let view = state.view
    guard case .table(let source) = view.kind else { return nil }
    guard let key = view.arrangedFor else { return waitingTable(source, state) }
    if !isPatient, !isOpen(source, key.question), !view.rows.isEmpty {
      isIncomplete = true
      return waitingTable(source, state)
    }
    let table = open(source, key.question)
    let reader = reader(table, key.question, masksNames: state.masksNames)
    let last = min(view.rows.count, view.top + max(1, state.size.rows))
    let visible = view.top < last ? Array(view.rows[view.top..<last]) : []
    let sort = view.sort ?? view.defaultSort
    let totals = totalCells(view, table)
    return TableModel(
      title: title(of: source, state), note: note(view.totals, of: view.table),
      columns: zip(table.columns, totals).map { spec, total in
        // A sum may be longer than any of its parts; no figure of it is cut.
        var column = Self.column(spec)
        if spec.isSummed {
          column.minimum = max(column.minimum, total.text.count)
          column.ideal = max(column.ideal, column.minimum)
        }
        return column
      },
      rows: visible.map { row in
        TableModel.Row(
          cells: Self.cells(row, table, reader), isMarked: view.marks.contains(row),
          isChanged: view.table == .deals && state.reloaded?.deals.contains(row) == true)
      }, totals: totals, first: view.top,
      selected: view.rows.isEmpty ? nil : view.cursor, selectedColumn: view.column, sort: sort,
      isWide: view.isWide, count: view.rows.count, markCount: view.marks.count,
      markSum: markSum(view, table), empty: empty(view, table, state), typing: view.typing,
      detail: detail(source, state), detailRows: state.detailRows)
  }

  /// A table whose rows are being worked out.
  private func waitingTable(_ source: RowSource, _ state: AppState) -> TableModel {
    TableModel(
      title: title(of: source, state), note: "", columns: [], rows: [], totals: [], first: 0,
      selected: nil, selectedColumn: 0, sort: nil, isWide: state.view.isWide, count: 0,
      markCount: state.view.marks.count, markSum: "",
      empty: [[.text(Self.workingWords, .missing)]], typing: state.view.typing, detail: [],
      detailRows: state.detailRows)
  }

  /// The cells of a row; what is supposed of a deal is seen on its name.
  static func cells(_ row: Int32, _ table: OpenTable, _ reader: RowReader)
    -> [TableModel.Cell]
  {
    var cells = table.columns.map { column in
      let value = column.value(reader, Int(row))
      return TableModel.Cell(value.text, value.tone)
    }
    if table.listing.table == .deals, !cells.isEmpty,
      reader.suppositions.contains(where: { $0.deal == row })
    {
      cells[0] = TableModel.Cell("*\(cells[0].text)", .elsewhen)
    }
    return cells
  }

  /// What the marked rows add to the number, whether they are narrowed away or not; empty without
  /// marks or amounts.
  private func markSum(_ view: ViewState, _ table: OpenTable) -> String {
    guard !view.marks.isEmpty, table.listing.amounts != nil else { return "" }
    let sum = Self.sum(view.marks.map { table.counted[$0] ?? 0 })
    return sum.map { Format.compact($0, in: currency) } ?? Format.missing
  }

  static func column(_ spec: TableColumnSpec) -> TableModel.Column {
    TableModel.Column(
      title: spec.title, isNumeric: spec.isNumeric, minimum: spec.minimum, ideal: spec.ideal,
      flex: spec.flex, priority: spec.priority)
  }

  func note(_ totals: TableTotals, of table: TableName?) -> String {
    let rows = Format.count(totals.count, table.map(Self.noun) ?? "row")
    let words = totals.counted.map { "\(rows)  \(Format.compact($0, in: currency))" } ?? rows
    return words + changeNote(totals)
  }

  /// `, was 41  $0.9M: +6  +$0.3M (+33%)`: the totals against those of the comparison.
  private func changeNote(_ totals: TableTotals) -> String {
    guard let before = totals.before else { return "" }
    let count = NumberChange(.count(totals.count), from: .count(before.count), better: .neither)
    var was = Format.count(before.count)
    var change = count.short(.count) ?? "="
    if let now = totals.counted, let old = before.counted {
      was += "  \(Format.compact(old, in: currency))"
      let sum = NumberChange(.money(now), from: .money(old), better: .neither)
      change += "  \(sum.words(.money))"
    }
    return ", was \(was): \(change)"
  }

  func totalCells(_ view: ViewState, _ table: OpenTable) -> [TableModel.Cell] {
    table.columns.indices.map { index in
      if index == 0 {
        return TableModel.Cell("Total  \(Format.count(view.totals.count))", .total)
      }
      guard table.columns[index].isSummed else { return TableModel.Cell("", .total) }
      let sum = view.totals.sums[index].map(Format.full) ?? Format.missing
      return TableModel.Cell(sum, .total)
    }
  }

  /// What emptied the table, and the key that undoes it.
  private func empty(_ view: ViewState, _ table: OpenTable, _ state: AppState) -> [Phrase] {
    if let reason = table.listing.reason { return [[.text(reason, .missing)]] }
    if !view.filter.isEmpty, view.totals.unfiltered > 0 {
      return [
        [.text("no row has '\(view.filter)'")],
        [.key(.back), .text(" takes the text away")],
      ]
    }
    if !state.question.slicers.isEmpty {
      let names = state.question.slicers.values.map { dimension, values in
        let shown = values.map { title(ofValue: $0, dimension, state) }
        return "\(dimension.rawValue) \(shown.joined(separator: ", "))"
      }
      return [
        [.text("nothing left under \(names.joined(separator: " and "))")],
        [.key(.clear), .text(" clears the slicers")],
      ]
    }
    return [
      [.text("no rows in \(state.question.period.label) as of \(state.question.asOf)")],
      [.key(.previousPeriod), .text(" "), .key(.nextPeriod), .text(" other period")],
    ]
  }
}
