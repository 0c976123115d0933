// What the fast reader is compared with: the rules of the format, one byte after the other.

/// A seeded generator, so that failures can be repeated.
struct SplitMix: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}

enum NaiveCSV {
  struct Result {
    var rows: [(line: Int, cells: [String])] = []
    /// Lines on which rows that are left out begin.
    var faults: [Int] = []
  }

  static func read(_ bytes: [UInt8], columns: Int, firstLine: Int) -> Result {
    var result = Result()
    var (position, line) = (0, firstLine)
    while position < bytes.count {
      let lineEnd = bytes[position...].firstIndex(of: 0x0A) ?? bytes.count
      var isEmpty = lineEnd == position
      if lineEnd < bytes.count, lineEnd == position + 1, bytes[position] == 0x0D { isEmpty = true }
      if isEmpty {
        position = lineEnd + 1
        line += 1
        continue
      }
      switch record(bytes, position) {
      case .row(let cells, let next):
        let isText = cells.allSatisfy { String(validating: $0, as: UTF8.self) != nil }
        if cells.count > columns || !isText {
          result.faults.append(line)
        } else {
          let texts = cells.map { String(decoding: $0, as: UTF8.self) }
          let missing = [String](repeating: "", count: columns - cells.count)
          result.rows.append((line, texts + missing))
        }
        line += feeds(bytes[position..<next])
        position = next
      case .fault(let quote):
        result.faults.append(line)
        let end = bytes[quote...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count
        line += feeds(bytes[position..<end])
        position = end
      }
    }
    return result
  }

  private enum Record {
    case row([[UInt8]], next: Int)
    case fault(quote: Int)
  }

  private static func feeds(_ bytes: ArraySlice<UInt8>) -> Int {
    bytes.reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) }
  }

  private static func record(_ bytes: [UInt8], _ start: Int) -> Record {
    var (cells, index): ([[UInt8]], Int) = ([], start)
    while true {
      var cell: [UInt8] = []
      if index < bytes.count, bytes[index] == 0x22 {
        let quote = index
        index += 1
        while true {
          guard index < bytes.count else { return .fault(quote: quote) }
          if bytes[index] != 0x22 {
            cell.append(bytes[index])
            index += 1
          } else if index + 1 < bytes.count, bytes[index + 1] == 0x22 {
            cell.append(0x22)
            index += 2
          } else {
            break
          }
        }
        index += 1
        let rest = bytes[index...]
        guard
          rest.isEmpty || rest.first == 0x2C || rest.first == 0x0A || rest.starts(with: [13, 10])
        else { return .fault(quote: quote) }
        if rest.starts(with: [13, 10]) { index += 1 }
      } else {
        while index < bytes.count, bytes[index] != 0x2C, bytes[index] != 0x0A {
          cell.append(bytes[index])
          index += 1
        }
        if index < bytes.count, bytes[index] == 0x0A, cell.last == 0x0D { cell.removeLast() }
      }
      cells.append(cell)
      if index < bytes.count, bytes[index] == 0x2C {
        index += 1
        continue
      }
      return .row(cells, next: min(bytes.count, index + 1))
    }
  }
}
