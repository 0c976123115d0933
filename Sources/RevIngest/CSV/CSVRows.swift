/// Reads a CSV text row by row, for those who do not know the columns beforehand.
///
/// ```swift
/// var rows = try CSVRows(file, delimiter: CSVRows.likelyDelimiter(of: file))
/// while rows.next() { use(rows.line, rows.text(2)) }
/// report(rows.faults)
/// ```
///
/// Rows with a wrong form are left out and noted; missing cells at the end of a row are blank.
package struct CSVRows {
  /// A row that was left out.
  package struct Fault: Sendable, Equatable {
    package var kind: CSVFault
    /// Line of the file on which the row begins, from 1.
    package var line: Int
    /// The text at fault, cut to 40 characters.
    package var value: String
  }

  /// Why a text has no header.
  package enum HeaderFailure: Error, Equatable, Sendable {
    case empty, openQuote, notUTF8
    /// Not CSV at all, and why.
    case notText(String)
  }

  /// Names of the columns, trimmed.
  package let header: [String]
  /// The first rows that were left out.
  package private(set) var faults: [Fault] = []
  /// How many were left out.
  package private(set) var faultCount = 0
  private let file: FileBytes
  private let bytes: ByteView
  private var scanner: CSVScanner
  private var batch: CSVBatch
  private var row = -1
  private var nextFault = 0

  /// Faults that are kept with their text.
  package static let maximumFaults = 100

  /// Reads the header.
  ///
  /// - Parameter delimiter: the ASCII byte between cells: comma, semicolon, tab or bar.
  package init(
    _ file: FileBytes, delimiter: UInt8 = UInt8(ascii: ",")
  ) throws(HeaderFailure) {
    if let reason = TextForm.objection(to: file.view) { throw .notText(reason) }
    var scanner = CSVScanner(file.view, delimiter: delimiter)
    guard let cells = scanner.header() else { throw .openQuote }
    guard let first = cells.first, let last = cells.last else { throw .empty }
    guard UTF8Check.firstFault(file.view, first.start, last.end) == nil else { throw .notUTF8 }
    header = cells.map { HeaderName.text(file.view.slice($0.start, $0.end)) }
    self.file = file
    self.scanner = scanner
    bytes = file.view
    batch = CSVBatch(columns: header.count)
  }

  /// The delimiter that the first line has most often outside of quotes; a comma when it has none.
  package static func likelyDelimiter(of file: FileBytes) -> UInt8 {
    let candidates = Array(",;\t|".utf8)
    var counts = [Int](repeating: 0, count: candidates.count)
    var isQuoted = false
    file.withView { view in
      for place in 0..<view.count {
        let byte = view[place]
        if byte == 0x22 { isQuoted.toggle() }
        if isQuoted { continue }
        if byte == 0x0A { break }
        if let index = candidates.firstIndex(of: byte) { counts[index] += 1 }
      }
    }
    let best = counts.max() ?? 0
    return best == 0 ? candidates[0] : candidates[counts.firstIndex(of: best) ?? 0]
  }

  /// Moves on to the next well-formed row; false at the end.
  package mutating func next() -> Bool {
    while true {
      row += 1
      if row >= batch.count {
        guard scanner.next(&batch) else {
          row = batch.count
          return false
        }
        (row, nextFault) = (0, 0)
      }
      guard nextFault < batch.faults.count, batch.faults[nextFault].row == row else { return true }
      note(batch.faults[nextFault])
      nextFault += 1
    }
  }

  private mutating func note(_ fault: CSVBatch.Fault) {
    faultCount += 1
    guard faults.count < Self.maximumFaults else { return }
    let value = Shown.cut(bytes.slice(fault.start, fault.end).trimmed())
    faults.append(Fault(kind: fault.kind, line: Int(batch.lines[row]), value: value))
  }

  /// Line of the file on which the row begins, from 1.
  ///
  /// - Precondition: `next` has returned true.
  package var line: Int { Int(batch.lines[row]) }

  /// The text of a cell without its quotes; empty when the row is too short.
  ///
  /// - Precondition: `next` has returned true, and the header has that column.
  package func text(_ column: Int) -> String {
    let cell = self.cell(column)
    guard cell.count > 0, cell[0] == 0x22 else { return cell.string }
    return String(decoding: utf8(column), as: UTF8.self)
  }

  /// The same as bytes.
  package func utf8(_ column: Int) -> [UInt8] {
    let cell = self.cell(column)
    guard cell.count > 0, cell[0] == 0x22 else { return cell.array }
    var text: [UInt8] = []
    cell.appendUnquoted(to: &text)
    return text
  }

  /// Whether a cell is empty or holds nothing but white space.
  package func isBlank(_ column: Int) -> Bool {
    let cell = self.cell(column)
    if cell.count > 1, cell[0] == 0x22 { return cell.slice(1, cell.count - 1).isBlank }
    return cell.isBlank
  }

  private func cell(_ column: Int) -> ByteView {
    precondition(column >= 0 && column < header.count && row < batch.count)
    let (start, end) = batch.bounds(row, column)
    return start < end ? bytes.slice(start, end) : bytes.slice(0, 0)
  }
}

/// The name of a column in a header cell.
enum HeaderName {
  /// Without quotes, without white space at its ends.
  static func text(_ cell: ByteView) -> String {
    guard cell.count > 0, cell[0] == 0x22 else { return cell.trimmed().string }
    var text: [UInt8] = []
    cell.appendUnquoted(to: &text)
    return FileBytes(text).withView { $0.trimmed().string }
  }
}
