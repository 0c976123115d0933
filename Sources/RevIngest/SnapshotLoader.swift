import Glibc
import RevBase
package import RevModel

/// Loads a snapshot folder.
package enum SnapshotLoader {
  /// Reads the manifest and all tables of a folder.
  ///
  /// Loading never stops at the first fault: rows that cannot be used are set aside and reported.
  ///
  /// - Parameters:
  ///   - folder: path of the folder that holds deals.csv.
  ///   - plan: how large files are divided among threads; the result is the same for every plan.
  ///   - early: who wants to look at the snapshot before all lists are there.
  ///   - progress: told often, on the thread that loads.
  /// - Throws: `LoadError` when there is nothing to show: no folder, no deals.csv, a file that is no
  ///   CSV, a missing required column, a manifest that is not understood.
  package static func load(
    folder: String, reading plan: ReadingPlan = ReadingPlan(), early: EarlyLook? = nil,
    progress: @escaping (LoadProgress) -> Void = { _ in }
  ) throws(LoadError) -> (snapshot: Snapshot, report: LoadReport) {
    let folder = try checked(folder)
    let result = try manifest(folder)
    var manifest = result.manifest
    let meter = ProgressMeter(total: size(of: folder), tell: progress)
    var context = LoadContext(folder: folder, manifest: manifest, meter: meter, plan: plan)
    context.report.warnings = result.warnings + unknownFiles(in: folder)

    let people = try context.loadPeople()
    let accounts = try context.loadAccounts()
    let stageRows = try context.loadStages()
    let deals = try context.loadDeals()
    let history = try context.loadHistory()
    if !result.hasAsOf {
      guard context.shared.latest > Int32.min else { throw .noAsOf(folder: folder) }
      manifest.asOf = Day(context.shared.latest)
      context.report.warnings.append(.inferredAsOf(manifest.asOf))
    }
    var parts = SnapshotParts(
      manifest: manifest, stages: try context.stageTable(stageRows, deals, asOf: manifest.asOf),
      deals: deals)
    parts.people = people
    parts.accounts = accounts
    let (known, asOf) = (deals, manifest.asOf)
    let past = history.map { rows in Meanwhile(rows) { $0.finish(deals: known, asOf: asOf) } }
    past?.start()
    parts.quotas = try context.loadQuotas()
    parts.calls = try context.loadCalls()
    parts.subscriptions = try context.loadSubscriptions()
    parts.contracts = try context.loadContracts()
    if let (table, differences) = past?.result() {
      parts.history = table
      for field in HistoryField.allCases {
        if let count = differences[field] {
          context.report.warnings.append(.historyDiffers(field: field, deals: count))
        }
      }
    }
    if let early, size(of: folder, EarlyLook.late) >= early.from {
      early.show(context.snapshot(of: parts))
    }
    parts.activities = try context.loadActivities()
    parts.leads = try context.loadLeads()
    parts.invoices = try context.loadInvoices()
    parts.onboarding = try context.loadOnboarding()
    parts.spend = try context.loadSpend()
    parts.costs = try context.loadCosts()
    parts.payouts = try context.loadPayouts()
    parts.health = try context.loadHealth()
    var report = context.report
    report.name = manifest.name
    report.asOf = manifest.asOf
    report.sort()
    let snapshot = context.snapshot(of: parts)
    // Indexes and unsorted rows took more than the snapshot does: the system gets it back at once.
    FreeMemory.giveBack()
    return (snapshot, report)
  }

  /// The folder's path without a slash at its end.
  private static func checked(_ folder: String) throws(LoadError) -> String {
    var status = stat()
    guard unsafe stat(folder, &status) == 0 else { throw .folderMissing(path: folder) }
    guard status.st_mode & S_IFMT == S_IFDIR else { throw .notAFolder(path: folder) }
    var path = folder
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    return path
  }

  /// Bytes of those of the tables that are there.
  private static func size(of folder: String, _ tables: [TableName] = TableName.allCases) -> Int {
    tables.reduce(0) { sum, table in
      var status = stat()
      guard unsafe stat(folder + "/" + table.file, &status) == 0 else { return sum }
      return sum + Int(status.st_size)
    }
  }

  /// CSV files of the folder that are no tables, by name; a slip of a name shows here.
  private static func unknownFiles(in folder: String) -> [LoadWarning] {
    guard let directory = unsafe opendir(folder) else { return [] }
    defer { unsafe closedir(directory) }
    let known = Set(TableName.allCases.map(\.file))
    var names: [String] = []
    while let entry = unsafe readdir(directory) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { field in
        unsafe field.withMemoryRebound(to: CChar.self, capacity: 256) { text in
          unsafe String(cString: text)
        }
      }
      if name.lowercased().hasSuffix(".csv"), !known.contains(name) { names.append(name) }
    }
    return names.sorted().map { .unknownFile(name: $0) }
  }

  private static func manifest(_ folder: String) throws(LoadError) -> ManifestReader.Result {
    let path = folder + "/revtop.yaml"
    let name = folder.split(separator: "/").last.map(String.init) ?? folder
    let file: FileBytes
    do {
      file = try FileBytes(path: path)
    } catch {
      switch error {
      case .missing: return try ManifestReader.read(nil, path: path, name: name)
      case .notAFile: throw .notAFile(path: path)
      case .unreadable(let reason): throw .unreadable(path: path, reason: reason)
      }
    }
    let isText = file.withView {
      TextForm.objection(to: $0) == nil && UTF8Check.firstFault($0, 0, $0.count) == nil
    }
    guard isText else {
      throw .manifest(
        path: path, line: 1, column: 1, problem: "the manifest is no text in UTF-8",
        remedy: "save it as UTF-8")
    }
    let text = file.withView { $0.string }
    return try ManifestReader.read(text, path: path, name: name)
  }
}

