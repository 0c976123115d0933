/// Finding typed text in a line, and commands by a few of their letters.
package enum TextMatch {
  /// Whether `text` holds `wanted`, without regard to the case of ASCII letters.
  package static func contains(_ text: String, _ wanted: String) -> Bool {
    contains(text.utf8, Array(folded(wanted)))
  }

  /// The same over bytes; `wanted` must be folded.
  package static func contains(_ text: some Collection<UInt8>, _ wanted: [UInt8]) -> Bool {
    guard let first = wanted.first else { return true }
    var start = text.startIndex
    while start != text.endIndex {
      if fold(text[start]) == first, matches(text[start...], wanted) { return true }
      start = text.index(after: start)
    }
    return false
  }

  private static func matches(_ text: some Collection<UInt8>, _ wanted: [UInt8]) -> Bool {
    var index = text.startIndex
    for byte in wanted {
      guard index != text.endIndex, fold(text[index]) == byte else { return false }
      index = text.index(after: index)
    }
    return true
  }

  /// The bytes of a text with small ASCII letters.
  package static func folded(_ text: String) -> [UInt8] { text.utf8.map(fold) }

  private static func fold(_ byte: UInt8) -> UInt8 {
    byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
  }

  /// How well the letters of `query`, in order, are found in `text`; nil when they are not.
  ///
  /// More for letters that begin a word or follow each other; spaces of the query are ignored.
  package static func fuzzy(_ query: String, in text: String) -> Int? {
    preferred(query, in: text) ?? (isSubsequence(query, of: text) ? weak : nil)
  }

  /// The score of letters that are merely there in order.
  static let weak = -1000

  private static func isSubsequence(_ query: String, of text: String) -> Bool {
    var rest = folded(text)[...]
    for byte in folded(query) where byte != 0x20 {
      guard let found = rest.firstIndex(of: byte) else { return false }
      rest = rest[(found + 1)...]
    }
    return true
  }

  private static func preferred(_ query: String, in text: String) -> Int? {
    let wanted = folded(query).filter { $0 != 0x20 }
    let bytes = folded(text)
    var score = 0
    var position = 0
    var last = -2
    for byte in wanted {
      guard let found = best(byte, bytes, from: position, after: last) else { return nil }
      let beginsWord = found == 0 || bytes[found - 1] == 0x20 || bytes[found - 1] == 0x2D
      // `exfo` is no `nEXt pane: FOcus`.
      if last < 0, !beginsWord { return nil }
      if found == last + 1 { score += 3 }
      if beginsWord { score += 4 }
      if last >= 0, found > last + 1, bytes[found - 1] != 0x20 { return nil }
      score -= min(3, found - position)
      last = found
      position = found + 1
    }
    return score
  }

  /// The next place of a letter: right behind the last one, else the next start of a word, else any.
  private static func best(_ byte: UInt8, _ bytes: [UInt8], from: Int, after last: Int) -> Int? {
    guard from < bytes.count else { return nil }
    if last >= 0, bytes[from] == byte { return from }
    let places = (from..<bytes.count).filter { bytes[$0] == byte }
    return places.first { $0 == 0 || bytes[$0 - 1] == 0x20 } ?? places.first
  }
}
