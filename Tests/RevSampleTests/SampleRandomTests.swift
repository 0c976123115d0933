// The generator's own numbers: pinned, because every platform must draw the same.

import Foundation
import Testing

@testable import RevSample

@Suite("Random numbers")
struct SampleRandomTests {
  @Test func streamsArePinned() {
    var random = SampleRandom(seed: 1, stream: .deal, index: 7)
    let first = (0..<3).map { _ in random.next() }
    var same = SampleRandom(seed: 1, stream: .deal, index: 7)
    var other = SampleRandom(seed: 1, stream: .deal, index: 8)
    #expect(first == Self.pinned)
    #expect(first == (0..<3).map { _ in same.next() })
    #expect(first != (0..<3).map { _ in other.next() })
  }

  /// From an independent xoshiro256** and SplitMix64.
  static let pinned: [UInt64] = [
    0x79C599BB05D54D4E, 0x759064872A3FC176, 0x857539553AFC4979,
  ]

  @Test func theExponentialIsRightToTenDigits() {
    for step in -400...400 {
      let x = Double(step) / 20
      #expect(abs(exponential(x) / Foundation.exp(x) - 1) < 1e-10)
    }
  }

  @Test func normalDrawsHaveMeanZeroAndDeviationOne() {
    var random = SampleRandom(seed: 5, stream: .money, index: 0)
    let draws = (0..<40_000).map { _ in random.normal() }
    let mean = draws.reduce(0, +) / Double(draws.count)
    let variance = draws.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(draws.count)
    #expect(abs(mean) < 0.02)
    #expect(abs(variance - 1) < 0.03)
  }

  @Test func picksFollowTheirWeights() {
    var random = SampleRandom(seed: 5, stream: .money, index: 1)
    var counts = [0, 0, 0]
    for _ in 0..<30_000 { counts[random.pick([1, 2, 7])] += 1 }
    #expect(abs(Double(counts[0]) / 30_000 - 0.1) < 0.01)
    #expect(abs(Double(counts[2]) / 30_000 - 0.7) < 0.015)
  }

  @Test func drawsStayInTheirRange() {
    var random = SampleRandom(seed: 2, stream: .money, index: 2)
    let draws = (0..<1_000).map { _ in random.between(3, 9) }
    #expect(Set(draws) == Set(3...9))
    #expect((0..<1_000).allSatisfy { _ in random.unit() < 1 })
    #expect(random.below(0) == 0 && random.below(1) == 0)
  }
}
