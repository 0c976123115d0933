/// One bit a row.
package struct BitSet: Sendable, Equatable {
  package private(set) var words: [UInt64]
  package let count: Int

  package init(count: Int) {
    self.count = count
    words = [UInt64](repeating: 0, count: (count + 63) / 64)
  }

  package subscript(row: Int) -> Bool {
    get { words[row >> 6] >> UInt64(row & 63) & 1 == 1 }
    set {
      let bit: UInt64 = 1 << UInt64(row & 63)
      if newValue { words[row >> 6] |= bit } else { words[row >> 6] &= ~bit }
    }
  }

  /// Sets the bits of some of the rows of a list.
  package mutating func insert(_ rows: [UInt32], in range: Range<Int>) {
    let rows = rows.span
    var bits = words.mutableSpan
    for place in range {
      let row = Int(rows[place])
      bits[row >> 6] |= 1 &<< UInt64(truncatingIfNeeded: row & 63)
    }
  }

  /// Sets the bits of the rows of a list of codes: those below the count, the others are no rows.
  package mutating func insert(_ codes: [Int32], in range: Range<Int>) {
    let (codes, count) = (codes.span, count)
    var bits = words.mutableSpan
    for place in range {
      let row = Int(codes[place])
      guard row >= 0, row < count else { continue }
      bits[row >> 6] |= 1 &<< UInt64(truncatingIfNeeded: row & 63)
    }
  }

  /// Sets the bits of the rows of a list.
  mutating func insert(_ rows: ArraySlice<UInt32>) {
    var bits = words.mutableSpan
    for row in rows { bits[Int(row) >> 6] |= 1 &<< UInt64(truncatingIfNeeded: row & 63) }
  }

  /// Sets the bits of the rows whose value lies in a range.
  ///
  /// - Parameter values: one a row.
  package mutating func insert(_ values: [Int32], from low: Int32, to high: Int32) {
    precondition(values.count == count)
    guard low <= high else { return }
    let width = UInt32(bitPattern: high &- low)
    let value = values.span
    var bits = words.mutableSpan
    for place in 0..<bits.count {
      let first = place &<< 6
      var word: UInt64 = 0
      for offset in 0..<min(64, value.count &- first) {
        // One comparison for both ends: what is below the range wraps around to above it.
        let isIn = UInt32(bitPattern: value[first &+ offset] &- low) <= width
        word |= (isIn ? 1 : 0) &<< UInt64(truncatingIfNeeded: offset)
      }
      bits[place] |= word
    }
  }

  /// The rows whose bits are set, rising.
  package var rows: [Int32] {
    var list: [Int32] = []
    list.reserveCapacity(population)
    for (place, bits) in words.enumerated() {
      var word = bits
      while word != 0 {
        list.append(Int32(truncatingIfNeeded: place << 6 + word.trailingZeroBitCount))
        word &= word &- 1
      }
    }
    return list
  }

  /// How many bits are set.
  package var population: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }
}
