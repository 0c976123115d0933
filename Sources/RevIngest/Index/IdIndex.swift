/// Gives every distinct text a code in the order of first appearance.
///
/// Keys of up to 23 bytes lie inside of the slots, so that finding one touches one cache line and
/// makes no `String`.
struct IdIndex: Sendable {
  private struct Slot: BitwiseCopyable {
    var a: UInt64
    var b: UInt64
    /// The last byte is the key's length plus one, or 255 for a long key.
    var c: UInt64
    var code: Int32
    static let empty = Slot(a: 0, b: 0, c: 0, code: -1)
  }

  /// The texts by code.
  private(set) var arena = TextArena()
  private var slots: [Slot] = []
  private var mask = 0
  private let hasher = KeyHash()

  private static let inlineLength = 23
  private static let longKey: UInt64 = 255 << 56

  init() {
    slots = [Slot](repeating: .empty, count: 64)
    mask = 63
  }

  var count: Int { arena.count }

  /// Makes room for that many texts of that many bytes together.
  mutating func reserve(_ count: Int, bytes: Int) {
    arena.reserve(rows: count, bytes: bytes)
    var size = slots.count
    while size * 5 < count * 8 { size *= 2 }
    if size > slots.count { rehash(to: size) }
  }

  /// The code of a text; −1 when it never came.
  func find(_ text: ByteView) -> Int32 {
    let key = self.key(text)
    return slots[place(key, text)].code
  }

  /// The code of a text, which is added when it is new.
  @inline(__always)
  mutating func code(adding text: ByteView) -> Int32 {
    let key = self.key(text)
    let place = self.place(key, text)
    let code = slots[place].code
    return code >= 0 ? code : add(key, text, at: place)
  }

  /// Appends the codes of many texts, which are added when they are new; −1 for empty ones.
  mutating func append(codesOf texts: [ByteView], to codes: inout [Int32]) {
    let first = codes.count
    append(guessesOf: texts, to: &codes)
    for (index, text) in texts.enumerated() {
      if codes[first + index] == Self.asBefore {
        codes[first + index] = codes[first + index - 1]
      } else if codes[first + index] < 0 && text.count > 0 {
        codes[first + index] = code(adding: text)
      }
    }
  }

  /// Stands for the code of the text before, while codes are guessed.
  static let asBefore: Int32 = -2

  /// Appends the code of each text that is easily found; `asBefore` where a text is the one before
  /// it, −1 for the others.
  ///
  /// Rows about one thing mostly lie together, and files mostly follow the order of the file that
  /// they refer to: a text is compared with the one before it, then with the one whose turn it would
  /// be. The other looks go where the hash points. They do not depend on each other, so that the
  /// processor waits for the memory of many at once: in a table larger than its caches that is most
  /// of the time.
  func append(guessesOf texts: [ByteView], to codes: inout [Int32]) {
    if count == 0 {
      codes.append(contentsOf: repeatElement(-1, count: texts.count))
      return
    }
    let slots = slots.span
    var turn = codes.last.map { Int($0) + 1 } ?? 0
    for (index, text) in texts.enumerated() {
      if text.count == 0 {
        codes.append(-1)
        continue
      }
      if index > 0, text.elementsEqual(texts[index - 1]) {
        codes.append(Self.asBefore)
        continue
      }
      if turn > 0, turn < count, arena.equals(turn, text) {
        codes.append(Int32(truncatingIfNeeded: turn))
        turn &+= 1
        continue
      }
      if text.count > Self.inlineLength {
        codes.append(-1)
        continue
      }
      let key = self.key(text)
      let slot = slots[Int(truncatingIfNeeded: key.hash) & mask]
      let difference = (slot.a ^ key.a) | (slot.b ^ key.b) | (slot.c ^ key.c)
      codes.append(difference == 0 ? slot.code : -1)
      if difference == 0 { turn = Int(slot.code) &+ 1 }
    }
  }

  /// Texts that are looked at together; see `append(guessesOf:)`.
  private static let together = 1024

  /// Whether any of these texts came before.
  func holdsAny(of texts: TextArena) -> Bool {
    if count == 0 { return false }
    let owner = FileBytes(texts.bytes)
    return owner.withView { view in
      var codes: [Int32] = []
      for first in stride(from: 0, to: texts.count, by: Self.together) {
        let some = texts.views(first..<min(texts.count, first + Self.together), in: view)
        codes.removeAll(keepingCapacity: true)
        append(guessesOf: some, to: &codes)
        for (text, code) in zip(some, codes) where text.count > 0 {
          if code >= 0 || find(text) >= 0 { return true }
        }
      }
      return false
    }
  }

  /// The codes of the texts of another index in its order, which are added when they are new.
  mutating func codes(adding next: IdIndex) -> [Int32] {
    if next.count == 0 { return [] }
    let (texts, owner) = (next.arena, FileBytes(next.arena.bytes))
    var codes: [Int32] = []
    codes.reserveCapacity(texts.count)
    owner.withView { view in
      for first in stride(from: 0, to: texts.count, by: Self.together) {
        let some = texts.views(first..<min(texts.count, first + Self.together), in: view)
        append(codesOf: some, to: &codes)
      }
    }
    return codes
  }

  private mutating func add(_ key: Key, _ text: ByteView, at place: Int) -> Int32 {
    let code = Int32(truncatingIfNeeded: arena.count)
    slots[place] = Slot(a: key.a, b: key.b, c: key.c, code: code)
    arena.append(text)
    if arena.count * 8 > slots.count * 5 { rehash(to: slots.count * 2) }
    return code
  }

  private struct Key {
    var a: UInt64
    var b: UInt64
    var c: UInt64
    var hash: UInt64
  }

  @inline(__always)
  private func key(_ text: ByteView) -> Key {
    if text.count <= Self.inlineLength {
      let (a, b, rest) = text.keyWords()
      let c = rest | UInt64(text.count + 1) << 56
      return Key(a: a, b: b, c: c, hash: hasher.hash(a, b, c))
    }
    return longKey(text)
  }

  private func longKey(_ text: ByteView) -> Key {
    let (a, b) = (hasher.hash(text), UInt64(text.count))
    return Key(a: a, b: b, c: Self.longKey, hash: hasher.hash(a, b, Self.longKey))
  }

  /// The slot that holds the key, or the empty one where it belongs.
  @inline(__always)
  private func place(_ key: Key, _ text: ByteView) -> Int {
    var place = Int(truncatingIfNeeded: key.hash) & mask
    while true {
      let slot = slots[place]
      if slot.c == 0 { return place }
      if slot.a == key.a, slot.b == key.b, slot.c == key.c {
        if key.c != Self.longKey || arena.equals(Int(slot.code), text) { return place }
      }
      place = (place &+ 1) & mask
    }
  }

  /// The texts by code; the index is empty afterwards.
  mutating func takeTexts() -> TextArena {
    let texts = arena
    self = IdIndex()
    return texts
  }

  private mutating func rehash(to size: Int) {
    let old = slots
    slots = LargeMemory.filled(.empty, count: size)
    mask = size - 1
    for slot in old where slot.c != 0 {
      var place = Int(truncatingIfNeeded: hasher.hash(slot.a, slot.b, slot.c)) & mask
      while slots[place].c != 0 { place = (place &+ 1) & mask }
      slots[place] = slot
    }
  }
}
