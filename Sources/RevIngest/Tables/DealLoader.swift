import RevBase
import RevModel

extension WordList {
  /// Forecast categories as deals and their history write them.
  static let categories = WordList(
    words: [
      ("pipeline", DealTable.WrittenCategory.pipeline.rawValue),
      ("best_case", DealTable.WrittenCategory.bestCase.rawValue),
      ("commit", DealTable.WrittenCategory.commit.rawValue),
      ("closed", DealTable.WrittenCategory.closed.rawValue),
      ("omitted", DealTable.WrittenCategory.omitted.rawValue),
    ],
    blank: DealTable.WrittenCategory.blank.rawValue,
    other: DealTable.WrittenCategory.other.rawValue)

  static let dealKinds = WordList(
    words: [
      ("new", DealTable.Kind.new.rawValue), ("expansion", DealTable.Kind.expansion.rawValue),
      ("renewal", DealTable.Kind.renewal.rawValue),
    ],
    blank: DealTable.Kind.new.rawValue, other: DealTable.Kind.other.rawValue)
}

/// The columns of deals.csv that become vocabularies and arenas while it is read.
private struct DealTexts {
  var name = TextArena()
  var type = CodeBuilder()
  var product = CodeBuilder()
  var source = CodeBuilder()
  var campaign = CodeBuilder()
  var lostReason = CodeBuilder()
  /// Further columns that the manifest names.
  var further: [(name: String, words: CodeBuilder)] = []
}

extension LoadContext {
  /// Reads deals.csv; its ids become the first of the deals' universe.
  ///
  /// Ids and next steps are filled in by `finish(_:)`, because other tables add to them.
  mutating func loadDeals() throws(LoadError) -> DealTable {
    guard var reader = try open(.deals) else { throw .dealsMissing(folder: folder) }
    var table = DealTable()
    var texts = DealTexts()
    texts.further = slicers.filter { reader.place($0) != nil }.map { ($0, CodeBuilder()) }
    let rows = reader.estimatedRows
    deals.index.reserve(rows, bytes: rows * 12)
    table.reserve(rows, reader)
    if reader.place("name") != nil { texts.name.reserve(rows: rows, bytes: rows * 20) }
    dealCurrencies.reserveCapacity(rows)
    var blankAmounts = 0
    while try reader.advance() {
      try append(&reader, &table, &texts, &blankAmounts)
    }
    deals.close()
    table.columns = reader.columns
    if blankAmounts > 0 { reader.log.warn(.blankAmounts(deals: blankAmounts)) }
    table.name = texts.name.finish()
    table.type = texts.type.finish()
    table.product = texts.product.finish()
    table.source = texts.source.finish()
    table.campaign = texts.campaign.finish()
    table.lostReason = texts.lostReason.finish()
    for (name, words) in texts.further { table.further[name] = words.finish() }
    table.fit()
    try checkStages(reader.path)
    close(reader)
    return table
  }

  private mutating func append(
    _ reader: inout TableReader, _ table: inout DealTable, _ texts: inout DealTexts,
    _ blankAmounts: inout Int
  ) throws(LoadError) {
    reader.require("deal_id")
    reader.require("stage")
    let created = reader.days("created_date", required: true)
    let close = reader.days("close_date", required: true)
    let currency = reader.currencyIndexes()
    let amount = reader.amounts("amount", in: currency)
    let closed = reader.days("closed_date")
    let term = reader.smallIntegers("term_months", from: .min, blank: 0)
    let probability = reader.shares("probability")
    let nextStepDate = reader.days("next_step_date")
    let lastActivity = reader.days("last_activity_date")
    let contacts = reader.smallIntegers("contacts", from: 0, blank: -1)
    reader.unique("deal_id", in: &deals)
    reader.settle()
    reader.append(created, to: &table.created)
    reader.append(close, to: &table.close)
    reader.append(closed, to: &table.closed)
    reader.append(amounts: amount, blank: 0, to: &table.amount)
    blankAmounts += reader.blanks("amount", among: amount)
    reader.append(currency, to: &dealCurrencies)
    reader.append(term, to: &table.termMonths)
    reader.append(probability, to: &table.probability)
    reader.append(nextStepDate, to: &table.nextStepDate)
    reader.append(lastActivity, to: &table.lastActivity)
    reader.append(contacts, to: &table.contacts)
    for row in reader.accepted { table.line.append(reader.line(row)) }
    note(latestIn: created, reader)
    note(latestIn: closed, reader)
    note(latestIn: lastActivity, reader)
    try reader.append("name", to: &texts.name)
    try reader.append("account_id", to: &table.account, of: &accounts)
    try reader.append("owner_id", to: &table.owner, of: &people)
    reader.append("pipeline", to: &pipelines)
    reader.append("stage", to: &stageNames)
    reader.append("product", to: &texts.product)
    reader.append("source", to: &texts.source)
    reader.append("campaign", to: &texts.campaign)
    reader.append("lost_reason", to: &texts.lostReason)
    for place in texts.further.indices {
      reader.append(texts.further[place].name, to: &texts.further[place].words)
    }
    reader.append("type", to: &texts.type, blank: "new")
    table.kind.append(contentsOf: reader.words("type", .dealKinds))
    table.category.append(contentsOf: reader.words("forecast_category", .categories))
    try reader.append("next_step", to: &table.nextStep, of: &nextSteps)
    for code in stageNames.codes { table.stage.append(UInt16(truncatingIfNeeded: code)) }
    table.pipeline.append(contentsOf: pipelines.codes)
    stageNames.codes.removeAll(keepingCapacity: true)
    pipelines.codes.removeAll(keepingCapacity: true)
    try checkStages(reader.path)
  }

