import RevBase
import RevIngest

extension ImportSession {
  /// Reads all files and writes the new folder; the caller puts it into place.
  mutating func run() throws(ImportError) -> ImportResult {
    try books.learn()
    books.stages.existing = try existingStages()
    let readers = RecordReaders(books: books, asOf: asOf)
    let order = files.indices.sorted {
      (files[$0].shape.meaning.order, $0) < (files[$1].shape.meaning.order, $1)
    }
    func each(
      _ isWanted: (RowMeaning) -> Bool, _ body: (RowCursor) throws(ImportError) -> Void
    ) throws(ImportError) {
      for place in order where isWanted(files[place].shape.meaning) {
        let rows = cursor(place)
        try body(rows)
        finish(place, rows.log)
      }
    }
    try each({ $0 == .people }) { rows throws(ImportError) in try readers.people(rows) }
    try each({ $0 == .pipelines }) { rows throws(ImportError) in try readers.pipelines(rows) }
    try each({ $0 == .stages }) { rows throws(ImportError) in try readers.stages(rows) }
    try each({ $0 == .accounts }) { rows throws(ImportError) in try readers.accounts(rows) }
    try each({ $0 == .campaigns }) { rows throws(ImportError) in try readers.campaigns(rows) }
    try each({ $0 == .contacts }) { rows throws(ImportError) in try readers.contacts(rows) }
    try each({ $0 == .dealContacts }) { rows throws(ImportError) in
      try readers.dealContacts(rows)
    }
    try each({ $0 == .dealAccounts }) { rows throws(ImportError) in
      try readers.dealAccounts(rows)
    }
    try addContactDomains()

    let historyFile = try OutputFile(path: staging.file("deal_history.csv"))
    let history = try HistoryBook(
      file: historyFile, since: previousDay, previous: staging.old("deal_history.csv"))
    let tellers = HistoryReaders(books: books, history: history)
    try each({ $0 == .dealVersions }) { rows throws(ImportError) in try tellers.versions(rows) }
    try each({ $0 == .fieldChanges }) { rows throws(ImportError) in try tellers.changes(rows) }
    try each({ $0 == .stageEntries }) { rows throws(ImportError) in try tellers.entries(rows) }

    let deals = order.filter { files[$0].shape.meaning == .deals }
    let currency = try readDeals(deals, history)
    try history.finish()
    result.comparedChanges = history.compared
    plan.stages = books.stages.resolve(asOf: asOf)
    plan.stageEvidence = books.stages.evidence

    try each({ $0 == .leads }) { rows throws(ImportError) in try readers.leads(rows) }
    try each({ $0 == .activityDeals }) { rows throws(ImportError) in
      try readers.activityDeals(rows)
    }
    try each({ $0 == .activities }) { rows throws(ImportError) in try readers.activities(rows) }
    let stripe = StripeReader(books: books)
    let ledger = LedgerReader(books: books)
    for place in order {
      let rows = cursor(place)
      switch files[place].shape.id {
      case StripeShapes.invoices.id: try stripe.invoices(rows)
      case StripeShapes.subscriptions.id: try stripe.subscriptions(rows)
      case LedgerShapes.quickbooks.id: try ledger.quickbooks(rows)
      case LedgerShapes.xero.id: try ledger.xero(rows)
      default: continue
      }
      finish(place, rows.log)
    }
    for place in order where files[place].shape.meaning == .spend {
      let system = files[place].shape.system.rawValue
      let rows = cursor(place)
      try AdReader(books: books, channel: mapping.channels[system] ?? system).read(rows)
      finish(place, rows.log)
    }
    for place in order {
      guard case .table(let name) = files[place].shape.meaning else { continue }
      let rows = cursor(place)
      try readers.table(name, rows)
      finish(place, rows.log)
    }
    try joinFinance(hasDeals: !deals.isEmpty)
    try books.settleSpend()
    try write(historyRows: history.rows, hasDeals: !deals.isEmpty, currency: currency)
    return result
  }

  private func cursor(_ place: Int) -> RowCursor {
    let (meter, name) = (self.meter, files[place].name)
    return RowCursor(files[place]) { meter.reached("reading \(name)", $0) }
  }

  private mutating func finish(_ place: Int, _ log: RowLog) {
    if log.read > 0, log.setAside[.deleted]?.count == log.read {
      books.notes.append(
        "\(files[place].name): all \(log.read) rows are deleted or archived in the source; to import "
          + "them all the same, remove the line is_deleted from its entry in import.yaml")
    }
    files[place].plan.log = log
    meter.rows += log.read
    meter.finish(files[place].text.fileSize)
  }

