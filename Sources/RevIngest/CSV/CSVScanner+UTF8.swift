extension CSVScanner {
  /// Finds the rows of a batch whose bytes are not UTF-8.
  func checkUTF8(_ batch: inout CSVBatch) {
    let faulty = Set(batch.faults.map(\.row))
    var found: [CSVBatch.Fault] = []
    for row in 0..<batch.count where !faulty.contains(row) {
      for column in 0..<batch.columns {
        let (start, end) = batch.bounds(row, column)
        guard start < end, UTF8Check.firstFault(bytes, start, end) != nil else { continue }
        found.append(
          CSVBatch.Fault(row: row, kind: .notUTF8, cell: column, start: start, end: end))
        break
      }
    }
    if found.isEmpty { return }
    batch.faults.append(contentsOf: found)
    batch.faults.sort { $0.row < $1.row }
  }
}

/// Whether bytes are well-formed UTF-8, as RFC 3629 has it.
enum UTF8Check {
  /// The place of the first byte that is not; nil when all is well.
  static func firstFault(_ bytes: ByteView, _ start: Int, _ end: Int) -> Int? {
    var index = start
    while index < end {
      if index + 8 <= end, bytes.word(at: index) & 0x8080_8080_8080_8080 == 0 {
        index += 8
        continue
      }
      let lead = bytes[index]
      if lead < 0x80 {
        index += 1
        continue
      }
      let length: Int
      var lowest: UInt8 = 0x80
      var highest: UInt8 = 0xBF
      switch lead {
      case 0xC2...0xDF: length = 2
      case 0xE0...0xEF:
        length = 3
        if lead == 0xE0 { lowest = 0xA0 }
        if lead == 0xED { highest = 0x9F }
      case 0xF0...0xF4:
        length = 4
        if lead == 0xF0 { lowest = 0x90 }
        if lead == 0xF4 { highest = 0x8F }
      default: return index
      }
      guard index + length <= end else { return index }
      guard bytes[index + 1] >= lowest, bytes[index + 1] <= highest else { return index }
      for offset in stride(from: 2, to: length, by: 1) where bytes[index + offset] & 0xC0 != 0x80 {
        return index
      }
      index += length
    }
    return nil
  }
}
