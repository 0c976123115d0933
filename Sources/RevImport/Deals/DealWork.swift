import RevBase

/// Turns the rows of a stretch into rows of deals.csv.
struct DealWork: ChunkWork {
  let plan: DealPlan
  /// Whether the places of what changes over time are noted, to be compared with the last import.
  let keepsFields: Bool
  /// Whether names of companies are gathered, because no file has them.
  let keepsAccounts: Bool

  private let spare = Spares<DealRows>()
  private let buffers = Spares<[UInt8]>()

  init(plan: DealPlan, keepsFields: Bool, keepsAccounts: Bool) {
    (self.plan, self.keepsFields, self.keepsAccounts) = (plan, keepsFields, keepsAccounts)
  }

  func run(_ reader: inout ChunkReader) throws(SourceFailure) -> DealPart {
    var rows = spare.take() ?? DealRows(plan, keepsFields, keepsAccounts)
    rows.begin(buffers.take() ?? [])
    let part = try read(&reader, &rows)
    spare.put(rows)
    return part
  }

  func recycle(_ part: consuming DealPart) { buffers.put(part.out) }

  private func read(
    _ reader: inout ChunkReader, _ rows: inout DealRows
  ) throws(SourceFailure) -> DealPart {
    var cells = RowCells(capacity: plan.width + 1)
    while true {
      let place = reader.position
      switch try reader.next(into: &cells) {
      case .end: return rows.finish()
      case .row:
        rows.read(reader.bytes.span, cells)
      case .fault(let fault):
        rows.part.log.read += 1
        let reason: SetAsideReason =
          fault == .unclosedQuote ? .unclosedQuote : .textAfterQuote
        rows.part.log.aside(reason, line: cells.line, value: reader.line(at: place))
      case .blank, .incomplete: break
      }
    }
  }
}

/// The state of a thread that writes deals.
struct DealRows: Sendable {
  let plan: DealPlan
  let keepsFields: Bool
  let keepsAccounts: Bool
  var part = DealPart()
  var line = LineWriter()
  var history = LineWriter(capacity: 4096)
  var memos: [WordMemo]
  /// Number 0 of pipelines is none.
  var tallies = StageCounter()
  var ownerCounts: [Int] = []
  /// Amounts of the rows since the currency last changed.
  var moneyCode: UInt32 = 0
  var moneySum = 0
  var moneyRows = 0
  /// What the cells of the row at hand came to.
  var stageNumber = 0
  var pipelineNumber = 0
  var category = -1
  var isWon = false
  var isLost = false
  var probability = -1
  var createdDay = Int32.min
  var lastEntered = Int32.min
  var amountCents = 0
  /// Cells of the row at hand that could not be read; they count only if the row is accepted.
  var unreadable: [(column: String, value: String)] = []
  var entries: [(time: ForeignTime, day: Int32, stage: Int)] = []

  init(_ plan: DealPlan, _ keepsFields: Bool, _ keepsAccounts: Bool) {
    (self.plan, self.keepsFields, self.keepsAccounts) = (plan, keepsFields, keepsAccounts)
    memos = plan.rules.map { WordMemo($0) }
  }

  /// Begins a stretch with memory to use again.
  mutating func begin(_ buffer: consuming [UInt8]) {
    line = LineWriter(reusing: buffer, capacity: 1 << 16)
    history.removeAll()
    part = DealPart()
    for owner in ownerCounts.indices { ownerCounts[owner] = 0 }
    moneyCode = 0
  }

  /// Ends the stretch.
  mutating func finish() -> DealPart {
    settleMoney()
    let written = line
    line = LineWriter()
    part.out = written.finish()
    part.history = Array(history.written)
    part.stages = tallies.finish(
      pipelines: [""] + memos[plan.pipelineRule].words, stages: memos[plan.stageRule].words,
      categories: plan.categoryPlace.map { memos[$0].words } ?? [])
    for (number, count) in ownerCounts.enumerated() where count > 0 {
      part.owners[memos[plan.ownerRule].words[number], default: 0] += count
    }
    let done = part
    part = DealPart()
    return done
  }

  /// Reads one row.
  mutating func read(_ text: Span<UInt8>, _ cells: RowCells) {
    part.log.read &+= 1
    if let reason = objection(text, cells) {
      part.log.aside(reason, line: cells.line, value: shown(text, cells))
      return
    }
    let start = line.count
    let marks = part.fields.count
    (isWon, isLost, probability, category) = (false, false, -1, -1)
    (createdDay, lastEntered, amountCents) = (.min, .min, 0)
    if !unreadable.isEmpty { unreadable.removeAll(keepingCapacity: true) }
    var idEnd = start
    var fieldBounds = FieldBounds()
    for place in plan.slots.indices {
      let cellStart = line.count
      if let (reason, column) = write(plan.slots[place], place, text, cells) {
        let value = shown(text, cells, column)
        part.log.aside(reason, line: cells.line, column: column, value: value)
        line.cut(to: start)
        part.fields.removeLast(part.fields.count - marks)
        return
      }
      if place == 0 { idEnd = line.count }
      if keepsFields { fieldBounds.note(place, plan, cellStart, line.count) }
      line.put(0x2C)
    }
    line.cut(to: line.count - 1)
    line.put(0x0A)
    if keepsFields { fieldBounds.append(to: &part.fields) }
    if !plan.entered.isEmpty { writeEntries(text, cells, idStart: start, idEnd: idEnd) }
    tally(text, cells)
    for cell in unreadable {
      part.log.unreadable(cell.column, line: cells.line, value: cell.value)
    }
    part.rows.append(
      DealPart.Row(
        end: UInt32(truncatingIfNeeded: line.count), idEnd: UInt32(truncatingIfNeeded: idEnd),
        line: UInt32(truncatingIfNeeded: cells.line),
        historyEnd: UInt32(truncatingIfNeeded: history.count), lastEntered: lastEntered))
  }

