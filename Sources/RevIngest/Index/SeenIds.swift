/// The ids of a table to which nothing refers: only whether one came before.
///
/// Ids that only ever grow, as most exports number their rows, are compared with the last one and
/// noted for later. From the first one that does not grow on they are looked up by their hashes; the
/// bytes themselves are compared in the file when hashes are equal.
struct SeenIds: Sendable {
  /// 16 bytes an id, so that looking one up touches one cache line.
  private struct Slot: Sendable, BitwiseCopyable {
    /// 0 for an empty slot.
    var hash: UInt64 = 0
    /// Where in the file the id stands.
    var place: UInt64 = 0
  }

  /// An id as a number that grows with its length, then with its bytes.
  private struct Rank: Sendable, BitwiseCopyable {
    var count = -1
    var words: (UInt64, UInt64, UInt64) = (0, 0, 0)

    init() {}

    @inline(__always)
    init(_ text: ByteView) {
      count = text.count
      let (a, b, c) = text.keyWords()
      words = (a.byteSwapped, b.byteSwapped, c.byteSwapped)
    }

    @inline(__always)
    static func < (a: Rank, b: Rank) -> Bool {
      if a.count != b.count { return a.count < b.count }
      if a.words.0 != b.words.0 { return a.words.0 < b.words.0 }
      return a.words.1 != b.words.1 ? a.words.1 < b.words.1 : a.words.2 < b.words.2
    }
  }

  /// The ids so far, in the order of the file, while they grow; else nothing.
  private var rising: [Slot] = []
  /// The first and the last of them.
  private var first = Rank()
  private var last = Rank()
  /// Empty while ids grow.
  private var slots: [Slot] = []
  private var mask = 0
  private var count = 0
  private let hasher: KeyHash
  private var hashes: [UInt64] = []

  private static let longestRanked = 24

  /// - Parameters:
  ///   - expected: about how many ids there will be.
  ///   - hasher: lists that are compared hash alike.
  init(expected: Int, hashing hasher: KeyHash = KeyHash()) {
    self.hasher = hasher
    rising.reserveCapacity(expected)
  }

  /// Whether ids of a later stretch may have come before.
  ///
  /// Now and then it says so of ids that only look alike: then the stretch is read once more.
  func mayRepeat(_ next: SeenIds) -> Bool {
    if next.isEmpty || isEmpty { return false }
    if slots.isEmpty, next.slots.isEmpty, last < next.first { return false }
    let known = slots.isEmpty ? Set(rising.map(\.hash)) : []
    func isKnown(_ hash: UInt64) -> Bool {
      if slots.isEmpty { return known.contains(hash) }
      var place = Int(truncatingIfNeeded: hash) & mask
      while slots[place].hash != 0 {
        if slots[place].hash == hash { return true }
        place = (place &+ 1) & mask
      }
      return false
    }
    return next.all.contains { isKnown($0.hash) }
  }

  /// Notes the ids of a later stretch.
  ///
  /// - Precondition: none of them came before, and both hash alike.
  mutating func absorb(_ next: SeenIds) {
    if next.isEmpty { return }
    if slots.isEmpty, next.slots.isEmpty, isEmpty || last < next.first {
      if isEmpty { first = next.first }
      rising.append(contentsOf: next.rising)
      last = next.last
      return
    }
    if slots.isEmpty { buildTable() }
    for slot in next.all {
      put(slot)
      count += 1
      if count * 8 > slots.count * 5 { grow() }
    }
  }

  private var isEmpty: Bool { rising.isEmpty && count == 0 }

  /// Everything that was seen, in no order.
  private var all: [Slot] { slots.isEmpty ? rising : slots.filter { $0.hash != 0 } }

  /// Notes ids of consecutive rows; the positions in `texts` of those that came before.
  ///
  /// - Parameters:
  ///   - texts: the ids, without quotes.
  ///   - starts: where the cell of each begins in the file.
  ///   - matches: whether the cell at an earlier place holds the same id.
  mutating func insert(
    _ texts: [ByteView], at starts: [Int], matches: (_ place: Int, _ text: ByteView) -> Bool
  ) -> [Int] {
    hashes.removeAll(keepingCapacity: true)
    for text in texts { hashes.append(hash(text)) }
    var next = slots.isEmpty ? insertRising(texts, at: starts) : 0
    if next == texts.count { return [] }
    if slots.isEmpty { buildTable() }
    var known: [Int] = []
    while next < texts.count {
      let (text, start) = (texts[next], starts[next])
      if !insert(hashes[next], at: start, matches: { matches($0, text) }) { known.append(next) }
      next += 1
    }
    return known
  }

  /// Notes ids as long as they grow; how many it were.
  private mutating func insertRising(_ texts: [ByteView], at starts: [Int]) -> Int {
    for index in texts.indices {
      guard texts[index].count <= Self.longestRanked else { return index }
      let rank = Rank(texts[index])
      guard last < rank else { return index }
      if rising.isEmpty { first = rank }
      last = rank
      rising.append(Slot(hash: hashes[index], place: UInt64(starts[index])))
    }
    return texts.count
  }

  private mutating func buildTable() {
    let ids = rising
    rising = []
    resize(to: max(64, ids.capacity * 2))
    for id in ids { put(id) }
    count = ids.count
  }

  @inline(__always)
  private func hash(_ text: ByteView) -> UInt64 {
    let (a, b, c) = text.count <= 23 ? text.keyWords() : (hasher.hash(text), 0, 0)
    return max(1, hasher.hash(a, b, c ^ UInt64(text.count) << 56))
  }

  /// Notes an id; false when it came before.
  private mutating func insert(_ hash: UInt64, at start: Int, matches: (Int) -> Bool) -> Bool {
    var place = Int(truncatingIfNeeded: hash) & mask
    while slots[place].hash != 0 {
      if slots[place].hash == hash, matches(Int(slots[place].place)) { return false }
      place = (place &+ 1) & mask
    }
    slots[place] = Slot(hash: hash, place: UInt64(start))
    count += 1
    if count * 8 > slots.count * 5 { grow() }
    return true
  }

  private mutating func grow() {
    let old = slots
    resize(to: old.count * 2)
    for slot in old where slot.hash != 0 { put(slot) }
  }

  /// Makes the table empty, with at least so many slots.
  private mutating func resize(to wanted: Int) {
    var size = 64
    while size < wanted { size *= 2 }
    slots = LargeMemory.filled(Slot(), count: size)
    mask = size - 1
  }

  private mutating func put(_ slot: Slot) {
    var place = Int(truncatingIfNeeded: slot.hash) & mask
    while slots[place].hash != 0 { place = (place &+ 1) & mask }
    slots[place] = slot
  }
}
