/// Numbers distinct texts in the order of their first appearance.
///
/// Open addressing over an arena of bytes: looking a text up compares bytes and allocates nothing.
struct ByteIndex: Sendable {
  private var slots: [Int32]
  private var hashes: [UInt32] = []
  private var arena: [UInt8] = []
  private var ends: [Int] = []

  init(capacity: Int = 16) {
    var size = 32
    while size < capacity * 2 { size *= 2 }
    slots = [Int32](repeating: -1, count: size)
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
    let found = slot(hash, text, start, end)
    return slots[found] < 0 ? nil : Int(slots[found])
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
    if slots[place] >= 0 { return (Int(slots[place]), false) }
    let number = ends.count
    slots[place] = Int32(number)
    hashes.append(UInt32(truncatingIfNeeded: hash))
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
    let short = UInt32(truncatingIfNeeded: hash)
    while true {
      let number = Int(slots[place])
      if number < 0 { return place }
      if hashes[number] == short, equals(number, text, start, end) { return place }
      place = (place + 1) & mask
    }
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
    let size = slots.count * 2
    slots = [Int32](repeating: -1, count: size)
    let mask = size - 1
    // The low half of a hash places a text: enough for four thousand million slots.
    for number in 0..<ends.count {
      var place = Int(hashes[number]) & mask
      while slots[place] >= 0 { place = (place + 1) & mask }
      slots[place] = Int32(number)
    }
  }
}