  /// Why a row is no deal before its cells are looked at; nil when it may be one.
  private func objection(_ text: Span<UInt8>, _ cells: RowCells) -> SetAsideReason? {
    if cells.count > plan.width {
      let (start, end) = cells.trimmed(plan.width, in: text)
      if start < end || cells.count > plan.width + 1 { return .tooManyCells }
    }
    if plan.checksUTF8 {
      let (start, last) = (
        cells.bounds(0).start, cells.bounds(min(cells.count, plan.width) - 1).end
      )
      if start < last, !UTF8Tally.isWellFormed(text, start, last) { return .notUTF8 }
    }
    let (start, end) = plan.cells.bounds(plan.idPlan, text, cells)
    if start >= end {
      return RowKind.isFooter(text, cells, width: plan.width) ? .total : .missing
    }
    if end - start == plan.headerID.utf8.count, isHeader(text, cells, start, end) {
      return .repeatedHeader
    }
    if RowKind.isFooter(text, cells, width: plan.width) { return .total }
    if isTrue(plan.inputs.isDeleted, text, cells) || isArchived(text, cells) { return .deleted }
    return nil
  }

  private func isHeader(_ text: Span<UInt8>, _ cells: RowCells, _ start: Int, _ end: Int) -> Bool {
    guard CellText.string(text, start, end) == plan.headerID else { return false }
    let (first, last) = plan.cells.bounds(plan.stagePlan, text, cells)
    return CellText.string(text, first, last) == plan.headerStage
  }

  private func isArchived(_ text: Span<UInt8>, _ cells: RowCells) -> Bool {
    guard let archived = plan.inputs.archived else { return false }
    let (start, end) = plan.cells.bounds(archived, text, cells)
    return end > start && CellText.string(text, start, end).lowercased() == "archived"
  }

  func isTrue(_ cell: DealCell?, _ text: Span<UInt8>, _ cells: RowCells) -> Bool {
    flag(cell, text, cells) ?? false
  }

  func flag(_ cell: DealCell?, _ text: Span<UInt8>, _ cells: RowCells) -> Bool? {
    guard let cell else { return nil }
    let (start, end) = plan.cells.bounds(cell, text, cells)
    return start < end ? FlagCell.read(text, start, end) : nil
  }

  private func shown(_ text: Span<UInt8>, _ cells: RowCells, _ column: String? = nil) -> String {
    if let column, let sources = plan.columns[column]?.sources {
      for source in sources {
        let (start, end) = cells.trimmed(source, in: text)
        if start < end { return CellText.shown(text, start, end) }
      }
      return ""
    }
    let last = min(cells.count, plan.width) - 1
    return last < 0 ? "" : CellText.shown(text, cells.bounds(0).start, cells.bounds(last).end)
  }
}

/// Places of what changes over time, of one row.
struct FieldBounds {
  private var bounds = InlineArray<12, UInt32>(repeating: 0)

  @inline(__always)
  mutating func note(_ place: Int, _ plan: DealPlan, _ start: Int, _ end: Int) {
    for field in plan.fieldPlaces.indices where plan.fieldPlaces[field] == place {
      bounds[field * 2] = UInt32(truncatingIfNeeded: start)
      bounds[field * 2 + 1] = UInt32(truncatingIfNeeded: end)
    }
  }

  func append(to list: inout [UInt32]) {
    for index in bounds.indices { list.append(bounds[index]) }
  }
}

/// Tells rows of a table from what surrounds it.
enum RowKind {
  private static let words = [
    "total", "grandtotal", "subtotal", "grandtotals", "summe", "gesamt", "totaux", "reporttotal",
  ]

  /// Whether a row is a total, a title or a footer: a word for it in its first cell, or next to
  /// nothing in a wide table.
  static func isFooter(_ text: Span<UInt8>, _ cells: RowCells, width: Int) -> Bool {
    var (filled, first) = (0, -1)
    for cell in 0..<min(cells.count, width) {
      let (start, end) = cells.trimmed(cell, in: text)
      if start < end {
        if first < 0 { first = cell }
        filled += 1
        if filled > 2 { break }
      }
    }
    if filled > 2, first > 0 { return false }
    if first < 0 { return true }
    let (start, end) = cells.trimmed(first, in: text)
    if end - start <= 40, isTotalWord(text, start, end) { return true }
    return filled == 1 && width >= 3
  }

  /// Whether a text is a word for a total.
  static func isTotal(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return !bytes.isEmpty && isTotalWord(bytes.span, 0, bytes.count)
  }

  private static func isTotalWord(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    let letter = text[start] | 0x20
    guard letter == 0x74 || letter == 0x67 || letter == 0x73 || letter == 0x72 else { return false }
    let word = CellText.string(text, start, end).lowercased()
    let head = word.prefix { $0.isLetter || $0 == " " }.filter { $0 != " " }
    if words.contains(String(head)) { return true }
    return word.hasPrefix("total:") || word.hasPrefix("total for ") || word.hasPrefix("grand total")
  }
}
