/// Numbers distinct texts in the order of their first appearance.
///
/// Open addressing over an arena of bytes: looking a text up compares bytes and allocates nothing.
struct ByteIndex: Sendable {
  /// A number and, above it, the low half of its text's hash: a slot that another text has is passed
  /// without looking anywhere else. Empty ones hold `empty`.
  private var slots: [UInt64]
  private static let empty = UInt64.max
  private var arena: [UInt8] = []
  private var ends: [Int] = []

  init(capacity: Int = 16) {
    var size = 32
    while size < capacity * 2 { size *= 2 }
    slots = [UInt64](repeating: Self.empty, count: size)
  }

  var count: Int { ends.count }

  /// The text of a number.
  subscript(number: Int) -> String {
    String(decoding: utf8(number), as: UTF8.self)
  }

  func utf8(_ number: Int) -> ArraySlice<UInt8> {
    arena[(number == 0 ? 0 : ends[number - 1])..<ends[number]]
  }

  /// A mixing of eight bytes at a time; equal texts have equal hashes, nothing else is promised.
  @inline(__always)
  static func hash(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> UInt64 {
    var hash = UInt64(truncatingIfNeeded: end &- start) &* 0x9E37_79B9_7F4A_7C15
    var place = start
    while place &+ 8 <= end {
      let word = unsafe text.bytes.unsafeLoadUnaligned(fromByteOffset: place, as: UInt64.self)
      hash = (hash ^ word) &* 0xFF51_AFD7_ED55_8CCD
      hash ^= hash &>> 32
      place &+= 8
    }
    var tail: UInt64 = 0
    while place < end {
      tail = tail &<< 8 | UInt64(text[place])
      place &+= 1
    }
    hash = (hash ^ tail) &* 0xC4CE_B9FE_1A85_EC53
    return hash ^ hash &>> 29
  }

  /// The number of a text; nil when it was never added.
  @inline(__always)
  func find(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
    let hash = Self.hash(text, start, end)
    let found = slots[slot(hash, text, start, end)]
    return found == Self.empty ? nil : Self.number(found)
  }

  func find(_ text: String) -> Int? {
    let bytes = Array(text.utf8)
    return find(bytes.span, 0, bytes.count)
  }

  /// The number of a text, which is added when it is new.
  mutating func add(
    _ text: Span<UInt8>, _ start: Int, _ end: Int
  ) -> (number: Int, isNew: Bool) {
    let hash = Self.hash(text, start, end)
    let place = slot(hash, text, start, end)
    let found = slots[place]
    if found != Self.empty { return (Self.number(found), false) }
    let number = ends.count
    slots[place] = hash &<< 32 | UInt64(UInt32(truncatingIfNeeded: number))
    unsafe text.extracting(start..<end).withUnsafeBufferPointer {
      unsafe arena.append(contentsOf: $0)
    }
    ends.append(arena.count)
    if ends.count * 2 > slots.count { grow() }
    return (number, true)
  }

  @discardableResult
  mutating func add(_ text: String) -> Int {
    let bytes = Array(text.utf8)
    return add(bytes.span, 0, bytes.count).number
  }

  private func slot(_ hash: UInt64, _ text: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
    let mask = slots.count - 1
    var place = Int(truncatingIfNeeded: hash) & mask
    let low = hash &<< 32
    while true {
      let found = slots[place]
      if found == Self.empty { return place }
      if (found ^ low) &>> 32 == 0, equals(Self.number(found), text, start, end) { return place }
      place = (place &+ 1) & mask
    }
  }

  @inline(__always)
  private static func number(_ slot: UInt64) -> Int {
    Int(UInt32(truncatingIfNeeded: slot))
  }

  private func equals(_ number: Int, _ text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    let first = number == 0 ? 0 : ends[number - 1]
    guard ends[number] - first == end - start else { return false }
    var (from, place) = (first, start)
    let stored = arena.span
    while place &+ 8 <= end {
      let a = unsafe stored.bytes.unsafeLoadUnaligned(fromByteOffset: from, as: UInt64.self)
      let b = unsafe text.bytes.unsafeLoadUnaligned(fromByteOffset: place, as: UInt64.self)
      if a != b { return false }
      from &+= 8
      place &+= 8
    }
    while place < end {
      if arena[from] != text[place] { return false }
      from &+= 1
      place &+= 1
    }
    return true
  }

  private mutating func grow() {
    let old = slots
    let size = old.count * 2
    slots = [UInt64](repeating: Self.empty, count: size)
    let mask = size - 1
    // The low half of a hash places a text: enough for four thousand million slots.
    for slot in old where slot != Self.empty {
      var place = Int(slot &>> 32) & mask
      while slots[place] != Self.empty { place = (place &+ 1) & mask }
      slots[place] = slot
    }
  }
}
