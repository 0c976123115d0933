import RevBase
import RevJournal
import RevForecast
import RevMetrics
import RevModel

/// A table that was resolved: its rows and columns, kept while it is looked at.
struct OpenTable {
  var source: RowSource
  var question: Question
  /// Whether the model of the day had been fitted.
  var isLearnt: Bool
  var listing: RowListing
  var columns: [TableColumnSpec]
  var counted: [Int32: Int64]
  /// Position of the column with what each row adds; nil where that is the amount itself.
  var countedColumn: Int?
}

extension Presenter {
  /// The rows of a table in their order.
  mutating func arrange(_ key: Arrangement.Key) -> Arrangement {
    let table = open(key.source, key.question)
    let reader = reader(table, key.question, masksNames: false)
    var rows = table.listing.rows
    if !key.filter.isEmpty {
      rows = RowFilter(key.filter, table, reader).narrowed(rows)
    }
    let fallback = defaultSort(table)
    if let sort = key.sort ?? fallback, sort.column < table.columns.count {
      rows = sorted(rows, by: table.columns[sort.column], sort.isDescending, reader)
    }
    return Arrangement(
      key: key, rows: rows, totals: totals(rows, table, reader), table: table.listing.table,
      defaultSort: fallback, columnCount: table.columns.count,
      numericColumns: Set(table.columns.indices.filter { table.columns[$0].isNumeric }))
  }

  /// Position of the next row that holds a text; nil when there is none.
  mutating func search(
    _ key: Arrangement.Key, text: String, from position: Int, isForward: Bool
  ) -> Int? {
    let table = open(key.source, key.question)
    let rows = arrange(key).rows
    let matching = Set(
      RowFilter(text, table, reader(table, key.question, masksNames: false)).narrowed(rows))
    guard !rows.isEmpty else { return nil }
    for step in 1...rows.count {
      let offset = isForward ? step : rows.count - step
      let index = (position + offset) % rows.count
      if matching.contains(rows[index]) { return index }
    }
    return nil
  }

  /// Largest amount first, unless the rows come in an order that means something.
  private func defaultSort(_ table: OpenTable) -> SortOrder? {
    switch table.source {
    case .warnings, .actions, .journal, .item(.atRisk), .item(.riskFlag): return nil
    case .item: break
    }
    let column =
      table.countedColumn ?? table.columns.firstIndex { $0.isNumeric && $0.isSummed }
    return column.map { SortOrder(column: $0, isDescending: true) }
  }

  mutating func open(_ source: RowSource, _ question: Question) -> OpenTable {
    let isLearnt = analyst.riskModel(for: question) != nil
    if let known = tables.first(where: {
      $0.source == source && $0.question == question && $0.isLearnt == isLearnt
    }) {
      return known
    }
    let listing = listing(source, question)
    var columns = listing.table.map(OtherColumns.columns) ?? []
    switch source {
    case .warnings: columns = OtherColumns.warnings
    case .actions: columns = ActionColumns.all
    case .journal: columns = JournalColumns.all
    case .item(.atRisk), .item(.riskFlag): columns = DealColumns.risk
    case .item(let item):
      if item.listsContributions, listing.table != nil { columns = DealColumns.contribution }
    }
    var counted: [Int32: Int64] = [:]
    var countedColumn: Int?
    if let amounts = listing.amounts {
      counted = Dictionary(zip(listing.rows, amounts)) { $0 + $1 }
      let reader = reader(listing, question, counted, masksNames: false)
      let own = columns.first { $0.isSummed }
      let isOwn = listing.rows.allSatisfy { row in
        own?.value(reader, Int(row)) == .money(counted[row] ?? 0)
      }
      if !isOwn, !columns.isEmpty {
        columns.insert(Self.countedColumn(source), at: 1)
        countedColumn = 1
      }
    }
    let made = OpenTable(
      source: source, question: question, isLearnt: isLearnt, listing: listing,
      columns: columns, counted: counted, countedColumn: countedColumn)
    // What is not known yet is asked for again.
    if listing.reason != nil { return made }
    tables.insert(made, at: 0)
    if tables.count > 4 { tables.removeLast() }
    return made
  }

  /// What a row adds to the number drilled from.
  private static func countedColumn(_ source: RowSource) -> TableColumnSpec {
    var title = "Counted"
    switch source {
    case .item(.mrr): title = "ARR"
    case .item(.atRisk), .item(.riskFlag): title = "At risk"
    default: break
    }
    return .money(title) { reader, row in
      reader.counted[Int32(row)].map(TableValue.money) ?? .none
    }
  }

  mutating func reader(_ table: OpenTable, _ question: Question, masksNames: Bool) -> RowReader {
    reader(table.listing, question, table.counted, masksNames: masksNames)
  }

  private mutating func reader(
    _ listing: RowListing, _ question: Question, _ counted: [Int32: Int64], masksNames: Bool
  ) -> RowReader {
    RowReader(
      snapshot: snapshot, book: context(question).book,
      risk: analyst.riskModel(for: question), warnings: warnings, counted: counted,
      landing: landing(question), masksNames: masksNames, journal: journal.entries,
      actions: lines(listing, question),
      titles: listing.table == nil ? objectTitles(masksNames: masksNames) : [:])
  }

  /// The actions of a table that shows some.
  private mutating func lines(_ listing: RowListing, _ question: Question) -> [ActionLine] {
    listing.table == nil ? actionSheets.first { $0.question == question }?.lines ?? [] : []
  }

  /// The models that contributions are read from; nil until they are fitted.
  private mutating func landing(_ question: Question) -> LandingReader? {
    guard analyst.hasModel(for: question) else { return nil }
    return analyst.forecaster.fitted(context(question)).map {
      LandingReader(models: $0.models, ahead: $0.ahead)
    }
  }