  /// Codes of stages must fit their column.
  func checkStages(_ path: String) throws(LoadError) {
    if stageNames.vocabulary.count > 65_000 {
      throw .tooManyStages(path: path, count: stageNames.vocabulary.count)
    }
    let pipelines = self.pipelines.vocabulary.count + 1
    guard pipelines <= 50_000_000 / max(1, stageNames.vocabulary.count) else {
      throw .stageTableTooLarge(
        path: path, stages: stageNames.vocabulary.count, pipelines: pipelines - 1)
    }
  }

  private mutating func note(latestIn days: [Int32], _ reader: TableReader) {
    for row in reader.accepted where days[row] > latest { latest = days[row] }
  }

  /// Fills in what other tables could still add to: ids and next steps.
  mutating func finish(_ table: inout DealTable) {
    let (ids, others) = deals.index.takeTexts().finish(first: deals.knownCount)
    table.id = ids
    table.unknownIds = others
    table.nextSteps = TextPool(nextSteps.takeTexts().finish())
  }
}

extension TableReader {
  /// How many accepted rows have a blank cell in a column of amounts, and not an unreadable one.
  func blanks(_ name: String, among amounts: [Int64]) -> Int {
    guard let column = place(name) else { return accepted.count }
    var count = 0
    for row in accepted where amounts[row] == Self.blankAmount && typed(row, column).count == 0 {
      count += 1
    }
    return count
  }

  /// Appends words as codes, with a word for blank ones.
  mutating func append(_ name: String, to builder: inout CodeBuilder, blank: String) {
    let first = builder.codes.count
    append(name, to: &builder)
    builder.fillBlanks(from: first, with: blank)
  }

  /// Appends texts that rows may share as codes of a pool; −1 where blank.
  mutating func append(
    _ name: String, to codes: inout [Int32], of pool: inout IdIndex
  ) throws(LoadError) {
    guard let column = place(name) else {
      codes.append(contentsOf: repeatElement(-1, count: accepted.count))
      return
    }
    for row in accepted {
      let text = self.text(row, column)
      codes.append(text.count == 0 ? -1 : pool.code(adding: text))
    }
    if pool.arena.overflowed { throw .tooMuchText(path: path, column: name) }
  }
}

extension DealTable {
  /// Makes room in the columns that the file has.
  fileprivate mutating func reserve(_ rows: Int, _ reader: TableReader) {
    created.reserveCapacity(rows)
    close.reserveCapacity(rows)
    closed.reserveCapacity(rows)
    amount.reserveCapacity(rows)
    account.reserveCapacity(rows)
    owner.reserveCapacity(rows)
    pipeline.reserveCapacity(rows)
    stage.reserveCapacity(rows)
    kind.reserveCapacity(rows)
    termMonths.reserveCapacity(rows)
    category.reserveCapacity(rows)
    probability.reserveCapacity(rows)
    nextStep.reserveCapacity(rows)
    nextStepDate.reserveCapacity(rows)
    lastActivity.reserveCapacity(rows)
    contacts.reserveCapacity(rows)
    line.reserveCapacity(rows)
  }

  /// Gives back memory that was reserved in vain.
  fileprivate mutating func fit() {
    created = created.fitted()
    close = close.fitted()
    closed = closed.fitted()
    amount = amount.fitted()
    account = account.fitted()
    owner = owner.fitted()
    pipeline = pipeline.fitted()
    stage = stage.fitted()
    kind = kind.fitted()
    termMonths = termMonths.fitted()
    category = category.fitted()
    probability = probability.fitted()
    nextStep = nextStep.fitted()
    nextStepDate = nextStepDate.fitted()
    lastActivity = lastActivity.fitted()
    contacts = contacts.fitted()
    line = line.fitted()
  }
}
