import RevBase

/// Puts the parts of all files of deals together: each id once, compared with the last import.
struct DealMerge {
  let history: HistoryBook
  private let file: OutputFile
  private let plan: [String]
  private var ids = ByteIndex(capacity: 1 << 16)
  /// A mixing of each deal's row, to tell a repeated row from another one with its id.
  private var rows: [UInt32] = []
  var previous: PreviousDeals?
  /// Day of the export, by which changes are dated.
  let day: Day
  private(set) var stages: [StageKey: StageTally] = [:]
  private(set) var currencies: [String: MoneyTally] = [:]
  private(set) var owners: [String: Int] = [:]
  private(set) var accounts: [String: String] = [:]
  private(set) var filledCloseDates = 0
  private(set) var filledStages = 0
  private(set) var newDeals = 0
  private(set) var changedDeals = 0
  var count: Int { rows.count }

  /// - Parameter columns: of deals.csv, in order.
  init(
    file: OutputFile, columns: [String], history: HistoryBook, previous: PreviousDeals?, day: Day
  ) throws(ImportError) {
    (self.file, self.history, self.previous, self.day) = (file, history, previous, day)
    plan = columns
    var line = LineWriter()
    for (index, column) in columns.enumerated() {
      if index > 0 { line.put(0x2C) }
      line.cell(column)
    }
    line.put(0x0A)
    try file.write(line.written)
  }

  /// Takes the next part of a file.
  mutating func take(
    _ part: DealPart, line: Int, log: inout RowLog
  ) throws(ImportError) {
    log.add(part.log, line: line)
    let out = part.out.span
    var (start, run, historyStart) = (0, 0, 0)
    for (number, row) in part.rows.enumerated() {
      let (end, idEnd) = (Int(row.end), Int(row.idEnd))
      let hash = UInt32(truncatingIfNeeded: ByteIndex.hash(out, start, end))
      let (id, isNew) = ids.add(out, start, idEnd)
      if isNew {
        rows.append(hash)
        log.accepted += 1
        if previous != nil {
          try compare(part, number, start, idEnd)
        }
        if !part.history.isEmpty {
          try addEntries(part.history[historyStart..<Int(row.historyEnd)])
        }
      } else {
        if run < start { try file.write(part.out[run..<start]) }
        run = end
        let reason: SetAsideReason = rows[id] == hash ? .duplicate : .sameID
        log.aside(
          reason, line: line + Int(row.line), column: "deal_id",
          value: CellText.shown(out, start, idEnd))
      }
      historyStart = Int(row.historyEnd)
      start = end
    }
    if run < start { try file.write(part.out[run..<start]) }
    for (key, tally) in part.stages { stages[key, default: StageTally()].add(tally) }
    for (code, tally) in part.currencies {
      currencies[code, default: MoneyTally()].rows += tally.rows
      currencies[code, default: MoneyTally()].cents &+= tally.cents
    }
    owners.merge(part.owners, uniquingKeysWith: +)
    accounts.merge(part.accounts) { first, _ in first }
    filledCloseDates += part.filledCloseDates
    filledStages += part.filledStages
  }

  /// Adds what a row itself tells about its stages, line by line.
  private func addEntries(_ lines: ArraySlice<UInt8>) throws(ImportError) {
    var start = lines.startIndex
    while let feed = lines[start...].firstIndex(of: 0x0A) {
      try history.add(lines[start...feed])
      start = feed + 1
    }
  }

  private mutating func compare(
    _ part: DealPart, _ number: Int, _ start: Int, _ idEnd: Int
  ) throws(ImportError) {
    let out = part.out.span
    guard let old = previous?.find(out, start, idEnd) else {
      newDeals += 1
      return
    }
    guard let previous else { return }
    var isChanged = false
    for (field, name) in DealPlan.fields.enumerated() {
      let bounds = number * 12 + field * 2
      let cell = part.out[Int(part.fields[bounds])..<Int(part.fields[bounds + 1])]
      let before = previous.field(old, field)
      if cell.elementsEqual(before) { continue }
      isChanged = true
      if name == "stage", let since = history.since, part.rows[number].lastEntered > since.number {
        continue
      }
      let deal = CellText.string(out, start, idEnd)
      if history.isTold(deal, name) { continue }
      try history.addCompared(
        part.out[start..<idEnd], day: day, field: name, old: before, new: cell)
    }
    if isChanged { changedDeals += 1 }
  }

  /// Writes a deal that later exports do not have any more.
  mutating func keep(_ deal: [String: String], stage: String?) throws(ImportError) {
    var line = LineWriter()
    for (index, column) in plan.enumerated() {
      if index > 0 { line.put(0x2C) }
      line.cell(column == "stage" ? stage ?? deal[column] ?? "" : deal[column] ?? "")
    }
    line.put(0x0A)
    try file.write(line.written)
    rows.append(0)
    guard let stage else { return }
    var cells = (LineWriter(), LineWriter(), LineWriter())
    cells.0.cell(deal["deal_id"] ?? "")
    cells.1.cell(deal["stage"] ?? "")
    cells.2.cell(stage)
    try history.addCompared(
      cells.0.written, day: day, field: "stage", old: cells.1.written, new: cells.2.written)
  }

  func finish() throws(ImportError) {
    file.rows = count
    try file.finish()
  }
}
