import Testing

// The byte dictionaries behind ids and words.
@testable import RevIngest

/// Random keys around the lengths at which the indexes change their form.
private func randomKeys(_ seed: UInt64, _ count: Int = 3000) -> [[UInt8]] {
  var random = SplitMix(seed: seed)
  return (0..<count).map { _ in
    let length = Int(random.next() % 30) + 1
    return (0..<length).map { _ in UInt8(random.next() % 3) }
  }
}

/// What both indexes of byte strings do.
private protocol CodeGiver {
  init()
  var count: Int { get }
  var arena: TextArena { get }
  func find(_ text: ByteView) -> Int32
  mutating func code(adding text: ByteView) -> Int32
}

extension WordIndex: CodeGiver {}
extension IdIndex: CodeGiver {
  init() { self.init(hashing: KeyHash()) }
}

extension CodeGiver {
  /// It gives codes like a dictionary, in the order of first appearance.
  static func expectCodes(_ seed: UInt64) {
    var index = Self()
    var expected: [[UInt8]: Int32] = [:]
    for key in randomKeys(seed) {
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

  /// It tells a short text from one with a NUL behind it.
  static func expectPadding() {
    var index = Self()
    let codes = [FileBytes([1]), FileBytes([1, 0])].map { text in
      text.withView { index.code(adding: $0) }
    }
    #expect(codes == [0, 1])
  }
}

@Suite("The index of words")
struct WordIndexTests {
  @Test("gives codes like a dictionary", arguments: [1, 2] as [UInt64])
  func codes(_ seed: UInt64) { WordIndex.expectCodes(seed) }

  @Test("tells a short text from one with a NUL behind it")
  func padding() { WordIndex.expectPadding() }
}

@Suite("The index of ids")
struct IdIndexTests {
  @Test("gives codes like a dictionary", arguments: [1, 2] as [UInt64])
  func codes(_ seed: UInt64) { IdIndex.expectCodes(seed) }

  @Test("tells a short text from one with a NUL behind it")
  func padding() { IdIndex.expectPadding() }

  @Test("gives the same codes to many texts at once, and to the texts of another index")
  func batches() {
    var (one, many) = (IdIndex(), IdIndex())
    let keys = randomKeys(3)
    let owners = keys.map { FileBytes($0) }
    var codes: [Int32] = []
    for start in stride(from: 0, to: keys.count, by: 700) {
      let views = owners[start..<min(start + 700, keys.count)].map(\.view)
      many.append(codesOf: views, to: &codes)
    }
    let expected = owners.map { owner in owner.withView { one.code(adding: $0) } }
    #expect(codes == expected)
    withExtendedLifetime(owners) {}
    var (first, second) = (one.bare, one.bare)
    for (index, key) in keys.enumerated() {
      FileBytes(key).withView {
        if index < 2000 { _ = first.code(adding: $0) } else { _ = second.code(adding: $0) }
      }
    }
    let added = first.codes(adding: second)
    #expect(added.count == second.count && first.count == one.count)
    for (row, code) in added.enumerated() {
      #expect(first.arena.string(Int(code)) == second.arena.string(row))
    }
  }

  /// Enough ids for a table of several parts, in stretches.
  private static func stretches(_ index: IdIndex, repeating last: Int?) -> [IdIndex] {
    (0..<5).map { stretch in
      var own = index.bare
      var numbers = Array(stretch * 20_000..<(stretch + 1) * 20_000)
      if stretch == 4, let last { numbers.append(last) }
      for number in numbers {
        FileBytes(Array("ID-\(number &* 7_919)".utf8)).withView { _ = own.code(adding: $0) }
      }
      return own
    }
  }

  @Test("joins stretches of new ids, whoever indexes them", arguments: [1, 2, 5])
  func joins(_ workers: Int) {
    var whole = IdIndex()
    for stretch in Self.stretches(whole, repeating: nil) { whole.join(stretch) }
    let isNew = whole.settle(workers: workers)
    #expect(isNew)
    #expect(whole.count == 100_000)
    for number in stride(from: 0, to: 100_000, by: 7) {
      let found = FileBytes(Array("ID-\(number &* 7_919)".utf8)).withView { whole.find($0) }
      #expect(found == Int32(number))
    }
    #expect(FileBytes(Array("ID-1".utf8)).withView { whole.find($0) } == -1)
    let added = FileBytes(Array("ID-1".utf8)).withView { whole.code(adding: $0) }
    #expect(added == 100_000)
  }

  @Test("tells that stretches share an id", arguments: [0, 19_999, 50_000, 79_999])
  func repeats(_ number: Int) {
    for workers in [1, 3] {
      var whole = IdIndex()
      for stretch in Self.stretches(whole, repeating: number) { whole.join(stretch) }
      let isNew = whole.settle(workers: workers)
      #expect(!isNew)
    }
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
