import RevModel

/// Tells of each set bit of a `BitSet` how many are set before it: its place among the set ones.
struct BitRanks: Sendable {
  private let words: [UInt64]
  /// Bits set before each word.
  private let before: [UInt32]
  /// How many bits are set.
  let count: Int

  init(_ bits: BitSet) {
    words = bits.words
    var (sums, sum) = ([UInt32](repeating: 0, count: bits.words.count), UInt32(0))
    for index in sums.indices {
      sums[index] = sum
      sum += UInt32(truncatingIfNeeded: bits.words[index].nonzeroBitCount)
    }
    (before, count) = (sums, Int(sum))
  }

  /// The place of a row among the set ones; nil when its bit is not set.
  @inline(__always)
  subscript(row: Int) -> Int? {
    let (word, bit) = (words[row >> 6], UInt64(1) &<< UInt64(truncatingIfNeeded: row & 63))
    if word & bit == 0 { return nil }
    return Int(before[row >> 6]) &+ (word & (bit &- 1)).nonzeroBitCount
  }
}
