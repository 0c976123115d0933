/// Record ids of Salesforce: 15 case-sensitive characters, or the same with three more that encode
/// the case.
///
/// All ids are written with 18 characters, so that a report (15) joins with an API export (18).
enum SalesforceID {
  private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ012345".utf8)

  /// Whether a cell can be a record id of 15 characters.
  static func isShort(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    guard end - start == 15 else { return false }
    for place in start..<end {
      let byte = text[place]
      guard byte &- 0x30 <= 9 || (byte | 0x20) &- 0x61 < 26 else { return false }
    }
    // Every key begins with a prefix of its object; the first digit of the ones in use is 0 or a.
    return text[start] == 0x30 || text[start] == 0x61
  }

  /// Writes an id, lengthened when it is short; any other text as it is.
  @inline(__always)
  static func write(
    _ text: Span<UInt8>, _ start: Int, _ end: Int, to line: inout LineWriter
  ) {
    guard isShort(text, start, end) else {
      line.cell(text, start, end)
      return
    }
    line.raw(text, start, end)
    for group in 0..<3 {
      var bits = 0
      for index in 0..<5 {
        let byte = text[start + group * 5 + index]
        if byte >= 0x41, byte <= 0x5A { bits |= 1 << index }
      }
      line.put(letters[bits])
    }
  }

  /// The long form of an id; any other text as it is.
  static func long(_ id: String) -> String {
    let bytes = Array(id.utf8)
    var line = LineWriter()
    guard isShort(bytes.span, 0, bytes.count) else { return id }
    write(bytes.span, 0, bytes.count, to: &line)
    return String(decoding: line.written, as: UTF8.self)
  }
}
