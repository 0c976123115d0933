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

extension LoadContext {
  /// Reads deals.csv; its ids become the first of the deals' universe.
  ///
  /// Ids and next steps are filled in by `finish(_:)`, because other tables add to them.
  mutating func loadDeals() throws(LoadError) -> DealTable {
    let slicers = slicers
    let part = try read(.deals) { reader, shared in
      DealPart(shared: shared, further: slicers.filter { reader.place($0) != nil })
    }
    guard let part else { throw .dealsMissing(folder: folder) }
    let ids = shared.takeOwn()
    shared.deals.close(ids)
    // From here on these are looked up more often than added to.
    shared.nextSteps.settle()
    dealCurrencies = part.currencies
    return part.table
  }

  /// Fills in what other tables could still add to: ids and next steps.
  mutating func finish(_ table: inout DealTable) {
    let known = shared.deals.knownCount
    let (ids, others) = shared.deals.takeTexts().finish(first: known)
    table.id = ids
    table.unknownIds = others
    table.nextSteps = TextPool(shared.nextSteps.takeTexts().finish())
  }
}

/// The rows of deals.csv.
private struct DealPart: TablePart {
  var shared: Referents
  var table = DealTable()
  /// Index of each deal's currency.
  var currencies: [UInt16] = []
  private var blankAmounts = 0
  private var name = TextArena()
  private var type = CodeBuilder()
  private var product = CodeBuilder()
  private var source = CodeBuilder()
  private var campaign = CodeBuilder()
  private var lostReason = CodeBuilder()
  /// Further columns that the manifest names.
  private var further: [(name: String, words: CodeBuilder)]

  init(shared: Referents, further: [String]) {
    self.shared = shared
    self.further = further.map { ($0, CodeBuilder()) }
  }

  func empty() -> DealPart { DealPart(shared: shared.bare, further: further.map(\.name)) }

  mutating func reserve(_ rows: Int, _ reader: TableReader) {
    shared.own.reserve(rows, bytes: rows * 12)
    table.reserve(rows)
    if reader.place("name") != nil { name.reserve(rows: rows, bytes: rows * 40) }
    currencies.reserveLarge(rows)
    type.reserve(rows)
    product.reserve(rows)
    source.reserve(rows)
    campaign.reserve(rows)
    lostReason.reserve(rows)
  }

  mutating func read(_ reader: inout TableReader) throws(LoadError) {
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
    reader.unique("deal_id", in: &shared)
    reader.settle()
    reader.append(created, to: &table.created)
    reader.append(close, to: &table.close)
    reader.append(closed, to: &table.closed)
    reader.append(amounts: amount, blank: 0, to: &table.amount)
    blankAmounts += reader.blanks("amount", among: amount)
    reader.append(currency, to: &currencies)
    reader.append(term, to: &table.termMonths)
    reader.append(probability, to: &table.probability)
    reader.append(nextStepDate, to: &table.nextStepDate)
    reader.append(lastActivity, to: &table.lastActivity)
    reader.append(contacts, to: &table.contacts)
    for row in reader.accepted {
      table.line.append(reader.line(row))
      shared.note(day: created[row])
      shared.note(day: closed[row])
      shared.note(day: lastActivity[row])
    }
    try reader.append("name", to: &name)
    try reader.append("account_id", to: &table.account, of: &shared.accounts)
    try reader.append("owner_id", to: &table.owner, of: &shared.people)
    reader.append("pipeline", to: &shared.pipelines)
    reader.append("stage", to: &shared.stageNames)
    reader.append("product", to: &product)
    reader.append("source", to: &source)
    reader.append("campaign", to: &campaign)
    reader.append("lost_reason", to: &lostReason)
    for place in further.indices {
      reader.append(further[place].name, to: &further[place].words)
    }
    reader.append("type", to: &type, blank: "new")
    table.kind.append(contentsOf: reader.words("type", .dealKinds))
    table.category.append(contentsOf: reader.words("forecast_category", .categories))
    try reader.append("next_step", to: &table.nextStep, of: &shared.nextSteps)
    for code in shared.stageNames.codes {
      table.stage.append(UInt16(truncatingIfNeeded: code))
    }
    table.pipeline.append(contentsOf: shared.pipelines.codes)
    shared.stageNames.codes.removeAll(keepingCapacity: true)
    shared.pipelines.codes.removeAll(keepingCapacity: true)
    try shared.checkStages(reader.path)
  }

  mutating func append(
    _ next: DealPart, _ codes: Recodings, at place: StretchPlace
  ) throws(LoadError) {
    let rows = next.table
    table.created.append(contentsOf: rows.created)
    table.close.append(contentsOf: rows.close)
    table.closed.append(contentsOf: rows.closed)
    table.amount.append(contentsOf: rows.amount)
    table.termMonths.append(contentsOf: rows.termMonths)
    table.probability.append(contentsOf: rows.probability)
    table.nextStepDate.append(contentsOf: rows.nextStepDate)
    table.lastActivity.append(contentsOf: rows.lastActivity)
    table.contacts.append(contentsOf: rows.contacts)
    table.kind.append(contentsOf: rows.kind)
    table.category.append(contentsOf: rows.category)
    currencies.append(contentsOf: next.currencies)
    blankAmounts += next.blankAmounts
    table.line.append(rows.line[...], each: place.lines)
    table.account.append(rows.account, codes.accounts)
    table.owner.append(rows.owner, codes.people)
    table.nextStep.append(rows.nextStep, codes.nextSteps)
    table.pipeline.append(rows.pipeline, codes.pipelines)
    if codes.stageNames.changesNothing {
      table.stage.append(contentsOf: rows.stage)
    } else {
      for stage in rows.stage {
        table.stage.append(UInt16(truncatingIfNeeded: codes.stageNames(Int32(stage))))
      }
    }
    name.append(next.name)
    type.append(next.type)
    product.append(next.product)
    source.append(next.source)
    campaign.append(next.campaign)
    lostReason.append(next.lostReason)
    for column in further.indices { further[column].words.append(next.further[column].words) }
    if name.overflowed { throw .tooMuchText(path: place.path, column: "name") }
  }

  mutating func finish(_ reader: inout TableReader) {
    if blankAmounts > 0 { reader.log.warn(.blankAmounts(deals: blankAmounts)) }
    table.columns = reader.columns
    table.name = name.finish()
    table.type = type.finish()
    table.product = product.finish()
    table.source = source.finish()
    table.campaign = campaign.finish()
    table.lostReason = lostReason.finish()
    for (name, words) in further { table.further[name] = words.finish() }
    table.fit()
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
    guard let column = place(name) else {
      builder.append(accepted.count, of: blank)
      return
    }
    for row in accepted {
      let word = text(row, column)
      if word.count == 0 {
        builder.append(1, of: blank)
      } else {
        builder.codes.append(builder.code(of: word))
      }
    }
  }
}

extension DealTable {
  /// Makes room in the columns that the file has.
  fileprivate mutating func reserve(_ rows: Int) {
    created.reserveLarge(rows)
    close.reserveLarge(rows)
    closed.reserveLarge(rows)
    amount.reserveLarge(rows)
    account.reserveLarge(rows)
    owner.reserveLarge(rows)
    pipeline.reserveLarge(rows)
    stage.reserveLarge(rows)
    kind.reserveLarge(rows)
    termMonths.reserveLarge(rows)
    category.reserveLarge(rows)
    probability.reserveLarge(rows)
    nextStep.reserveLarge(rows)
    nextStepDate.reserveLarge(rows)
    lastActivity.reserveLarge(rows)
    contacts.reserveLarge(rows)
    line.reserveLarge(rows)
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
