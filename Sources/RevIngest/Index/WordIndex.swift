/// Gives every distinct word of a column a code in the order of first appearance.
///
/// For words that come again and again. Those of up to 23 bytes lie inside of the slots, so that
/// finding one touches one cache line and makes no `String`; `IdIndex` is the one for many ids.
struct WordIndex: Sendable {
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

  private mutating func rehash(to size: Int) {
    let old = slots
    slots = [Slot](repeating: .empty, count: size)
    mask = size - 1
    for slot in old where slot.c != 0 {
      var place = Int(truncatingIfNeeded: hasher.hash(slot.a, slot.b, slot.c)) & mask
      while slots[place].c != 0 { place = (place &+ 1) & mask }
      slots[place] = slot
    }
  }
}
