/// The generator's own random numbers, the same on every platform and in every run.
///
/// xoshiro256** seeded through SplitMix64. Every account, deal and table has a stream of its own,
/// so that what one of them draws never moves another.
struct SampleRandom {
  /// What a stream of numbers is for.
  enum Stream: UInt64 {
    case roster = 1
    case climate, account, deal, renewal, customer, leads, billing, calls, money, names
  }

  /// Chosen so that seed 1, the default, is a company whose quarter is worth looking at.
  private static let salt: UInt64 = 841

  private var state: (UInt64, UInt64, UInt64, UInt64)

  init(seed: UInt64, stream: Stream, index: Int) {
    var mixer = (seed &+ Self.salt) &* 0x9E37_79B9_7F4A_7C15
    mixer ^= stream.rawValue &* 0xD1B5_4A32_D192_ED03
    mixer ^= UInt64(bitPattern: Int64(index)) &* 0x8CB9_2BA7_2F3D_8DD7
    state = (
      Self.splitMix(&mixer), Self.splitMix(&mixer), Self.splitMix(&mixer), Self.splitMix(&mixer)
    )
  }

  private static func splitMix(_ state: inout UInt64) -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func next() -> UInt64 {
    let scrambled = state.1 &* 5
    let result = ((scrambled << 7) | (scrambled >> 57)) &* 9
    let shifted = state.1 << 17
    state.2 ^= state.0
    state.3 ^= state.1
    state.1 ^= state.2
    state.0 ^= state.3
    state.2 ^= shifted
    state.3 = (state.3 << 45) | (state.3 >> 19)
    return result
  }

  /// Uniform in 0..<1.
  mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

  mutating func chance(_ probability: Double) -> Bool { unit() < probability }

  /// Uniform in `0..<count`; 0 when `count` is below 2.
  mutating func below(_ count: Int) -> Int {
    count < 2 ? 0 : Int(UInt64(count).multipliedFullWidth(by: next()).high)
  }

  /// Uniform in `low...high`.
  mutating func between(_ low: Int, _ high: Int) -> Int { low + below(high - low + 1) }

  mutating func between(_ low: Double, _ high: Double) -> Double { low + (high - low) * unit() }

  /// About normal, mean 0 and deviation 1: the sum of eight 16-bit draws, which needs no logarithm
  /// and so no platform's library.
  mutating func normal() -> Double {
    let (first, second) = (next(), next())
    var sum: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 64, by: 16) {
      sum &+= (first >> shift) & 0xFFFF
      sum &+= (second >> shift) & 0xFFFF
    }
    return (Double(sum) - 262_140) * (1 / 53_509.919_7)
  }

  /// The index drawn from weights that need not add up to one.
  mutating func pick(_ weights: [Double]) -> Int {
    var total = 0.0
    for weight in weights { total += weight }
    var left = unit() * total
    for (index, weight) in weights.enumerated() {
      left -= weight
      if left < 0 { return index }
    }
    return max(0, weights.count - 1)
  }
}
