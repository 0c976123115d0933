/// White space in cells: what Unicode calls so, from the space to the no-break space that web pages
/// and spreadsheets leave behind.
extension ByteView {
  /// Space, tab, CR, LF, vertical tab and form feed.
  @inline(__always)
  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (byte >= 0x09 && byte <= 0x0D)
  }

  /// The view without white space at its ends.
  @inline(__always)
  func trimmed() -> ByteView {
    if count > 0, Self.isPlain(self[0]), Self.isPlain(self[count - 1]) { return self }
    return cut()
  }

  /// Neither white space nor a byte of a character beyond ASCII.
  @inline(__always)
  private static func isPlain(_ byte: UInt8) -> Bool { byte < 0x80 && !isSpace(byte) }

  private func cut() -> ByteView {
    var (start, end) = (0, count)
    while start < end {
      let width = spaceWidth(at: start)
      if width == 0 { break }
      start += width
    }
    while end > start {
      if Self.isSpace(self[end - 1]) {
        end -= 1
      } else if end - start >= 2, spaceWidth(at: end - 2) == 2 {
        end -= 2
      } else if end - start >= 3, spaceWidth(at: end - 3) == 3 {
        end -= 3
      } else {
        break
      }
    }
    return slice(start, end)
  }

  /// Bytes of the white space character that begins at `position`; 0 when another one does.
  private func spaceWidth(at position: Int) -> Int {
    let first = self[position]
    if first < 0x80 { return Self.isSpace(first) ? 1 : 0 }
    guard position + 1 < count else { return 0 }
    let second = self[position + 1]
    // U+0085 and U+00A0.
    if first == 0xC2 { return second == 0x85 || second == 0xA0 ? 2 : 0 }
    guard first >= 0xE1, first <= 0xE3, position + 2 < count else { return 0 }
    let third = self[position + 2]
    switch (first, second) {
    // U+1680.
    case (0xE1, 0x9A): return third == 0x80 ? 3 : 0
    // U+2000 to U+200A, U+2028, U+2029, U+202F.
    case (0xE2, 0x80):
      let isSpace = (third >= 0x80 && third <= 0x8A) || third == 0xA8 || third == 0xA9
      return isSpace || third == 0xAF ? 3 : 0
    // U+205F.
    case (0xE2, 0x81): return third == 0x9F ? 3 : 0
    // U+3000.
    case (0xE3, 0x80): return third == 0x80 ? 3 : 0
    default: return 0
    }
  }

  /// Whether the view is empty or holds nothing but white space.
  @inline(__always)
  var isBlank: Bool { count == 0 || (!Self.isWord(self[0]) && cut().count == 0) }

  /// A byte with which no white space begins.
  @inline(__always)
  private static func isWord(_ byte: UInt8) -> Bool {
    byte < 0x80 ? !isSpace(byte) : byte != 0xC2 && (byte < 0xE1 || byte > 0xE3)
  }
}
