import RevBase
import RevForecast
import RevJournal
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
    var totals = totals(rows, table, reader)
    totals.before = before(key)
    return Arrangement(
      key: key, rows: rows, totals: totals, table: table.listing.table,
      defaultSort: fallback, columnCount: table.columns.count,
      numericColumns: Set(table.columns.indices.filter { table.columns[$0].isNumeric }))
  }

  /// Count and sum of the same table under the question that is compared with; nil where nothing
  /// is compared, or the other question has no such rows.
  private mutating func before(_ key: Arrangement.Key) -> TableTotals.Before? {
    guard let question = key.base, case .item = key.source else { return nil }
    let table = open(key.source, question)
    guard table.listing.reason == nil else { return nil }
    var rows = table.listing.rows
    if !key.filter.isEmpty {
      rows = RowFilter(key.filter, table, reader(table, question, masksNames: false)).narrowed(rows)
    }
    let sum =
      table.listing.amounts == nil ? nil : Self.sum(rows.lazy.map { table.counted[$0] ?? 0 })
    return TableTotals.Before(count: rows.count, counted: sum)
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
    case .warnings, .actions, .journal, .suppositions, .scenario, .item(.atRisk),
      .item(.riskFlag):
      return nil
    case .item: break
    }
    let column =
      table.countedColumn ?? table.columns.firstIndex { $0.isNumeric && $0.isSummed }
    return column.map { SortOrder(column: $0, isDescending: true) }
  }

  /// Whether the rows of a source are at hand.
  func isOpen(_ source: RowSource, _ question: Question) -> Bool {
    let isLearnt = analyst.riskModel(for: question) != nil
    return tables.contains {
      $0.source == source && $0.question == question && $0.isLearnt == isLearnt
    }
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
    case .suppositions: columns = OtherColumns.suppositions
    case .scenario: columns = OtherColumns.scenario
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
    if tables.count > 6 { tables.removeLast() }
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
    var made = reader(table.listing, question, table.counted, masksNames: masksNames)
    if case .scenario(let scenario) = table.source {
      made.suppositions = rows(of: scenario, question)
    }
    return made
  }

  private mutating func reader(
    _ listing: RowListing, _ question: Question, _ counted: [Int32: Int64], masksNames: Bool
  ) -> RowReader {
    RowReader(
      snapshot: snapshot, book: context(question).book,
      risk: analyst.riskModel(for: question), warnings: warnings,
      suppositions: suppositions(question), counted: counted,
      landing: landing(question), masksNames: masksNames, journal: journal.entries,
      actions: lines(listing, question),
      titles: listing.table == nil ? objectTitles(masksNames: masksNames) : [:])
  }

  /// The actions of a table that shows some.
  private mutating func lines(_ listing: RowListing, _ question: Question) -> [ActionLine] {
    listing.table == nil ? actionSheets.first { $0.question == question }?.lines ?? [] : []
  }

  private func suppositions(_ question: Question) -> [Supposition] {
    guard !question.whatIf.isEmpty else { return [] }
    return Supposition.all(question, snapshot, knownAs: engine.book(on: question.asOf))
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
    return TableModel(
      title: title(of: source, state), note: note(view.totals, of: view.table),
      columns: table.columns.map(Self.column),
      rows: visible.map { row in
        TableModel.Row(
          cells: Self.cells(row, table, reader), isMarked: view.marks.contains(row),
          isChanged: view.table == .deals && state.reloaded?.deals.contains(row) == true)
      }, totals: totalCells(view, table), first: view.top,
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
