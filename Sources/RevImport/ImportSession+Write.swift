import RevBase
import RevIngest
import RevModel

extension ImportSession {
  /// Joins customers to accounts and money to deals.
  mutating func joinFinance(hasDeals: Bool) throws(ImportError) {
    if books.finance.isEmpty { return }
    let path = hasDeals ? staging.file("deals.csv") : staging.old("deals.csv")
    let stages = plan.stages.isEmpty ? books.stages.existing : plan.stages
    let links = try DealLinks.read(path: path, stages: stages)
    var join = FinanceJoin(
      books, links, told: mapping.joins, stripeAmount: options.stripeAmount ?? mapping.stripeAmount,
      asOf: asOf)
    try join.run()
    let unknown = plan.joins.unknownOwners
    plan.joins = join.plan
    plan.joins.unknownOwners = unknown
    let fresh = Set(join.joins.map(\.customer))
    mapping.joins = mapping.joins.filter { !fresh.contains($0.customer) } + join.joins
    if books.finance.paidSometime > 0 {
      books.notes.append(
        "\(Shown.count(books.finance.paidSometime, "invoice")) paid on a day that the export does "
          + "not tell: the day on which it was due is taken")
    }
    for file in books.finance.silentFiles {
      books.notes.append(
        "\(file): no column tells what is paid; all its invoices count as unpaid")
    }
  }

  /// Writes everything that is not in the new folder yet, and compares it with the old one.
  mutating func write(
    historyRows: Int, hasDeals: Bool, currency: String?
  ) throws(ImportError) {
    let isLater = previousDay.map { asOf > $0 } ?? false
    if historyRows == 0, !isLater, !staging.hasOld("deal_history.csv") {
      staging.remove("deal_history.csv")
    }
    if !hasDeals, !staging.hasOld("deals.csv") {
      let file = try OutputFile(path: staging.file("deals.csv"))
      try file.write(SnapshotColumns.columns("deals").joined(separator: ",") + "\n")
      try file.finish()
      books.notes.append(
        "none of the files holds deals: the snapshot has accounts and money, but no pipeline")
    }
    try writeStages()
    for table in books.touched where table.count > 0 {
      try table.write(to: try OutputFile(path: staging.file(SnapshotColumns.file(table.name))))
    }
    try writeManifest(currency)
    try writeMapping()
    finishPlan()
    try staging.carryOver()
    compare()
  }

  private mutating func writeStages() throws(ImportError) {
    if plan.stages.isEmpty { return }
    let table = TableBook("stages")
    for stage in plan.stages {
      var share = LineWriter(capacity: 256)
      if let probability = stage.probability { share.share(billionths: probability) }
      table.put([
        "stage": stage.stage, "position": "\(stage.position)", "outcome": stage.outcome,
        "category": stage.category, "pipeline": stage.pipeline,
        "probability": String(decoding: share.written, as: UTF8.self),
      ])
    }
    try table.write(to: try OutputFile(path: staging.file("stages.csv")))
  }

  /// The currency that the snapshot reports in.
  func reportingCurrency(_ commonest: String?) -> String {
    let old = (try? Self.text(staging.old("revtop.yaml"))) ?? nil
    if let old { return ManifestText.value("currency", in: old) ?? "USD" }
    return options.currency ?? commonest ?? "USD"
  }

  /// Columns of the new deals.csv, or of the old one that stays, that the snapshot has no word for.
  private var furtherColumns: [String] {
    let fresh = staging.has("deals.csv") ? staging.file("deals.csv") : staging.old("deals.csv")
    guard let text = try? SourceText(path: fresh) else { return [] }
    var rows = TableRows(text)
    let known = SnapshotColumns.columns("deals")
    return ((try? rows.header()) ?? []).filter { !known.contains($0) }
  }

  private func writeManifest(_ currency: String?) throws(ImportError) {
    let text: String
    let slicers = furtherColumns
    if let old = try Self.text(staging.old("revtop.yaml")) {
      text = ManifestText.updated(old, asOf: asOf, slicers: slicers)
    } else {
      let name = staging.target.split(separator: "/").last.map(String.init) ?? "snapshot"
      let finance =
        books.finance.invoices.first?.currency ?? books.finance.subscriptions.first?.currency
      let fallback = finance.flatMap { $0.isEmpty ? nil : $0 }
      text = ManifestText.new(
        name: name, asOf: asOf, currency: reportingCurrency(currency ?? fallback),
        rates: options.rates, timeZone: options.timeZone, slicers: slicers)
    }
    try write(text, to: "revtop.yaml")
  }

