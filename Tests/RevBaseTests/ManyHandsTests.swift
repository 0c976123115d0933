// Pieces of work done at the same time, also from inside of one another.

import Dispatch
import Synchronization
import Testing

@testable import RevBase

@Suite("Many hands")
struct ManyHandsTests {
  @Test("do every piece once", arguments: [0, 1, 2, 7, 200], [1, 2, 5])
  func once(_ pieces: Int, _ hands: Int) {
    let counts = Mutex([Int](repeating: 0, count: pieces))
    ManyHands.work(pieces: pieces, hands: hands) { piece in
      counts.withLock { $0[piece] += 1 }
    }
    let found: [Int] = counts.withLock { $0 }
    #expect(found == [Int](repeating: 1, count: pieces))
  }

  @Test("do it from inside of another piece as well")
  func nested() {
    let sum = Mutex(0)
    DispatchQueue.concurrentPerform(iterations: 4) { outer in
      ManyHands.work(pieces: 8, hands: 2) { inner in
        ManyHands.work(pieces: 2, hands: 2) { half in
          sum.withLock { $0 += outer * 100 + inner * 10 + half }
        }
      }
    }
    // Each of 4 x 8 x 2 once: 16 times 0 + 100 + 200 + 300, 8 times 0 + ... + 70, 32 times 1.
    let (found, expected): (Int, Int) = (sum.withLock { $0 }, 9_600 + 2_240 + 32)
    #expect(found == expected)
  }
}
