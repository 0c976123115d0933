/// Texts that many rows may share, kept once each in one arena; a code is an index.
package struct TextPool: Sendable {
  package private(set) var texts = TextColumn()

  package init() {}

  /// A pool of texts that the caller knows to be different from each other.
  package init(_ texts: TextColumn) { self.texts = texts }

  package var count: Int { texts.count }

  /// The text of a code; nil for blank.
  package subscript(code: Int32) -> String? { code < 0 ? nil : texts[Int(code)] }

  /// Adds a text that the caller knows to be new, and returns its code.
  package mutating func append(_ text: some Sequence<UInt8>) -> Int32 {
    texts.append(text)
    return Int32(texts.count - 1)
  }
}
