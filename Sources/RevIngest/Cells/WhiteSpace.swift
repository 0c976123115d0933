/// White space in cells: space, tab, CR, LF, vertical tab and form feed.
extension ByteView {
  @inline(__always)
  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (byte >= 0x09 && byte <= 0x0D)
  }

  /// The view without white space at its ends.
  @inline(__always)
  func trimmed() -> ByteView {
    if count > 0, !Self.isSpace(self[0]), !Self.isSpace(self[count - 1]) { return self }
    return cut()
  }

  private func cut() -> ByteView {
    var (start, end) = (0, count)
    while start < end, Self.isSpace(self[start]) { start += 1 }
    while end > start, Self.isSpace(self[end - 1]) { end -= 1 }
    return slice(start, end)
  }

  /// Whether the view is empty or holds nothing but white space.
  @inline(__always)
  var isBlank: Bool { count == 0 || (Self.isSpace(self[0]) && cut().count == 0) }
}
