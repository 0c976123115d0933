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
      .item(.riskFlag), .item(.renewals):
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
}
