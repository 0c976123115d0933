/// One table of the snapshot on its way: the folder's own rows, over which new ones are laid.
///
/// Rows are kept as CSV lines in one arena. A class because several readers add to it.
final class TableBook {
  let name: String
  let columns: [String]
  private let keys: [Int]
  private var ids = ByteIndex()
  private var arena: [UInt8] = []
  private var places: [(start: Int, end: Int)] = []
  /// Rows that this import has written, by number.
  private var isFresh: [Bool] = []
  private(set) var isTouched = false

  init(_ name: String) {
    self.name = name
    let columns = SnapshotColumns.columns(name)
    self.columns = columns
    keys = (SnapshotColumns.keys[name] ?? []).compactMap { columns.firstIndex(of: $0) }
  }

  var count: Int { places.count }

  /// Reads the rows that the folder has.
  func load(folder: String) throws(ImportError) {
    let path = "\(folder)/\(SnapshotColumns.file(name))"
    let text: SourceText
    do throws(SourceFailure) {
      text = try SourceText(path: path)
    } catch {
      if error == .missing { return }
      throw .cannotRead(path: path, reason: error.words)
    }
    do throws(SourceFailure) {
      var rows = TableRows(text)
      let header = try rows.header()
      let from = columns.map { header.firstIndex(of: $0) ?? -1 }
      while try rows.next() {
        var row: [String] = []
        for place in from { row.append(place < 0 ? "" : rows.cell(place)) }
        store(row, isFresh: false)
      }
    } catch {
      throw .cannotRead(path: path, reason: error.words)
    }
  }

  /// What came of a row.
  enum Outcome { case new, replaced, duplicate, sameID }

  /// Lays a row over the one with its key, if there is one from an earlier import.
  @discardableResult
  func put(_ cells: [String: String]) -> Outcome {
    isTouched = true
    return store(columns.map { cells[$0] ?? "" }, isFresh: true)
  }

  @discardableResult
  private func store(_ row: [String], isFresh fresh: Bool) -> Outcome {
    var line = LineWriter(capacity: 512)
    for (index, cell) in row.enumerated() {
      if index > 0 { line.put(0x2C) }
      line.cell(cell)
    }
    line.put(0x0A)
    var key = LineWriter(capacity: 128)
    for place in keys {
      key.cell(row[place])
      key.put(0x1F)
    }
    let (number, isNew) = ids.add(key.bytes.span, 0, key.count)
    if isNew {
      append(line)
      isFresh.append(fresh)
      return .new
    }
    if !fresh { return .duplicate }
    if isFresh[number] {
      let place = places[number]
      return arena[place.start..<place.end].elementsEqual(line.written) ? .duplicate : .sameID
    }
    isFresh[number] = true
    let place = places[number]
    if !arena[place.start..<place.end].elementsEqual(line.written) {
      let start = arena.count
      arena.append(contentsOf: line.written)
      places[number] = (start, arena.count)
    }
    return .replaced
  }

  private func append(_ line: LineWriter) {
    let start = arena.count
    arena.append(contentsOf: line.written)
    places.append((start, arena.count))
  }

  /// The cells of a row by column.
  func row(_ number: Int) -> [String: String] {
    let place = places[number]
    var bytes = Array(arena[place.start..<place.end])
    var cells = RowCells(capacity: columns.count)
    var scanner = RowScanner(delimiter: 0x2C)
    _ = scanner.next(bytes.span, isLast: true, into: &cells)
    cells.unescape(in: &bytes)
    var result: [String: String] = [:]
    for (index, column) in columns.enumerated() {
      let (start, end) = cells.bounds(index)
      result[column] = CellText.string(bytes.span, start, end)
    }
    return result
  }

  /// The first rows, as lines.
  func lines(_ limit: Int) -> [String] {
    places.prefix(limit).map { place in
      String(decoding: arena[place.start..<(place.end - 1)], as: UTF8.self)
    }
  }

  func write(to file: OutputFile) throws(ImportError) {
    try file.write(columns.joined(separator: ",") + "\n")
    for place in places { try file.write(arena[place.start..<place.end]) }
    file.rows = count
    try file.finish()
  }
}
