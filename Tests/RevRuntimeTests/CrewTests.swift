import Foundation
import Synchronization
import Testing

@testable import RevRuntime

/// Work that is done behind the screen.
struct CrewTests {
  /// What was told late, and how to wait for it.
  private final class Told: Sendable {
    private let values = Mutex<[Int]>([])

    func add(_ value: Int) { values.withLock { $0.append(value) } }
    var all: [Int] { values.withLock { $0 } }

    func wait(for count: Int) async throws {
      for _ in 0..<2_000 where all.count < count { try await Task.sleep(for: .milliseconds(5)) }
    }
  }

  /// A door that work waits behind.
  private final class Door: Sendable {
    private let isOpen = Mutex(false)

    func open() { isOpen.withLock { $0 = true } }
    func pass() { while !isOpen.withLock({ $0 }) { Thread.sleep(forTimeInterval: 0.002) } }
  }

  @Test func whatIsReadyInTimeIsTakenAtOnce() {
    let told = Told()
    let answer = Crew().run(until: .now + .seconds(60)) {
      6 * 7
    } late: {
      told.add($0)
    }
    guard case .ready(let value) = answer else {
      Issue.record("quick work came late")
      return
    }
    #expect(value == 42)
    #expect(told.all.isEmpty)
  }

  @Test func whatIsLateIsToldOnce() async throws {
    let (crew, told, door) = (Crew(), Told(), Door())
    let answer = crew.run(until: .now) {
      door.pass()
      return 7
    } late: {
      told.add($0)
    }
    guard case .later = answer else {
      Issue.record("nobody had opened the door")
      return
    }
    door.open()
    try await told.wait(for: 1)
    #expect(told.all == [7])
  }

  @Test func workThatHasNotBegunCanBeTakenBack() async throws {
    let (crew, told, door) = (Crew(), Told(), Door())
    var numbers: [Int] = []
    // More than there are threads: the last ones wait.
    for value in 0..<6 {
      let answer = crew.run(until: .now) {
        door.pass()
        return value
      } late: {
        told.add($0)
      }
      if case .later(let number) = answer { numbers.append(number) }
    }
    let last = try #require(numbers.last)
    #expect(numbers.count == 6)
    #expect(crew.takeBack(last))
    #expect(!crew.takeBack(last))
    door.open()
    try await told.wait(for: 5)
    #expect(told.all.sorted() == [0, 1, 2, 3, 4])
  }

  @Test func nothingIsLostAmongManyPieces() async throws {
    let (crew, told) = (Crew(), Told())
    for value in 0..<500 {
      // Some are waited for and some are not.
      let moment: ContinuousClock.Instant = value % 3 == 0 ? .now + .seconds(60) : .now
      let answer = crew.run(until: moment) {
        value
      } late: {
        told.add($0)
      }
      if case .ready(let value) = answer { told.add(value) }
    }
    try await told.wait(for: 500)
    #expect(told.all.sorted() == Array(0..<500))
  }
}
