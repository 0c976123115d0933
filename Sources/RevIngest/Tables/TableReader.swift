import RevBase
import RevModel

/// Reads one CSV file of a snapshot, some hundreds of rows at a time and column by column.
///
/// For each batch a loader first asks for the columns that can set rows aside, then settles which
/// rows are accepted, and only then for texts and references, so that a row that is set aside leaves
/// nothing behind.
struct TableReader {
  /// What becomes of a row.
  enum Fate: UInt8 {
    case fine, setAside, ignored
    /// Set aside because of its form; its cells mean nothing.
    case misshapen
  }

  private struct Note {
    var row: Int
    var column: Int
    var kind: FaultKind
    var start: Int
    var end: Int
  }

  let table: TableName
  let path: String
  let header: [String]
  let currencies: CurrencyTable
  let file: FileBytes
  let bytes: ByteView
  private let places: [String: Int]
  var meter: ProgressMeter?
  var scanner: CSVScanner
  /// Where the bytes end that the scanner may look at.
  var end: Int
  /// Whether this reads a stretch for somebody else, who counts and forgets.
  var isStretch = false
  var batch: CSVBatch
  private var fates: [Fate] = []
  private var notes: [Note] = []
  /// Texts of this batch whose quotes had to be resolved.
  private var resolved: [FileBytes] = []
  /// The rows of this batch that are accepted; empty until it is settled.
  private(set) var accepted: [Int] = []
  var log: TableLog
  var clock: ZoneClock
  var seen: SeenIds?
  /// How ids are hashed, alike in all stretches.
  let idHash = KeyHash()
  /// Bytes of the file that need no memory any more.
  private var forgotten = 0

  private static let forgetEvery = 16 << 20

  /// Opens the file of a table; nil when it is missing.
  init?(
    _ table: TableName, folder: String, zone: ZoneOffsets, currencies: CurrencyTable,
    meter: ProgressMeter?, further: [String] = []
  ) throws(LoadError) {
    let path = folder + "/" + table.file
    let file: FileBytes
    do {
      file = try FileBytes(path: path)
    } catch {
      switch error {
      case .missing: return nil
      case .notAFile: throw .notAFile(path: path)
      case .unreadable(let reason): throw .unreadable(path: path, reason: reason)
      }
    }
    if let reason = TextForm.objection(to: file.view) {
      throw .notCSV(path: path, reason: reason)
    }
    var scanner = CSVScanner(file.view, delimiter: 0x2C)
    guard let cells = scanner.header() else { throw .headerQuotes(path: path) }
    guard let first = cells.first, let last = cells.last else { throw .empty(path: path) }
    guard UTF8Check.firstFault(file.view, first.start, last.end) == nil else {
      throw .headerNotUTF8(path: path)
    }
    let line = 1 + file.view.lineFeeds(before: first.start)
    let header = cells.map { HeaderName.text(file.view.slice($0.start, $0.end)) }
    let format = TableFormat.of(table)
    for column in format.required where !header.contains(column) {
      throw .columnMissing(path: path, line: line, column: column, found: header)
    }
    self.table = table
    self.path = path
    self.header = header
    self.currencies = currencies
    self.file = file
    self.meter = meter
    self.scanner = scanner
    bytes = file.view
    end = bytes.count
    places = Dictionary(
      zip(header, header.indices).map { ($0, $1) }, uniquingKeysWith: { first, _ in first })
    batch = CSVBatch(columns: header.count)
    clock = ZoneClock(zone)
    log = TableLog(table, header: header)
    warnOfColumns(format, further)
  }

  private mutating func warnOfColumns(_ format: TableFormat, _ further: [String]) {
    let known = Set(format.required + format.optional + further)
    var (unknown, repeated): ([String], [String]) = ([], [])
    for (index, name) in header.enumerated() {
      if places[name] != index {
        if !repeated.contains(name) { repeated.append(name) }
      } else if !known.contains(name) {
        unknown.append(name.isEmpty ? "(blank)" : name)
      }
    }
    if !unknown.isEmpty { log.warn(.unknownColumns(table: table, names: unknown)) }
    for name in repeated where known.contains(name) {
      log.warn(.repeatedColumn(table: table, name: name))
    }
  }

  var columns: ColumnSet { ColumnSet(Set(header)) }

  /// About how many rows the file has, from some places of it.
  var estimatedRows: Int {
    let size = bytes.count
    let sample = 32 << 10
    guard size > 16 * sample else { return bytes.lineFeeds(0, size) + 1 }
    var feeds = 0
    for index in 0..<16 {
      let start = (size - sample) / 15 * index
      feeds += bytes.lineFeeds(start, start + sample)
    }
    return Int(Double(feeds) / Double(16 * sample) * Double(size) * 1.02) + 64
  }

  /// Moves on to the next rows; false at the end of the file.
  mutating func advance() throws(LoadError) -> Bool {
    flush()
    guard scanner.next(&batch) else { return false }
    resolved.removeAll(keepingCapacity: true)
    accepted.removeAll(keepingCapacity: true)
    fates.removeAll(keepingCapacity: true)
    fates.append(contentsOf: repeatElement(.fine, count: batch.count))
    for fault in batch.faults {
      fates[fault.row] = .misshapen
      notes.append(
        Note(
          row: fault.row, column: fault.cell, kind: FaultKind(fault.kind), start: fault.start,
          end: fault.end))
    }
    log.counts.read += batch.count
    guard log.counts.read < Int(Int32.max) else { throw .tooManyRows(path: path) }
    if !isStretch {
      meter?.reached(batch.end)
      forget(before: batch.base)
    }
    return true
  }