  private func write(_ text: String, to name: String) throws(ImportError) {
    let file = try OutputFile(path: staging.file(name))
    try file.write(text)
    try file.finish()
  }

  private mutating func writeMapping() throws(ImportError) {
    if let amount = options.stripeAmount { mapping.stripeAmount = amount }
    if !options.slicers.isEmpty {
      mapping.slicers += options.slicers.filter { !mapping.slicers.contains($0) }
    }
    for file in files { note(file) }
    if !plan.stages.isEmpty {
      mapping.stages = plan.stages.map {
        MappingFile.Stage(
          stage: $0.stage, pipeline: $0.pipeline, outcome: $0.outcome, category: $0.category,
          probability: $0.probability)
      }
    }
    try write(MappingWriter.text(mapping, joins: plan.joins), to: "import.yaml")
  }

  /// Notes how a file was read, for the next time.
  private mutating func note(_ file: PreparedFile) {
    let record = MappingFile.Record(
      file: file.name, shape: file.shape.id, asOf: file.asOf ?? asOf,
      digest: file.survey.digestText)
    if !mapping.imports.contains(where: {
      $0.digest == record.digest && $0.shape == record.shape && $0.asOf == record.asOf
    }) {
      mapping.imports.append(record)
    }
    let known = mapping.files.firstIndex { $0.matches(file.name) }
    var entry =
      known.map { mapping.files[$0] }
      ?? MappingFile.Entry(match: Glob.pattern(of: file.name))
    if entry.table == nil { entry.shape = file.shape.id }
    let hasMark = file.plan.encoding == .utf8 || file.plan.encoding == .utf16LittleEndian
    if !hasMark { entry.encoding = file.plan.encoding }
    let orders = Set(file.columns.values.compactMap(\.form.order))
    if orders.count == 1, let order = orders.first { entry.dates = order }
    let styles = Set(file.columns.values.filter { $0.form.style == .comma }.map(\.form.style))
    if let style = styles.first { entry.numbers = style }
    let slicers = Set(file.slicers)
    if entry.table == nil || entry.columns.isEmpty {
      entry.columns = file.plan.columns
        .filter { !$0.target.hasPrefix(EnteredColumns.prefix) && !slicers.contains($0.target) }
        .map { MappingFile.Column(target: $0.target, sources: $0.sources) }
    }
    if let known { mapping.files[known] = entry } else { mapping.files.append(entry) }
  }

  private mutating func finishPlan() {
    plan.files = files.map(\.plan)
    for place in plan.files.indices where plan.files[place].firstRows.isEmpty {
      let name = plan.files[place].table
      if let table = books.touched.first(where: { $0.name == name }) {
        plan.files[place].firstRows = table.lines(3)
      }
    }
    result.plan = plan
    result.notes = books.notes
    result.isDryRun = options.isDryRun
  }

  /// Which tables differ from the folder's; nothing changes when none does.
  private mutating func compare() {
    let beside = ["revtop.yaml", "import.yaml", SnapshotColumns.file(SnapshotColumns.importKeys)]
    for name in beside
    where staging.has(name) && !StagingFolder.areSame(staging.file(name), staging.old(name)) {
      result.isChanged = true
    }
    for table in TableName.allCases {
      let (fresh, old) = (staging.file(table.file), staging.old(table.file))
      guard let text = try? SourceText(path: fresh) else { continue }
      if StagingFolder.areSame(fresh, old) { continue }
      result.isChanged = true
      result.tables.append(
        ImportResult.Table(
          name: table.rawValue, rows: (try? TableRows.count(text)) ?? 0, bytes: text.fileSize))
    }
  }
}

extension TableRows {
  /// Rows behind the header.
  static func count(_ text: SourceText) throws(SourceFailure) -> Int {
    var rows = TableRows(text)
    var count = -1
    while try rows.next() { count += 1 }
    return max(0, count)
  }
}
