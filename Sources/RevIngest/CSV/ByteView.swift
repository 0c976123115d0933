/// A stretch of bytes of a file that is being read, looked at without copying.
///
/// Every access is checked against the stretch. The memory belongs to a `FileBytes`, which whoever
/// holds a view keeps alive: views live in the loops of this module and are never handed out.
@safe
struct ByteView {
  private let base: UnsafePointer<UInt8>
  let count: Int

  /// - Parameter base: readable for `count` bytes for as long as the view is used.
  @unsafe
  init(base: UnsafePointer<UInt8>, count: Int) {
    unsafe self.base = base
    self.count = count
  }

  @inline(__always)
  subscript(position: Int) -> UInt8 {
    precondition(UInt(bitPattern: position) < UInt(bitPattern: count))
    return unsafe base[position]
  }

  @inline(__always)
  func slice(_ start: Int, _ end: Int) -> ByteView {
    precondition(start >= 0 && start <= end && end <= count)
    return unsafe ByteView(base: base + start, count: end - start)
  }

  /// Eight bytes as a little-endian word; bytes beyond the end are zero.
  @inline(__always)
  func word(at position: Int) -> UInt64 {
    if position + 8 <= count {
      precondition(position >= 0)
      let raw = unsafe UnsafeRawPointer(base + position)
      return unsafe UInt64(littleEndian: raw.loadUnaligned(as: UInt64.self))
    }
    return partialWord(at: position)
  }

  /// Sixteen bytes, all of which the view has.
  @inline(__always)
  func vector(at position: Int) -> SIMD16<UInt8> {
    precondition(position >= 0 && position + 16 <= count)
    let raw = unsafe UnsafeRawPointer(base + position)
    return unsafe raw.loadUnaligned(as: SIMD16<UInt8>.self)
  }

  /// The word of the last one to seven bytes, or of none.
  @inline(__always)
  private func partialWord(at position: Int) -> UInt64 {
    precondition(position >= 0)
    let rest = count &- position
    if rest >= 4 {
      // Two halves that may overlap, where they say the same.
      let (first, last) = (half(at: position), half(at: count &- 4))
      return UInt64(first) | UInt64(last) &<< UInt64((rest &- 4) &* 8)
    }
    if rest <= 0 { return 0 }
    let (middle, last) = (position &+ rest &>> 1, count &- 1)
    return UInt64(self[position]) | UInt64(self[middle]) &<< UInt64((rest &>> 1) &* 8)
      | UInt64(self[last]) &<< UInt64((rest &- 1) &* 8)
  }

  /// Four bytes as a little-endian word, all of which the view has.
  @inline(__always)
  private func half(at position: Int) -> UInt32 {
    precondition(position >= 0 && position &+ 4 <= count)
    let raw = unsafe UnsafeRawPointer(base + position)
    return unsafe UInt32(littleEndian: raw.loadUnaligned(as: UInt32.self))
  }

  /// The words of the first 24 bytes, for a stretch inside `whole`, zero beyond this view's end.
  ///
  /// - Precondition: the view has at most 24 bytes.
  @inline(__always)
  func keyWords() -> (UInt64, UInt64, UInt64) {
    precondition(count <= 24)
    return (partial(0), partial(8), partial(16))
  }

  @inline(__always)
  private func partial(_ position: Int) -> UInt64 {
    let rest = count - position
    if rest <= 0 { return 0 }
    if rest >= 8 { return word(at: position) }
    if count >= 8 {
      // The last eight bytes, shifted so that only the wanted ones remain.
      return word(at: count - 8) >> UInt64((8 - rest) * 8)
    }
    return partialWord(at: position)
  }

  @inline(__always)
  func elementsEqual(_ other: ByteView) -> Bool {
    guard count == other.count else { return false }
    if count < 8 { return partialWord(at: 0) == other.partialWord(at: 0) }
    var position = 0
    while position &+ 8 <= count {
      if word(at: position) != other.word(at: position) { return false }
      position &+= 8
    }
    // The last eight bytes, some of which were compared already.
    return position == count || word(at: count &- 8) == other.word(at: count &- 8)
  }

  func elementsEqual(_ other: StaticString) -> Bool {
    guard count == other.utf8CodeUnitCount else { return false }
    let view = unsafe ByteView(base: other.utf8Start, count: other.utf8CodeUnitCount)
    return elementsEqual(view)
  }

  /// The first eight bytes of a word as a little-endian word, zero beyond its end.
  static func firstWord(of text: StaticString) -> UInt64 {
    unsafe ByteView(base: text.utf8Start, count: text.utf8CodeUnitCount).word(at: 0)
  }

  /// The text, with U+FFFD for bytes that are not UTF-8.
  var string: String {
    unsafe String(decoding: UnsafeBufferPointer(start: base, count: count), as: UTF8.self)
  }

  var array: [UInt8] { unsafe Array(UnsafeBufferPointer(start: base, count: count)) }

  func append(to bytes: inout [UInt8]) {
    unsafe bytes.append(contentsOf: UnsafeBufferPointer(start: base, count: count))
  }

  func contains(_ byte: UInt8) -> Bool {
    for position in 0..<count where self[position] == byte { return true }
    return false
  }
}
