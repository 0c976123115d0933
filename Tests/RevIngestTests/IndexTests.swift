import Testing

// The byte dictionaries behind ids and words.
@testable import RevIngest

@Suite("The index of ids")
struct IdIndexTests {
  /// Random keys around the lengths at which the slots change their form.
  private static func keys(_ seed: UInt64) -> [[UInt8]] {
    var random = SplitMix(seed: seed)
    return (0..<3000).map { _ in
      let length = Int(random.next() % 30) + 1
      return (0..<length).map { _ in UInt8(random.next() % 3) }
    }
  }

  @Test("gives codes like a dictionary", arguments: [1, 2] as [UInt64])
  func codes(_ seed: UInt64) {
    var index = IdIndex()
    var expected: [[UInt8]: Int32] = [:]
    for key in Self.keys(seed) {
      let wanted = expected[key] ?? Int32(expected.count)
      let code = FileBytes(key).withView { index.code(adding: $0) }
      #expect(code == wanted)
      expected[key] = wanted
    }
    #expect(index.count == expected.count)
    for (key, code) in expected {
      #expect(FileBytes(key).withView { index.find($0) } == code)
      #expect(index.arena.string(Int(code)) == String(decoding: key, as: UTF8.self))
    }
    #expect(FileBytes([9, 9]).withView { index.find($0) } == -1)
  }

  @Test("gives the same codes to many texts at once")
  func batches() {
    var (one, many) = (IdIndex(), IdIndex())
    let keys = Self.keys(3)
    let owners = keys.map { FileBytes($0) }
    var codes: [Int32] = []
    for start in stride(from: 0, to: keys.count, by: 700) {
      let views = owners[start..<min(start + 700, keys.count)].map(\.view)
      many.append(codesOf: views, to: &codes)
    }
    #expect(codes == owners.map { owner in owner.withView { one.code(adding: $0) } })
    withExtendedLifetime(owners) {}
  }

  @Test("tells a short text from one with a NUL behind it")
  func padding() {
    var index = IdIndex()
    let (short, long) = (FileBytes([1]), FileBytes([1, 0]))
    #expect(short.withView { index.code(adding: $0) } == 0)
    #expect(long.withView { index.code(adding: $0) } == 1)
  }
}

@Suite("The ids that came before")
struct SeenIdsTests {
  @Test("are known again, however long and however quoted")
  func known() {
    let long = String(repeating: "x", count: 40)
    let text = "a,ab,\"a\",\"a\"\"b\",\(long),\(long)y,\"\(long)\""
    let file = FileBytes(Array(text.utf8))
    let cells: [(id: String, start: Int, isNew: Bool)] = [
      ("a", 0, true), ("ab", 2, true), ("a", 5, false), ("a\"b", 9, true), (long, 16, true),
      (long + "y", 57, true), (long, 99, false), ("a\"b", 9, false),
    ]
    var seen = SeenIds(expected: 0)
    for cell in cells {
      let id = FileBytes(Array(cell.id.utf8))
      let isNew = id.withView { view in
        seen.insert([view], at: [cell.start]) { file.view.cell(at: $0, equals: $1) }.isEmpty
      }
      #expect(isNew == cell.isNew, "\(cell)")
    }
    withExtendedLifetime(file) {}
  }

  @Test("are found among ids that grew up to then, and where they stand is told")
  func disorder() {
    let text = "9,10,11,100,10,12,100"
    let file = FileBytes(Array(text.utf8))
    let starts = [0, 2, 5, 8, 12, 15, 18]
    let ids = [1, 2, 2, 3, 2, 2, 3].enumerated().map {
      file.view.slice(starts[$0], starts[$0] + $1)
    }
    var seen = SeenIds(expected: 7)
    let repeated = seen.insert(ids, at: starts) { file.view.cell(at: $0, equals: $1) }
    #expect(repeated == [4, 6])
    withExtendedLifetime(file) {}
  }

  @Test("grow without forgetting")
  func growth() {
    let text = (0..<5000).map { "id\($0)" }.joined(separator: ",")
    let file = FileBytes(Array(text.utf8))
    var seen = SeenIds(expected: 10)
    for isNew in [true, false] {
      var start = 0
      for number in 0..<5000 {
        let id = FileBytes(Array("id\(number)".utf8))
        let result = id.withView { view in
          seen.insert([view], at: [start]) { file.view.cell(at: $0, equals: $1) }.isEmpty
        }
        #expect(result == isNew)
        start += id.count + 1
      }
    }
    withExtendedLifetime(file) {}
  }
}
