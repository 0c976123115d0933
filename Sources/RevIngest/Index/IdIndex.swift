/// Gives every distinct id a code in the order of first appearance.
///
/// Made for millions of ids: a slot is eight bytes, half of a hash and the code, so that the slots of
/// a million ids fit the processor's last cache; the ids themselves are compared in the arena. An
/// index may know ids that it has not indexed yet: those that stretches of a file have brought one
/// after the other, see `join(_:)`.
struct IdIndex: Sendable {
  /// The ids by code.
  private(set) var arena = TextArena()
  /// Half of each id's hash, by code.
  private var hashes: [UInt32] = []
  /// The hash in the upper half and the code plus one in the lower; 0 for an empty slot.
  private var slots: IdSlots
  /// Ids that the slots hold; codes from here on wait for `indexed(by:)`.
  private var indexed = 0
  let hasher: KeyHash

  /// - Parameter hasher: indexes that are joined hash alike.
  init(hashing hasher: KeyHash = KeyHash()) {
    self.hasher = hasher
    slots = IdSlots(for: 0)
  }

  var count: Int { arena.count }

  /// An index of no ids that hashes like this one.
  var bare: IdIndex { IdIndex(hashing: hasher) }

  /// Makes room for that many ids of that many bytes together.
  mutating func reserve(_ count: Int, bytes: Int) {
    arena.reserve(rows: count, bytes: bytes)
    hashes.reserveCapacity(count)
  }

  /// The code of an id; −1 when it never came.
  func find(_ id: ByteView) -> Int32 { find(id, hash(id)) }

  /// The code of an id, which is added when it is new.
  mutating func code(adding id: ByteView) -> Int32 { code(adding: id, hash(id)) }

  @inline(__always)
  func hash(_ id: ByteView) -> UInt32 {
    let value: UInt64
    if id.count <= 23 {
      let (a, b, c) = id.keyWords()
      value = hasher.hash(a, b, c ^ UInt64(id.count) << 56)
    } else {
      value = hasher.hash(id)
    }
    return UInt32(truncatingIfNeeded: value >> 32)
  }

  @inline(__always)
  func find(_ id: ByteView, _ hash: UInt32) -> Int32 {
    precondition(indexed == count)
    return Int32(truncatingIfNeeded: IdSlots.code(slots[place(id, hash)]))
  }

  /// The place of an id in the slots, or the empty one where it belongs.
  @inline(__always)
  private func place(_ id: ByteView, _ hash: UInt32) -> Int {
    var place = slots.home(hash)
    while true {
      let slot = slots[place]
      if slot == 0 || (IdSlots.holds(slot, hash) && arena.equals(IdSlots.code(slot), id)) {
        return place
      }
      place = slots.next(place)
    }
  }

  @inline(__always)
  mutating func code(adding id: ByteView, _ hash: UInt32) -> Int32 {
    precondition(indexed == count)
    let place = place(id, hash)
    let known = IdSlots.code(slots[place])
    return Int32(truncatingIfNeeded: known >= 0 ? known : add(id, hash, at: place))
  }

  private mutating func add(_ id: ByteView, _ hash: UInt32, at place: Int) -> Int {
    let code = arena.count
    if slots.isFull(at: code + 1) {
      grow(to: (code + 1) * 2)
      slots.put(hash, code: code)
    } else {
      slots.put(hash, code: code, at: place)
    }
    arena.append(id)
    hashes.append(hash)
    indexed = arena.count
    return code
  }

  private mutating func grow(to wanted: Int) {
    slots = IdSlots(for: wanted)
    for (code, hash) in hashes.enumerated() { slots.put(hash, code: code) }
  }

  /// The ids by code; the index is empty afterwards.
  mutating func takeTexts() -> TextArena {
    let texts = arena
    self = bare
    return texts
  }
}

// Many ids at once.
extension IdIndex {
  /// Stands for the code of the id before, while codes are guessed.
  static let asBefore: Int32 = -2

  /// Appends the codes of many ids, which are added when they are new; −1 for empty ones.
  ///
  /// For an index that fits a near cache: each id is looked up once, where it belongs.
  mutating func append(codesOf ids: [ByteView], to codes: inout [Int32]) {
    let first = codes.count
    codes.append(contentsOf: repeatElement(-1, count: ids.count))
    var found = codes.mutableSpan
    for (index, id) in ids.enumerated() where id.count > 0 {
      let isAsBefore = index > 0 && id.elementsEqual(ids[index - 1])
      found[first &+ index] = isAsBefore ? found[first &+ index &- 1] : code(adding: id)
    }
  }

  /// Appends the code of each id that is easily found; `asBefore` where an id is the one before it,
  /// −1 for the others.
  ///
  /// Rows about one thing mostly lie together, and files mostly follow the order of the file that
  /// they refer to: an id is compared with the one before it, then with the one whose turn it would
  /// be. The other looks go where the hash points. They do not depend on each other, so that the
  /// processor waits for the memory of many at once.
  ///
  /// - Returns: the hash of each id for which −1 was appended.
  func append(guessesOf ids: [ByteView], to codes: inout [Int32]) -> [UInt32] {
    precondition(indexed == count)
    let first = codes.count
    var hashes = [UInt32](repeating: 0, count: ids.count)
    var turn = codes.last.map { Int($0) + 1 } ?? 0
    codes.append(contentsOf: repeatElement(-1, count: ids.count))
    arena.withView { texts in
      var found = codes.mutableSpan
      for (index, id) in ids.enumerated() where id.count > 0 {
        if index > 0, id.elementsEqual(ids[index - 1]) {
          found[first &+ index] = Self.asBefore
          continue
        }
        if turn > 0, turn < count, arena.view(turn, in: texts).elementsEqual(id) {
          found[first &+ index] = Int32(truncatingIfNeeded: turn)
          turn &+= 1
          continue
        }
        let hash = self.hash(id)
        hashes[index] = hash
        let slot = slots[slots.home(hash)]
        let code = IdSlots.code(slot)
        if IdSlots.holds(slot, hash), arena.view(code, in: texts).elementsEqual(id) {
          found[first &+ index] = Int32(truncatingIfNeeded: code)
          turn = code &+ 1
        }
      }
    }
    return hashes
  }

  /// The codes of the ids of another index in its order, which are added when they are new.
  ///
  /// - Precondition: both hash alike.
  mutating func codes(adding next: IdIndex) -> [Int32] {
    var codes: [Int32] = []
    codes.reserveCapacity(next.count)
    if slots.isFull(at: count + next.count) { grow(to: (count + next.count) * 2) }
    next.arena.withView { texts in
      for (row, hash) in next.hashes.enumerated() {
        codes.append(code(adding: next.arena.view(row, in: texts), hash))
      }
    }
    return codes
  }
}

// Ids of stretches of a file, which are indexed when all of them are there.
extension IdIndex {
  /// Takes over the ids of a later stretch as new ones, without looking whether they are.
  ///
  /// - Precondition: both hash alike.
  mutating func join(_ next: IdIndex) {
    if count == 0, next.indexed == next.count, hashes.capacity < next.count {
      self = next
      return
    }
    arena.append(next.arena)
    hashes.append(contentsOf: next.hashes)
  }

  /// Indexes what stretches brought; false when one of these ids came before, and then the index is
  /// of no use.
  ///
  /// - Parameter workers: how many threads may work at it.
  mutating func settle(workers: Int) -> Bool {
    if indexed == count { return true }
    indexed = count
    guard let all = IdSlots(hashes, of: arena, workers: workers) else { return false }
    slots = all
    return true
  }
}
