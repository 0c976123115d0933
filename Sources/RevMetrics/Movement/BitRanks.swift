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

  /// The places of the deals of some events that are among the set ones, and which events these are.
  ///
  /// Written for every event and kept for those that are: no branch, since nobody can guess.
  ///
  /// - Returns: how many are.
  func places(
    of deals: [UInt32], _ range: Range<Int>, into places: inout [Int32], _ events: inout [Int32]
  ) -> Int {
    precondition(places.count > range.count && events.count > range.count)
    let (words, before, deal) = (words.span, before.span, deals.span)
    var place = places.mutableSpan
    var which = events.mutableSpan
    var kept = 0
    for event in range {
      let row = Int(deal[event])
      let (word, bit) = (words[row &>> 6], UInt64(truncatingIfNeeded: row & 63))
      let below = word & ((1 &<< bit) &- 1)
      place[kept] = Int32(truncatingIfNeeded: Int(before[row &>> 6]) &+ below.nonzeroBitCount)
      which[kept] = Int32(truncatingIfNeeded: event)
      kept &+= Int(truncatingIfNeeded: word &>> bit & 1)
    }
    return kept
  }

  /// The place of a row among the set ones; nil when its bit is not set.
  @inline(__always)
  subscript(row: Int) -> Int? {
    let (word, bit) = (words[row >> 6], UInt64(1) &<< UInt64(truncatingIfNeeded: row & 63))
    if word & bit == 0 { return nil }
    return Int(before[row >> 6]) &+ (word & (bit &- 1)).nonzeroBitCount
  }
}
