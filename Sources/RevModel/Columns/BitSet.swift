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
  mutating func insert(_ rows: some Sequence<UInt32>) {
    var bits = words.mutableSpan
    for row in rows { bits[Int(row) >> 6] |= 1 &<< UInt64(truncatingIfNeeded: row & 63) }
  }

  /// Sets the bits of the rows whose value lies in a range.
  ///
  /// - Parameter values: one a row.
  package mutating func insert(_ values: [Int32], from low: Int32, to high: Int32) {
    precondition(values.count == count)
    guard low <= high else { return }
    // One comparison for both ends: what is below the range wraps around to above it.
    let lowest = SIMD8(repeating: UInt32(bitPattern: low))
    let width = SIMD8(repeating: UInt32(bitPattern: high &- low))
    let weights: SIMD8<UInt32> = [1, 2, 4, 8, 16, 32, 64, 128]
    unsafe values.withUnsafeBytes { memory in
      insertEights { row in
        // Eight values from a row on, all of them below the count.
        let eight = unsafe memory.loadUnaligned(fromByteOffset: row &* 4, as: SIMD8<UInt32>.self)
        let held = SIMD8(repeating: 0).replacing(with: weights, where: (eight &- lowest) .<= width)
        return UInt64(held.wrappedSum())
      } rest: { row in
        values[row] >= low && values[row] <= high
      }
    }
  }

  /// Sets the bits of the rows that hold one of two values.
  ///
  /// - Parameter values: one a row.
  mutating func insert(_ values: [UInt8], either a: UInt8, or b: UInt8) {
    precondition(values.count == count)
    let (one, other) = (SIMD8(repeating: a), SIMD8(repeating: b))
    let weights: SIMD8<UInt8> = [1, 2, 4, 8, 16, 32, 64, 128]
    unsafe values.withUnsafeBytes { memory in
      insertEights { row in
        let eight = unsafe memory.loadUnaligned(fromByteOffset: row, as: SIMD8<UInt8>.self)
        let isHeld = (eight .== one) .| (eight .== other)
        return UInt64(SIMD8(repeating: 0).replacing(with: weights, where: isHeld).wrappedSum())
      } rest: { row in
        values[row] == a || values[row] == b
      }
    }
  }

  /// Sets the bits of rows that are looked at eight at a time.
  ///
  /// - Parameters:
  ///   - bits: of the eight rows from one on, which are all there.
  ///   - rest: whether one of the last rows, which fill no word, is in.
  @inline(__always)
  private mutating func insertEights(_ bits: (Int) -> UInt64, rest: (Int) -> Bool) {
    let count = count
    var target = words.mutableSpan
    for place in 0..<count >> 6 {
      var word: UInt64 = 0
      for part in 0..<8 {
        word |= bits(place &<< 6 &+ part &<< 3) &<< UInt64(truncatingIfNeeded: part &<< 3)
      }
      target[place] |= word
    }
    for row in count & ~63..<count where rest(row) {
      target[row >> 6] |= 1 &<< UInt64(truncatingIfNeeded: row & 63)
    }
  }

  /// The rows that are in both of two sets over the same rows.
  package func intersection(_ other: BitSet) -> BitSet {
    precondition(other.count == count)
    var both = self
    for place in words.indices { both.words[place] &= other.words[place] }
    return both
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