  mutating func forget(before place: Int) {
    guard place - forgotten >= Self.forgetEvery else { return }
    file.forget(before: place)
    forgotten = place
  }

  /// Decides which rows of the batch are accepted and counts them.
  mutating func settle() {
    accepted.reserveCapacity(batch.count)
    for row in 0..<batch.count {
      switch fates[row] {
      case .fine: accepted.append(row)
      case .ignored: log.counts.ignored += 1
      case .setAside, .misshapen: log.counts.setAside += 1
      }
    }
    log.counts.accepted += accepted.count
  }

  /// Reports what is still to be reported; the file is read.
  consuming func finish() -> TableLog {
    flush()
    meter?.finish(bytes.count)
    withExtendedLifetime(file) {}
    return log
  }

  /// Forgets what is to be reported of the batch.
  mutating func dropNotes() { notes = [] }

  mutating func flush() {
    if notes.isEmpty { return }
    notes.sort { $0.row == $1.row ? $0.column < $1.column : $0.row < $1.row }
    for note in notes {
      // What is wrong with the other cells of a row that is not used is no matter.
      if !note.kind.setsRowAside, fates[note.row] != .fine { continue }
      let value = note.start < note.end ? bytes.slice(note.start, note.end) : bytes.slice(0, 0)
      log.fault(
        note.kind, column: note.column, line: Int(batch.lines[note.row]), value: Self.bare(value))
    }
    notes.removeAll(keepingCapacity: true)
  }

  /// A cell without its quotes and without the line end.
  private static func bare(_ cell: ByteView) -> ByteView {
    var end = cell.count
    while end > 0, cell[end - 1] == 0x0A || cell[end - 1] == 0x0D { end -= 1 }
    return end > 1 && cell[0] == 0x22 && cell[end - 1] == 0x22
      ? cell.slice(1, end - 1) : cell.slice(0, end)
  }
}
// What the typed columns are built from.
extension TableReader {
  /// Where a column stands; nil when the file lacks it.
  func place(_ name: String) -> Int? { places[name] }

  func line(_ row: Int) -> UInt32 { batch.lines[row] }

  /// Whether a column still has to look at a row.
  @inline(__always)
  func needs(_ row: Int, required: Bool) -> Bool {
    fates[row] == .fine || (required && fates[row] == .setAside)
  }

  func isFine(_ row: Int) -> Bool { fates[row] == .fine }

  mutating func ignore(_ row: Int) { if fates[row] == .fine { fates[row] = .ignored } }

  /// A cell as it stands, quotes included.
  @inline(__always)
  func raw(_ row: Int, _ column: Int) -> ByteView {
    let (start, end) = batch.bounds(row, column)
    return start < end ? bytes.slice(start, end) : bytes.slice(0, 0)
  }

  /// Where a cell begins in the file.
  func start(_ row: Int, _ column: Int) -> Int { batch.bounds(row, column).start }

  /// A cell for reading a number, day or flag: without quotes and white space.
  @inline(__always)
  func typed(_ row: Int, _ column: Int) -> ByteView {
    let cell = raw(row, column)
    if cell.count > 0, cell[0] == 0x22 { return cell.slice(1, cell.count - 1).trimmed() }
    return cell.trimmed()
  }

  /// The text of a cell; empty when it is blank.
  @inline(__always)
  mutating func text(_ row: Int, _ column: Int) -> ByteView {
    let cell = raw(row, column)
    if cell.count == 0 || cell[0] != 0x22 { return cell.isBlank ? cell.slice(0, 0) : cell }
    return unquoted(cell)
  }

  private mutating func unquoted(_ cell: ByteView) -> ByteView {
    let inner = cell.slice(1, cell.count - 1)
    if inner.isBlank { return inner.slice(0, 0) }
    guard inner.contains(0x22) else { return inner }
    var text: [UInt8] = []
    cell.appendUnquoted(to: &text)
    let owner = FileBytes(text)
    resolved.append(owner)
    return owner.view
  }

  /// Notes a fault; a row of a kind that sets rows aside is set aside.
  mutating func note(_ row: Int, _ column: Int, _ kind: FaultKind) {
    if kind.setsRowAside, fates[row] == .fine { fates[row] = .setAside }
    let (start, end) = batch.bounds(row, column)
    notes.append(Note(row: row, column: column, kind: kind, start: start, end: end))
  }

  /// Notes a cell that cannot be read.
  mutating func unreadable(_ row: Int, _ column: Int, required: Bool) {
    note(row, column, required ? .requiredUnreadable : .unreadable)
  }

  /// Sets aside rows whose id came before, for tables to which nothing refers.
  mutating func unique(_ name: String) {
    guard let column = places[name] else { return }
    var seen = self.seen ?? SeenIds(expected: isStretch ? 0 : estimatedRows, hashing: idHash)
    self.seen = nil
    let rows = (0..<batch.count).filter { fates[$0] == .fine }
    let repeated = seen.insert(
      texts(rows, column), at: rows.map { start($0, column) }
    ) { place, id in bytes.cell(at: place, equals: id) }
    for index in repeated { note(rows[index], column, .repeatedId) }
    self.seen = seen
  }
}
