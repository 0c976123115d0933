/// Breaking words into lines of a width.
package enum TextWrap {
  /// Lines of at most `width` characters; a word that is longer stands on a line of its own.
  package static func lines(_ text: String, width: Int) -> [String] {
    guard width > 0 else { return [] }
    var result: [String] = []
    var line = ""
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      let candidate = line.isEmpty ? String(word) : line + " " + word
      if candidate.count <= width || line.isEmpty {
        line = candidate
      } else {
        result.append(line)
        line = String(word)
      }
    }
    result.append(line)
    return result
  }
}