  /// Companies without a web site are known by the one domain that their people write from.
  private func addContactDomains() throws(ImportError) {
    if books.contactDomains.isEmpty { return }
    let accounts = try books.table("accounts")
    for number in 0..<accounts.count {
      let row = accounts.row(number)
      guard let id = row["account_id"], books.domains[id] == nil,
        let domains = books.contactDomains[id], domains.count == 1, let domain = domains.first
      else { continue }
      try books.addCompany(id, row["name"] ?? "", site: domain, finance: nil)
    }
  }

  private func existingStages() throws(ImportError) -> [StagePlan] {
    let table = try books.table("stages")
    var stages: [StagePlan] = []
    for number in 0..<table.count {
      let row = table.row(number)
      var share: Int?
      if let text = row["probability"], !text.isEmpty {
        let bytes = Array(text.utf8)
        share = CellForm(kind: .share).billionths(bytes.span, 0, bytes.count)
      }
      stages.append(
        StagePlan(
          stage: row["stage"] ?? "", pipeline: row["pipeline"] ?? "",
          position: Int(row["position"] ?? "") ?? 0, outcome: row["outcome"] ?? "open",
          category: row["category"] ?? "", probability: share))
    }
    return stages
  }

  // MARK: - Deals

  /// Reads the files of deals into deals.csv; gives the commonest currency back.
  private mutating func readDeals(
    _ places: [Int], _ history: HistoryBook
  ) throws(ImportError) -> String? {
    if places.isEmpty { return nil }
    books.directory.owners = books.people.unique
    books.directory.accounts = books.companies.unique
    let slicers = Self.distinct(places.flatMap { files[$0].slicers } + oldSlicers())
    let previous = try PreviousDeals.read(path: staging.old("deals.csv"))
    let out = try OutputFile(path: staging.file("deals.csv"))
    var merge = try DealMerge(
      file: out, columns: SnapshotColumns.columns("deals") + slicers, history: history,
      previous: previous, day: asOf)
    let accounts = try books.table("accounts")
    for place in places {
      let file = files[place]
      let dealPlan = DealPlan(file, books.directory, slicers: slicers, asOf: file.asOf ?? asOf)
      let work = DealWork(
        plan: dealPlan, keepsFields: previous != nil, keepsAccounts: accounts.count == 0)
      var log = RowLog()
      var first: [String] = []
      do throws(ImportError) {
        let meter = self.meter
        let before = meter.rows
        let starts = try file.runner(workers: workers).run(
          work,
          reached: { position in meter.reached("reading \(file.name)", position) },
          take: { part, line throws(ImportError) in
            if first.isEmpty { first = Self.firstRows(part.part) }
            try merge.take(part.part, line: line, log: &log)
            meter.rows = before + log.read
          })
        guard starts != nil else { throw ImportError.cancelled }
        meter.rows = before
      } catch {
        throw error.at(file.path)
      }
      files[place].plan.firstRows = first
      finish(place, log)
    }
    books.stages.deals = merge.stages
    try keepMissing(&merge, places)
    try merge.finish()
    result.newDeals = previous == nil ? merge.count : merge.newDeals
    result.changedDeals = merge.changedDeals
    try noteDeals(merge)
    return commonest(merge.currencies)
  }

  private static func distinct(_ names: [String]) -> [String] {
    var result: [String] = []
    for name in names where !result.contains(name) { result.append(name) }
    return result
  }

  /// Further columns that the folder's deals have.
  private func oldSlicers() -> [String] {
    guard let text = try? SourceText(path: staging.old("deals.csv")) else { return [] }
    var rows = TableRows(text)
    let known = SnapshotColumns.columns("deals")
    let header = (try? rows.header()) ?? []
    return header.filter { !known.contains($0) }
  }

  private static func firstRows(_ part: DealPart) -> [String] {
    var (rows, start): ([String], Int) = ([], 0)
    for row in part.rows.prefix(3) {
      rows.append(String(decoding: part.out[start..<(Int(row.end) - 1)], as: UTF8.self))
      start = Int(row.end)
    }
    return rows
  }

  /// The commonest currency; one that is given a rate is not the one that is reported in.
  private func commonest(_ currencies: [String: MoneyTally]) -> String? {
    currencies.filter { !$0.key.isEmpty && options.rates[$0.key] == nil }
      .max { ($0.value.rows, $1.key) < ($1.value.rows, $0.key) }?.key
  }

