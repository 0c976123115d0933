/// Sixteen bytes of text at once, and where in them bytes are that somebody looks for.
enum ByteBlock {
  static let width = 16

  /// The bytes from a place on; zeros beyond the end of the text.
  @inline(__always)
  static func load(_ text: Span<UInt8>, _ place: Int) -> SIMD16<UInt8> {
    if place &+ width <= text.count {
      return unsafe text.bytes.unsafeLoadUnaligned(
        fromByteOffset: place, as: SIMD16<UInt8>.self)
    }
    return tail(text, place)
  }

  private static func tail(_ text: Span<UInt8>, _ place: Int) -> SIMD16<UInt8> {
    var block = SIMD16<UInt8>.zero
    for index in place..<max(place, text.count) { block[index - place] = text[index] }
    return block
  }

  /// Three bytes to look for, none of them zero.
  struct Wanted {
    private let a: SIMD16<UInt8>
    private let b: SIMD16<UInt8>
    private let c: SIMD16<UInt8>

    @inline(__always)
    init(_ a: UInt8, _ b: UInt8, _ c: UInt8) {
      (self.a, self.b, self.c) = (
        SIMD16(repeating: a), SIMD16(repeating: b), SIMD16(repeating: c)
      )
    }

    /// A bit for each byte of the block, the first one lowest: whether it is one of the three.
    @inline(__always)
    func bits(_ block: SIMD16<UInt8>) -> UInt64 {
      let same = (block .== a) .| (block .== b) .| (block .== c)
      let words = unsafe unsafeBitCast(same, to: SIMD2<UInt64>.self)
      if words[0] | words[1] == 0 { return 0 }
      return gathered(words[0]) | gathered(words[1]) &<< 8
    }

    /// The high bit of each of the eight bytes, side by side.
    @inline(__always)
    private func gathered(_ word: UInt64) -> UInt64 {
      ((word & 0x8080_8080_8080_8080) &* 0x0002_0408_1020_4081) &>> 56
    }
  }
}