  // MARK: - Order and sums

  private func sorted(
    _ rows: [Int32], by column: TableColumnSpec, _ isDescending: Bool, _ reader: RowReader
  ) -> [Int32] {
    let values = rows.map { column.value(reader, Int($0)) }
    let numbers = values.map(\.number)
    if numbers.contains(where: { $0 != nil }) {
      // What is unknown stands last, whichever way round.
      return SortedRows.order(
        rows, by: numbers.map { $0 ?? (isDescending ? .min : .max) }, isDescending)
    }
    return SortedRows.order(
      rows, by: SortedRows.ranks(values.map { $0 == .none ? nil : $0.text }, isDescending),
      isDescending)
  }

  private func totals(_ rows: [Int32], _ table: OpenTable, _ reader: RowReader) -> TableTotals {
    var totals = TableTotals()
    totals.count = rows.count
    totals.unfiltered = table.listing.rows.count
    if let amounts = table.listing.amounts {
      // All of them, in whatever order: what they add up to needs no look-up.
      totals.counted =
        rows.count == table.listing.rows.count
        ? Self.sum(amounts) : Self.sum(rows.lazy.map { table.counted[$0] ?? 0 })
    }
    for (index, column) in table.columns.enumerated() where column.isSummed {
      totals.sums[index] = Self.sum(
        rows.lazy.map { row in
          if case .money(let cents) = column.value(reader, Int(row)) { cents } else { 0 }
        })
    }
    return totals
  }

  /// A sum; nil when it does not fit.
  private static func sum(_ values: some Sequence<Int64>) -> Money? {
    let sum = values.reduce(Int128(0)) { $0 + Int128($1) }
    return Int64(exactly: sum).map { Money(cents: $0) }
  }

  // MARK: - The picture

  mutating func tableModel(_ state: AppState) -> TableModel? {
    let view = state.view
    guard case .table(let source) = view.kind, let key = view.arrangedFor else { return nil }
    let table = open(source, key.question)
    let reader = reader(table, key.question, masksNames: state.masksNames)
    let last = min(view.rows.count, view.top + max(1, state.size.rows))
    let visible = view.top < last ? Array(view.rows[view.top..<last]) : []
    let sort = view.sort ?? view.defaultSort
    return TableModel(
      title: title(of: source, state), note: note(view), columns: table.columns.map(Self.column),
      rows: visible.map { row in
        TableModel.Row(
          cells: table.columns.map { column in
            let value = column.value(reader, Int(row))
            return TableModel.Cell(value.text, value.tone)
          }, isMarked: view.marks.contains(row))
      }, totals: totalCells(view, table), first: view.top,
      selected: view.rows.isEmpty ? nil : view.cursor, selectedColumn: view.column, sort: sort,
      isWide: view.isWide, count: view.rows.count, markCount: view.marks.count,
      empty: empty(view, table, state), typing: view.typing, detail: detail(source, state),
      detailRows: state.detailRows)
  }

  static func column(_ spec: TableColumnSpec) -> TableModel.Column {
    TableModel.Column(
      title: spec.title, isNumeric: spec.isNumeric, minimum: spec.minimum, ideal: spec.ideal,
      flex: spec.flex, priority: spec.priority)
  }

  private func note(_ view: ViewState) -> String {
    let totals = view.totals
    let rows = Format.count(totals.count, view.table == .deals ? "deal" : "row")
    guard let sum = totals.counted else { return rows }
    return "\(rows)  \(Format.compact(sum, in: currency))"
  }

  private func totalCells(_ view: ViewState, _ table: OpenTable) -> [TableModel.Cell] {
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

  // MARK: - Copying

  /// The number or cell under the cursor, or the whole table as tab-separated text.
  package mutating func copyText(for state: AppState, wholeTable: Bool) -> String? {
    if case .explain(let explain) = state.overlay { return number(of: explain.item, state) }
    guard case .table(let source) = state.view.kind else {
      switch state.view.kind {
      case .dashboard where !wholeTable:
        return state.item(of: state.place.focus).flatMap { number(of: $0, state) }
      case .movement, .funnel, .team, .cash, .hygiene, .anomalies, .forecastAudit, .quality:
        return wholeTable ? nil : state.lineItem.flatMap { number(of: $0, state) }
      case .inspector(let deal): return wholeTable ? nil : number(of: .deal(deal), state)
      case .dashboard, .table: return nil
      }
    }
    let table = open(source, state.question)
    let reader = reader(table, state.question, masksNames: state.masksNames)
    if !wholeTable {
      guard let row = state.view.selected, state.view.column < table.columns.count else {
        return nil
      }
      return table.columns[state.view.column].value(reader, Int(row)).plain
    }
    let head = table.columns.map(\.title).joined(separator: "\t")
    let lines = state.view.rows.map { row in
      table.columns.map { Self.flat($0.value(reader, Int(row)).plain) }.joined(separator: "\t")
    }
    return ([head] + lines).joined(separator: "\n") + "\n"
  }

  /// The plain number of an item: no grouping, no unit.
  private mutating func number(of item: Item, _ state: AppState) -> String? {
    switch item {
    case .metric(let id):
      return state.answers?.now[id].value?.plain
    case .deal(let row):
      return Money(cents: context(state.question).book.state.amount[Int(row)]).description
    default:
      let amounts = listing(.item(item), state.question).amounts ?? []
      let sum = amounts.reduce(Int128(0)) { $0 + Int128($1) }
      return Int64(exactly: sum).map { Money(cents: $0).description }
    }
  }

  /// Without the characters that separate cells and rows.
  private static func flat(_ text: String) -> String {
    String(text.map { $0 == "\t" || $0.isNewline ? " " : $0 })
  }
}
