/// Three bytes that somebody looks for in a text, up to 64 bytes of it at a time.
package struct WantedBytes: Sendable {
  private let a: SIMD16<UInt8>
  private let b: SIMD16<UInt8>
  private let c: SIMD16<UInt8>

  package init(_ a: UInt8, _ b: UInt8, _ c: UInt8) {
    (self.a, self.b, self.c) = (
      SIMD16(repeating: a), SIMD16(repeating: b), SIMD16(repeating: c)
    )
  }

  /// A bit for each byte of a block, the first one lowest: whether it is one of the three.
  package func bits(_ block: SIMD16<UInt8>) -> UInt64 { found(block) }

  /// The same for four blocks one after the other.
  ///
  /// The compiler inlines nothing of another module that is not public: one call for 64 bytes.
  package func bits(
    _ first: SIMD16<UInt8>, _ second: SIMD16<UInt8>, _ third: SIMD16<UInt8>,
    _ fourth: SIMD16<UInt8>
  ) -> UInt64 {
    found(first) | found(second) &<< 16 | found(third) &<< 32 | found(fourth) &<< 48
  }

  @inline(__always)
  private func found(_ block: SIMD16<UInt8>) -> UInt64 {
    let mask = (block .== a) .| (block .== b) .| (block .== c)
    // A mask is a vector whose true elements have all bits set.
    let words = unsafe unsafeBitCast(mask, to: SIMD2<UInt64>.self)
    return Self.gathered(words[0]) | Self.gathered(words[1]) &<< 8
  }

  /// The high bit of each of eight bytes, side by side.
  @inline(__always)
  private static func gathered(_ word: UInt64) -> UInt64 {
    ((word & 0x8080_8080_8080_8080) &* 0x0002_0408_1020_4081) &>> 56
  }
}
