/// The rows of a table of the snapshot itself, one after the other.
struct TableRows {
  private let source: SourceText
  private var reader: ChunkReader?
  private var position = 0
  private(set) var cells = RowCells(capacity: 64)
  private static let stretch = 1 << 20

  init(_ source: SourceText) { self.source = source }

  /// What `cells` are places in.
  var bytes: [UInt8] { reader?.bytes ?? [] }

  /// The names of the columns; empty for an empty file.
  mutating func header() throws(SourceFailure) -> [String] {
    guard try next() else { return [] }
    let names = (0..<cells.count).map { cell($0) }
    if cells.count > cells.capacity { cells = RowCells(capacity: cells.count) }
    return names
  }

  /// Moves to the next row that is not blank; false at the end.
  mutating func next() throws(SourceFailure) -> Bool {
    while true {
      if reader == nil {
        if position >= source.count { return false }
        reader = try ChunkReader(
          source, delimiter: 0x2C, start: position, isExact: true,
          limit: min(source.count, position + Self.stretch))
      }
      switch try reader?.next(into: &cells) {
      case .row: return true
      case .blank, .fault, .incomplete: continue
      case .end, nil:
        position = reader?.position ?? source.count
        reader = nil
      }
    }
  }

  /// The text of a cell; empty for one that the row does not have.
  func cell(_ place: Int) -> String {
    let (start, end) = cells.bounds(place)
    guard let reader else { return "" }
    return CellText.string(reader.bytes.span, start, end)
  }
}
