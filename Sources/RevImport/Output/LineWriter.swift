/// Bytes of CSV on their way out: cells, separators and line ends.
///
/// Cells are quoted where RFC 4180 asks for it. Nothing here makes a String.
struct LineWriter {
  private(set) var bytes: [UInt8]
  private(set) var count = 0

  init(capacity: Int = 4096) {
    bytes = [UInt8](repeating: 0, count: max(256, capacity))
  }

  /// - Parameter buffer: memory to use again; what it holds is forgotten.
  init(reusing buffer: consuming [UInt8], capacity: Int) {
    bytes = buffer
    if bytes.count < capacity { grow(capacity) }
  }

  /// What has been written, for good; no copy is made.
  consuming func finish() -> [UInt8] {
    bytes.removeLast(bytes.count - count)
    return bytes
  }

  /// What has been written.
  var written: ArraySlice<UInt8> { bytes[..<count] }

  mutating func removeAll() { count = 0 }

  /// Forgets everything behind a place.
  mutating func cut(to place: Int) {
    precondition(place <= count)
    count = place
  }

  /// Makes room, so that the next cells of `length` bytes together can be written.
  @inline(__always)
  mutating func reserve(_ length: Int) {
    if count &+ length > bytes.count { grow(length) }
  }

  private mutating func grow(_ length: Int) {
    let wanted = max(bytes.count * 2, count + length)
    bytes.append(contentsOf: repeatElement(0, count: wanted - bytes.count))
  }

  @inline(__always)
  mutating func put(_ byte: UInt8) {
    if count == bytes.count { grow(1) }
    bytes[count] = byte
    count &+= 1
  }

  /// Copies bytes as they are.
  @inline(__always)
  mutating func raw(_ text: Span<UInt8>, _ start: Int, _ end: Int) {
    let length = end - start
    if length <= 0 { return }
    reserve(length)
    precondition(start >= 0 && end <= text.count)
    let place = count
    unsafe bytes.withUnsafeMutableBytes { target in
      unsafe text.bytes.withUnsafeBytes { source in
        guard let to = target.baseAddress, let from = source.baseAddress else { return }
        unsafe (to + place).copyMemory(from: from + start, byteCount: length)
      }
    }
    count &+= length
  }

  mutating func raw(_ text: [UInt8]) { raw(text.span, 0, text.count) }

  /// Writes a cell, quoted if it has to be.
  @inline(__always)
  mutating func cell(_ text: Span<UInt8>, _ start: Int, _ end: Int) {
    if Self.needsQuotes(text, start, end) {
      quoted(text, start, end)
    } else {
      raw(text, start, end)
    }
  }

  mutating func cell(_ text: String) {
    var text = text
    text.makeContiguousUTF8()
    let bytes = Array(text.utf8)
    cell(bytes.span, 0, bytes.count)
  }

  private mutating func quoted(_ text: Span<UInt8>, _ start: Int, _ end: Int) {
    reserve(2 * (end - start) + 2)
    put(0x22)
    var done = start
    // Up to and with each quote in one go, and the quote once more.
    for place in start..<end where text[place] == 0x22 {
      raw(text, done, place + 1)
      put(0x22)
      done = place + 1
    }
    raw(text, done, end)
    put(0x22)
  }

  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let lows: UInt64 = 0x7F7F_7F7F_7F7F_7F7F

  @inline(__always)
  private static func matches(_ word: UInt64, _ byte: UInt64) -> UInt64 {
    let difference = word ^ (ones &* byte)
    return ~(((difference & lows) &+ lows) | difference | lows)
  }

  @inline(__always)
  private static func needsQuotes(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    var place = start
    while place &+ 8 <= end {
      let word = unsafe text.bytes.unsafeLoadUnaligned(fromByteOffset: place, as: UInt64.self)
      let found = matches(word, 0x2C) | matches(word, 0x22) | matches(word, 0x0A)
      if found | matches(word, 0x0D) != 0 { return true }
      place &+= 8
    }
    while place < end {
      let byte = text[place]
      if byte == 0x2C || byte == 0x22 || byte == 0x0A || byte == 0x0D { return true }
      place &+= 1
    }
    return false
  }

  // MARK: - Values

  /// Digits with leading zeros to a width.
  mutating func digits(_ value: Int, width: Int) {
    var (rest, length) = (value, 1)
    while rest >= 10 {
      rest /= 10
      length &+= 1
    }
    let total = max(length, width)
    reserve(total)
    rest = value
    var place = count &+ total
    for _ in 0..<total {
      place &-= 1
      bytes[place] = 0x30 &+ UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
    count &+= total
  }
}
