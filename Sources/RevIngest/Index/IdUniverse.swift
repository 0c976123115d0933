import RevModel

/// The ids of a table that others refer to: those of its file first, then those only mentioned.
///
/// The ids of the file lie still from the time on at which the file is read. So stretches of another
/// file share them, each collects the ids that only it mentions, and these are put together in the
/// order of the file.
struct IdUniverse: Sendable {
  let table: TableName
  /// The ids of the file.
  private(set) var known: IdIndex
  /// Ids that other tables mention and the file lacks.
  private(set) var others: IdIndex
  /// Whether the table's file is there, so that a missing id means something.
  private(set) var isLoaded = false

  init(_ table: TableName, hashing hasher: KeyHash) {
    self.table = table
    (known, others) = (IdIndex(hashing: hasher), IdIndex(hashing: hasher))
  }

  /// Codes below this are rows of the file.
  var knownCount: Int { known.count }

  var overflowed: Bool { known.arena.overflowed || others.arena.overflowed }

  /// These are the ids of the file; those that were mentioned before are none of them.
  ///
  /// - Precondition: nothing was mentioned yet.
  mutating func close(_ ids: consuming IdIndex, isLoaded: Bool = true) {
    precondition(others.count == 0)
    (known, self.isLoaded) = (ids, isLoaded)
  }

  /// What was mentioned so far is known from now on: stretches of a file share it.
  mutating func settle() {
    precondition(known.count == 0)
    (known, others) = (others, others.bare)
  }

  /// The code of an id, which is added to the others when it is new.
  mutating func code(adding text: ByteView) -> Int32 {
    let code = known.find(text)
    return code >= 0 ? code : Int32(truncatingIfNeeded: known.count) + others.code(adding: text)
  }

  /// Appends the codes of many ids, which are added when they are new; −1 for empty ones.
  mutating func append(codesOf texts: [ByteView], to codes: inout [Int32]) {
    if known.count == 0 {
      others.append(codesOf: texts, to: &codes)
      return
    }
    let first = codes.count
    let hashes = known.append(guessesOf: texts, to: &codes)
    let others = Int32(truncatingIfNeeded: known.count)
    for (index, text) in texts.enumerated() {
      let place = first + index
      if codes[place] == IdIndex.asBefore {
        codes[place] = codes[place - 1]
      } else if codes[place] < 0, text.count > 0 {
        let code = known.find(text, hashes[index])
        codes[place] = code >= 0 ? code : others + self.others.code(adding: text, hashes[index])
      }
    }
  }

  /// A universe with the same ids of the file and no others, for a stretch of a file.
  var bare: IdUniverse {
    var copy = self
    copy.others = others.bare
    return copy
  }

  /// Adds the others of a later stretch; what its codes are here.
  mutating func absorb(_ next: IdUniverse) -> Recoding {
    let first = Int32(truncatingIfNeeded: known.count)
    return Recoding(from: first, others.codes(adding: next.others).map { first + $0 })
  }

  /// The ids of the file, then the others; the universe is empty afterwards.
  mutating func takeTexts() -> TextArena {
    var texts = known.takeTexts()
    texts.append(others.takeTexts())
    return texts
  }
}

/// The codes of a stretch of a file as codes of all stretches before it and itself.
struct Recoding: Sendable {
  /// Codes below this stay what they are.
  private let first: Int32
  /// The new codes of the others; empty when they stay as well.
  private let codes: [Int32]

  init(from first: Int32, _ codes: [Int32]) {
    self.first = first
    let isSame = codes.enumerated().allSatisfy { Int($1) == Int(first) + $0 }
    self.codes = isSame ? [] : codes
  }

  var changesNothing: Bool { codes.isEmpty }

  @inline(__always)
  func callAsFunction(_ code: Int32) -> Int32 {
    code < first || codes.isEmpty ? code : codes[Int(code &- first)]
  }

  /// Appends the codes of a stretch to those before it.
  func append(_ next: [Int32], to column: inout [Int32]) {
    let start = column.count
    column.append(contentsOf: next)
    if codes.isEmpty { return }
    var all = column.mutableSpan
    for row in start..<all.count { all[row] = self(all[row]) }
  }
}

extension Array where Element == Int32 {
  /// Appends the codes of a stretch.
  mutating func append(_ next: [Int32], _ recoding: Recoding) { recoding.append(next, to: &self) }
}
