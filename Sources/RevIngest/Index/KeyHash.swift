/// Hashes bytes with a secret of its own, so that no file can be made to collide.
struct KeyHash: Sendable {
  private let seed: UInt64
  private static let odd: UInt64 = 0x9E37_79B9_7F4A_7C15

  init() {
    seed = UInt64.random(in: .min ... .max) | 1
  }

  @inline(__always)
  private static func fold(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let product = a.multipliedFullWidth(by: b)
    return product.high ^ product.low
  }

  @inline(__always)
  func hash(_ a: UInt64, _ b: UInt64, _ c: UInt64) -> UInt64 {
    Self.fold(Self.fold(a ^ seed, b ^ Self.odd) ^ c, seed &+ Self.odd)
  }

  func hash(_ text: ByteView) -> UInt64 {
    var value = UInt64(text.count) ^ seed
    var position = 0
    while position < text.count {
      value = Self.fold(text.word(at: position) ^ value, seed &+ Self.odd)
      position += 8
    }
    return Self.fold(value ^ Self.odd, seed)
  }
}
