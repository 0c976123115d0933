/// Texts of one column, one after the other in one arena: 4 bytes a row besides the text itself.
package struct TextColumn: Sendable {
  package private(set) var bytes: [UInt8] = []
  /// Where each row's text begins in `bytes`; one more than there are rows.
  package private(set) var offsets: [UInt32] = [0]

  package init() {}

  /// A column of texts that were collected elsewhere, without a copy.
  ///
  /// - Precondition: `offsets` begins with 0, never falls, and ends with `bytes.count`.
  package init(bytes: [UInt8], offsets: [UInt32]) {
    precondition(offsets.first == 0 && offsets.last.map(Int.init) == bytes.count)
    self.bytes = bytes
    self.offsets = offsets
  }

  package var count: Int { offsets.count - 1 }

  /// Bytes that the column holds in memory.
  package var memory: Int { bytes.count + offsets.count * 4 }

  /// The text of a row; empty when the cell was blank.
  package subscript(row: Int) -> String {
    String(decoding: bytes[Int(offsets[row])..<Int(offsets[row + 1])], as: UTF8.self)
  }

  package func isBlank(_ row: Int) -> Bool { offsets[row] == offsets[row + 1] }

  /// The bytes of a row, for searching and comparing without making a String.
  package func utf8(_ row: Int) -> ArraySlice<UInt8> {
    bytes[Int(offsets[row])..<Int(offsets[row + 1])]
  }

  package mutating func reserve(rows: Int, bytes more: Int) {
    offsets.reserveCapacity(rows + 1)
    bytes.reserveCapacity(more)
  }

  /// Appends one row.
  ///
  /// - Precondition: the column's texts fit 4 GiB together.
  package mutating func append(_ text: some Sequence<UInt8>) {
    bytes.append(contentsOf: text)
    precondition(bytes.count <= Int(UInt32.max), "a column of texts exceeds 4 GiB")
    offsets.append(UInt32(truncatingIfNeeded: bytes.count))
  }

  package mutating func append(_ text: String) { append(text.utf8) }

  /// Appends one blank row.
  package mutating func appendBlank() { offsets.append(UInt32(truncatingIfNeeded: bytes.count)) }

  /// The first row with exactly this text, by a scan; nil when there is none.
  package func firstRow(of text: String) -> Int? {
    let wanted = Array(text.utf8)
    for row in 0..<count where utf8(row).elementsEqual(wanted) { return row }
    return nil
  }
}