extension LoadContext {
  /// The snapshot of what has been read; ids and next steps are those that are known by now.
  consuming func snapshot(of parts: consuming SnapshotParts) -> Snapshot {
    finish(&parts.deals)
    parts.people.ids = shared.people.takeTexts().finish()
    parts.accounts.ids = shared.accounts.takeTexts().finish()
    return Snapshot(parts)
  }

  /// The stages as read, or as inferred from the deals.
  mutating func stageTable(
    _ rows: [StageTable.Row]?, _ deals: DealTable, asOf: Day
  ) throws(LoadError) -> StageTable {
    let names = shared.stageNames.vocabulary
    if let rows {
      let table = StageTable(
        rows: rows, names: names, pipelines: shared.pipelines.vocabulary, isLoaded: true)
      warnOfUnknownStages(table, deals)
      return table
    }
    let inferred = StageInference.rows(deals: deals, names: names, asOf: asOf)
    if inferred.count > Self.maximumStageRows {
      throw .tooManyStageRows(path: folder + "/" + TableName.deals.file, count: inferred.count)
    }
    report.warnings.append(.inferredStages(names: inferred.map { names[$0.name] ?? "" }))
    return StageTable(
      rows: inferred, names: names, pipelines: shared.pipelines.vocabulary, isLoaded: false)
  }

  private mutating func warnOfUnknownStages(_ table: StageTable, _ deals: DealTable) {
    var counts = [Int](repeating: 0, count: table.names.count)
    for row in 0..<deals.count {
      let name = Int32(deals.stage[row])
      if table.row(pipeline: deals.pipeline[row], name: name) < 0 { counts[Int(name)] += 1 }
    }
    let unknown = counts.indices.filter { counts[$0] > 0 }
    if unknown.isEmpty { return }
    let words = unknown.prefix(TableLog.maximumWords).map {
      LoadWarning.Word(word: Shown.cut(table.names.words[$0]), count: counts[$0])
    }
    report.warnings.append(
      .unknownStages(count: unknown.reduce(0) { $0 + counts[$1] }, words: words))
  }
}
