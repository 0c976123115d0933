/// The gate that every text passes on its way to a cell, and the measure of what comes out.
///
/// - Tabs, newlines and other white space become a space.
/// - Control characters (with them, every escape sequence), bidirectional overrides, isolates and
///   marks, and characters of no width become a visible `�`, one for each scalar.
/// - Clusters whose width terminals disagree about (joined emoji, emoji presentation, flags, skin
///   tones, keycaps) become one `�`, and so do unassigned and private characters and all that are
///   newer than Unicode 14.
/// - A character keeps up to four combining marks; a mark without a character is a `�`.
/// - On an ASCII screen what is left beyond ASCII becomes `?`, except typographic marks that have a
///   plain twin, such as `…` and `▲`.
package enum DisplayText {
  /// The columns that `text` takes once it has passed the gate.
  ///
  /// - Complexity: O(*n*); one pass over the bytes when they are plain ASCII.
  package static func width(of text: String, isASCII: Bool = false) -> Int {
    if let count = plainCount(of: text) { return count }
    var reader = GlyphReader(text, isASCII: isASCII)
    var width = 0
    while let glyph = reader.next() { width += glyph.width }
    return width
  }

  /// The text as it would be drawn.
  package static func cleaned(_ text: String, isASCII: Bool = false) -> String {
    guard plainCount(of: text) == nil else { return text }
    var reader = GlyphReader(text, isASCII: isASCII)
    var result = String.UnicodeScalarView()
    while let glyph = reader.next() { result.append(glyph.cluster) }
    return String(result)
  }

  /// The text as it would be drawn in at most `columns`; a cut ends with `…`, or `~` in ASCII.
  package static func truncated(_ text: String, to columns: Int, isASCII: Bool = false) -> String {
    guard columns > 0 else { return "" }
    if width(of: text, isASCII: isASCII) <= columns { return cleaned(text, isASCII: isASCII) }
    var reader = GlyphReader(text, isASCII: isASCII)
    var result = String.UnicodeScalarView()
    var used = 0
    while let glyph = reader.next(), used + glyph.width < columns {
      result.append(glyph.cluster)
      used += glyph.width
    }
    result.append(isASCII ? "~" : "…")
    return String(result)
  }

  /// The number of bytes when all of them are printable ASCII, and so the number of columns.
  static func plainCount(of text: String) -> Int? {
    var count = 0
    for byte in text.utf8 {
      guard byte >= 0x20, byte < 0x7F else { return nil }
      count += 1
    }
    return count
  }
}

extension String {
  /// The columns that the text takes on a Unicode screen once it has passed the gate.
  package var displayWidth: Int { DisplayText.width(of: self) }
}

extension String.UnicodeScalarView {
  mutating func append(_ cluster: Cluster) {
    for value in cluster.scalars { append(Unicode.Scalar(value) ?? "�") }
  }
}
