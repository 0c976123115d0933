/// Finds the bytes that shape a CSV text: separators, line feeds and quotes.
///
/// What is found is the high bit of each such byte of a word of eight bytes, which lie in it from the
/// lowest on.
struct Marks {
  private let delimiters: SIMD16<UInt8>
  private let quotes = SIMD16<UInt8>(repeating: 0x22)
  private let feeds = SIMD16<UInt8>(repeating: 0x0A)
  private let delimiter: UInt64

  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let lows: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
  private static let highs: UInt64 = 0x8080_8080_8080_8080

  init(_ delimiter: UInt8) {
    delimiters = SIMD16(repeating: delimiter)
    self.delimiter = Self.ones &* UInt64(delimiter)
  }

  /// The high bit of each byte of `word` that equals the pattern's.
  @inline(__always)
  static func matches(_ word: UInt64, _ pattern: UInt64) -> UInt64 {
    let difference = word ^ pattern
    return ~(((difference & lows) &+ lows) | difference | lows)
  }

  @inline(__always)
  func found(in block: SIMD16<UInt8>) -> (UInt64, UInt64) {
    let mask = (block .== delimiters) .| (block .== feeds) .| (block .== quotes)
    // A mask is a vector whose true elements have all bits set.
    let words = unsafe unsafeBitCast(mask, to: SIMD2<UInt64>.self)
    return (words[0] & Self.highs, words[1] & Self.highs)
  }

  @inline(__always)
  func found(in word: UInt64) -> UInt64 {
    Self.matches(word, delimiter) | Self.matches(word, Self.ones &* 0x0A)
      | Self.matches(word, Self.ones &* 0x22)
  }

  /// The halves of a block, one over the other.
  static func overlaid(_ block: SIMD16<UInt8>) -> UInt64 {
    let words = unsafe unsafeBitCast(block, to: SIMD2<UInt64>.self)
    return words[0] | words[1]
  }
}
