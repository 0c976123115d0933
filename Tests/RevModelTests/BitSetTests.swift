// Rows by one bit each, set eight at a time.

import RevBase
import RevTesting
import Testing

@testable import RevModel

@Suite("A set of rows")
struct BitSetTests {
  /// Counts around whole words and whole bytes.
  private static let counts = [0, 1, 7, 8, 63, 64, 65, 127, 128, 200]

  @Test("takes the rows whose day lies in a range", arguments: counts)
  func range(_ count: Int) {
    // Every value once, the smallest and the largest number among them.
    let values = (0..<count).map { row -> Int32 in
      switch row % 9 {
      case 0: .min
      case 1: .max
      default: Int32(row * 37 % 90) - 40
      }
    }
    let ranges: [(Int32, Int32)] = [
      (-10, 20), (0, 0), (.min, .max), (.min, -1), (5, .max), (.max, .max), (.min, .min), (3, 2),
    ]
    for (low, high) in ranges {
      var bits = BitSet(count: count)
      bits.insert(values, from: low, to: high)
      let expected = values.indices.filter { values[$0] >= low && values[$0] <= high }
      #expect(bits.rows == expected.map { Int32($0) }, "\(low) to \(high)")
    }
  }

  @Test("takes the rows that hold one of two values, besides those it has", arguments: counts)
  func either(_ count: Int) {
    let values = (0..<count).map { UInt8($0 * 31 % 7) }
    var bits = BitSet(count: count)
    if count > 2 { bits[2] = true }
    bits.insert(values, either: 1, or: 6)
    let expected = values.indices.filter { values[$0] == 1 || values[$0] == 6 || $0 == 2 }
    #expect(bits.rows == expected.map { Int32($0) })
  }

  @Test("has in common with another what both have")
  func intersection() {
    var (a, b) = (BitSet(count: 130), BitSet(count: 130))
    for row in [0, 5, 64, 129] { a[row] = true }
    for row in [5, 63, 129] { b[row] = true }
    #expect(a.intersection(b).rows == [5, 129])
  }
}
