import RevBase

/// deal_history.csv on its way: what the folder had, what exports tell, and what comparing tells.
///
/// A class because several readers add to it.
final class HistoryBook {
  private let file: OutputFile
  /// Lines of the folder's own history; nil when it has none.
  private var known: ByteIndex?
  /// Deals and fields of which an export tells changes later than the last import.
  private var told: [String: Set<String>] = [:]
  private(set) var rows = 0
  private(set) var compared = 0
  /// The day of the folder's last import.
  let since: Day?
  /// Latest day that any change has.
  private(set) var latest = Int32.min

  init(file: OutputFile, since: Day?, previous: String) throws(ImportError) {
    self.file = file
    self.since = since
    try file.write(SnapshotColumns.columns("deal_history").joined(separator: ",") + "\n")
    try copy(previous)
  }

  /// Copies the folder's history, in the columns that are written now.
  private func copy(_ path: String) throws(ImportError) {
    let text: SourceText
    do throws(SourceFailure) {
      text = try SourceText(path: path)
    } catch {
      if error == .missing { return }
      throw .cannotRead(path: path, reason: error.words)
    }
    var lines = ByteIndex()
    var rows = TableRows(text)
    do throws(SourceFailure) {
      let header = try rows.header()
      let places = SnapshotColumns.columns("deal_history").map { header.firstIndex(of: $0) ?? -1 }
      var line = LineWriter()
      while true {
        guard try rows.next() else { break }
        line.removeAll()
        let bytes = rows.bytes
        let span = bytes.span
        for (index, place) in places.enumerated() {
          if index > 0 { line.put(0x2C) }
          if place >= 0 {
            let (start, end) = rows.cells.bounds(place)
            line.cell(span, start, end)
          }
        }
        line.put(0x0A)
        _ = lines.add(line.bytes.span, 0, line.count)
        do throws(ImportError) { try write(line.written) } catch { throw .unreadable("\(error)") }
      }
    } catch {
      throw .cannotRead(path: path, reason: error.words)
    }
    known = lines
  }

  private func write(_ line: ArraySlice<UInt8>) throws(ImportError) {
    try file.write(line)
    rows += 1
  }

  /// Adds one line, with its line feed, unless the folder has it already.
  func add(_ line: ArraySlice<UInt8>) throws(ImportError) {
    if known != nil {
      let bytes = Array(line)
      if known?.add(bytes.span, 0, bytes.count).isNew == false { return }
    }
    try write(line)
  }

  /// Adds a change that an export tells.
  func add(_ change: DealChange) throws(ImportError) {
    latest = max(latest, change.day)
    if let since, change.day > since.number {
      told[change.deal, default: []].insert(change.field)
    }
    try add(change.line.written)
  }

  /// Whether an export tells when a field changed since the last import.
  func isTold(_ deal: String, _ field: String) -> Bool {
    told.isEmpty ? false : told[deal]?.contains(field) ?? false
  }

  /// Adds a change that comparing two exports shows.
  func addCompared(
    _ deal: ArraySlice<UInt8>, day: Day, field: String, old: ArraySlice<UInt8>,
    new: ArraySlice<UInt8>
  ) throws(ImportError) {
    var line = LineWriter(capacity: 256)
    line.raw(Array(deal))
    line.put(0x2C)
    line.day(day.number)
    line.put(0x2C)
    line.raw(Array(field.utf8))
    line.put(0x2C)
    line.raw(Array(old))
    line.put(0x2C)
    line.raw(Array(new))
    line.put(0x2C)
    line.put(0x0A)
    compared += 1
    try add(line.written)
  }

  func finish() throws(ImportError) {
    file.rows = rows
    try file.finish()
  }
}

/// One change of one field of a deal.
struct DealChange {
  var deal: String
  /// As it is written.
  var changedAt: String
  var day: Int32
  var field: String
  var old: String
  var new: String
  var by: String

  var line: LineWriter {
    var line = LineWriter(capacity: 256)
    for (index, cell) in [deal, changedAt, field, old, new, by].enumerated() {
      if index > 0 { line.put(0x2C) }
      line.cell(cell)
    }
    line.put(0x0A)
    return line
  }
}
