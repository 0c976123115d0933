import RevBase
import Testing

/// Two pieces of work at the same time.
@Suite struct TwoLanesTests {
  @Test(arguments: [false, true])
  func bothValuesComeBackChanged(_ onThreads: Bool) {
    let (numbers, text) = TwoLanes.run(onThreads: onThreads, Array(0..<1000), "a") { numbers in
      for place in numbers.indices { numbers[place] *= 2 }
    } _: { text in
      text += "b"
    }
    #expect(numbers == (0..<1000).map { $0 * 2 })
    #expect(text == "ab")
  }

  @Test(arguments: [false, true])
  func theCallersValuesStayWhatTheyAre(_ onThreads: Bool) {
    let before = [1, 2, 3]
    let (after, other) = TwoLanes.run(onThreads: onThreads, before, before) {
      $0.append(4)
    } _: {
      $0.removeAll()
    }
    #expect(before == [1, 2, 3] && after == [1, 2, 3, 4] && other.isEmpty)
  }
}
