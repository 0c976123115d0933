import RevBase

/// Finds the bytes that shape a CSV text: separators, line feeds and quotes.
///
/// This looks at 64 bytes at a time and asks of no byte what it is: the same few steps for every
/// block, so that the processor has nothing to guess.
struct Marks {
  private let wanted: WantedBytes
  private let delimiter: UInt64

  /// Bytes that are looked at before their marks are used: they stay in the first cache.
  static let stretch = 4096
  /// Places for all marks that so many bytes can have, and for what is written behind them.
  static let room = stretch + 64

  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let lows: UInt64 = 0x7F7F_7F7F_7F7F_7F7F

  init(_ delimiter: UInt8) {
    wanted = WantedBytes(delimiter, 0x0A, 0x22)
    self.delimiter = Self.ones &* UInt64(delimiter)
  }

  /// The high bit of each byte of `word` that equals the pattern's.
  @inline(__always)
  static func matches(_ word: UInt64, _ pattern: UInt64) -> UInt64 {
    let difference = word ^ pattern
    return ~(((difference & lows) &+ lows) | difference | lows)
  }

  /// Notes the places of all marks of a stretch, counted from its start, in order.
  ///
  /// - Parameters:
  ///   - stretch: at most `Marks.stretch` bytes.
  ///   - places: `Marks.room` of them; the first ones are overwritten.
  ///   - seen: gets the bits of all bytes, one over the other.
  /// - Returns: how many marks there are.
  func find(
    in stretch: ByteView, _ places: inout MutableSpan<UInt32>, _ seen: inout UInt64
  ) -> Int {
    precondition(stretch.count <= Self.stretch && places.count == Self.room)
    var all = SIMD16<UInt8>()
    let count = unsafe places.withUnsafeMutableBufferPointer { places in
      var (count, base) = (0, 0)
      while base &+ 64 <= stretch.count {
        let a = stretch.vector(at: base)
        let b = stretch.vector(at: base &+ 16)
        let c = stretch.vector(at: base &+ 32)
        let d = stretch.vector(at: base &+ 48)
        all |= a | b | c | d
        let mask = wanted.bits(a, b, c, d)
        // There are never more marks than bytes so far, and 64 places behind them.
        unsafe Self.note(mask, base, in: places, from: count)
        count &+= mask.nonzeroBitCount
        base &+= 64
      }
      while base < stretch.count {
        let word = stretch.word(at: base)
        seen |= word
        unsafe Self.note(bits(of: word), base, in: places, from: count)
        count &+= bits(of: word).nonzeroBitCount
        base &+= 8
      }
      return count
    }
    let words = unsafe unsafeBitCast(all, to: SIMD2<UInt64>.self)
    seen |= words[0] | words[1]
    return count
  }

  /// Notes the places of the bits of a mask; some places behind them are overwritten.
  @inline(__always)
  private static func note(
    _ mask: UInt64, _ base: Int, in places: UnsafeMutableBufferPointer<UInt32>, from first: Int
  ) {
    var (rest, next) = (mask, first)
    repeat {
      for _ in 0..<8 {
        // The highest bit stands for none: what is written then is overwritten later.
        let bit = (rest | 1 &<< 63).trailingZeroBitCount
        unsafe places[next] = UInt32(truncatingIfNeeded: base &+ bit)
        rest &= rest &- 1
        next &+= 1
      }
    } while rest != 0
  }

  /// A bit for each byte of a word that is a mark.
  @inline(__always)
  private func bits(of word: UInt64) -> UInt64 {
    Self.packed(
      Self.matches(word, delimiter) | Self.matches(word, Self.ones &* 0x0A)
        | Self.matches(word, Self.ones &* 0x22))
  }

  /// The high bits of eight bytes side by side.
  @inline(__always)
  private static func packed(_ word: UInt64) -> UInt64 {
    (((word &>> 7) & ones) &* 0x0102_0408_1020_4080) &>> 56
  }
}