  /// Keeps the deals that the export does not have any more, the open ones marked.
  private mutating func keepMissing(
    _ merge: inout DealMerge, _ places: [Int]
  ) throws(ImportError) {
    guard let previous = merge.previous else { return }
    let stages = books.stages.existing
    func isOpen(_ deal: [String: String]) -> Bool {
      guard let stage = deal["stage"], stage != StageBook.vanished else { return false }
      let pipeline = deal["pipeline"] ?? ""
      let plan =
        stages.first { $0.stage == stage && $0.pipeline == pipeline }
        ?? stages.first { $0.stage == stage && $0.pipeline.isEmpty }
      return plan.map { $0.outcome == "open" } ?? (stage != DealPlan.noStage)
    }
    var missing: [[String: String]] = []
    try previous.missing { missing.append($0) }
    let open = missing.count(where: isOpen)
    let systems = Set(
      mapping.imports.compactMap { ShapeCatalog.shape($0.shape) }
        .filter { $0.meaning == .deals }.map(\.system)
        + places.map { files[$0].shape.system })
    var rule = options.missing ?? mapping.missing
    if systems.count > 1, rule == nil, open > 0 {
      rule = .kept
      books.notes.append(
        "\(Shown.count(open, "open deal")) in none of the files, kept because the folder holds "
          + "deals of several systems (--missing vanished to mark them)")
    }
    if rule == nil, open >= 5, open * 2 > previous.count {
      throw .questions([
        ImportQuestion(
          file: files[places[0]].name,
          question:
            "\(open) of the \(previous.count) deals in the folder are open and missing from "
            + "this export: have they vanished, or does it hold only some of the deals?",
          answers: ["--missing vanished", "--missing kept"])
      ])
    }
    let marks = rule != .kept
    for deal in missing {
      let vanishes = marks && isOpen(deal)
      try merge.keep(deal, stage: vanishes ? StageBook.vanished : nil)
      if vanishes { result.vanishedDeals += 1 }
    }
    if let rule = options.missing { mapping.missing = rule }
  }

  /// Gathers owners and companies that only deals tell of, and what was filled in.
  private mutating func noteDeals(_ merge: DealMerge) throws(ImportError) {
    if merge.filledCloseDates > 0 {
      books.notes.append(
        "no close date on \(Shown.count(merge.filledCloseDates, "deal")), written with "
          + "\(DealPlan.noCloseDate), which is in no period that anybody looks at")
    }
    if merge.filledStages > 0 {
      books.notes.append(
        "no stage on \(Shown.count(merge.filledStages, "deal")), written as \(DealPlan.noStage), which "
          + "is neither open, won nor lost")
    }
    let people = try books.table("people")
    var unknown: [String: Int] = [:]
    for (owner, count) in merge.owners.sorted(by: { $0.key < $1.key })
    where books.people.id(owner.lowercased()) == nil {
      if Self.isOpaque(owner) {
        unknown[owner] = count
      } else {
        people.put(["person_id": owner, "name": owner])
        try books.addPerson(owner, owner, "")
      }
    }
    plan.joins.unknownOwners = unknown
    let accounts = try books.table("accounts")
    if accounts.count == 0 {
      for (id, name) in merge.accounts.sorted(by: { $0.key < $1.key }) {
        accounts.put(["account_id": id, "name": name])
        try books.addCompany(id, name, site: nil, finance: nil)
      }
    }
    noteCurrencies(merge.currencies)
  }

  /// Whether an owner is a number rather than a name or an address.
  private static func isOpaque(_ owner: String) -> Bool {
    if owner.contains("@") || owner.contains(" ") { return false }
    return owner.contains { $0.isNumber } || owner.contains("=")
  }

  private mutating func noteCurrencies(_ currencies: [String: MoneyTally]) {
    let codes = currencies.keys.filter { !$0.isEmpty }.sorted()
    let reporting = reportingCurrency(commonest(currencies))
    for code in codes where code != reporting && options.rates[code] == nil {
      guard let tally = currencies[code] else { continue }
      if (try? Self.text(staging.old("revtop.yaml")))??.contains("\(code):") == true { continue }
      books.notes.append(
        "\(Shown.count(tally.rows, "deal")) of \(Money(cents: Int64(tally.cents))) \(code) will be set aside when the "
          + "snapshot is opened, until revtop.yaml has a rate for \(code) (--rate \(code)=…)")
    }
  }
}
